import type { Engine } from '../connect.ts'

/** Accounts that an office gives its people: when they changed, and the codes by which passwords are chosen. */
export function createPeople(engine: Engine): string[] {
  const key = engine === 'sqlite' ? 'integer' : 'bigint'
  const keyedEnd = engine === 'sqlite' ? ') strict, without rowid' : ')'

  return [
    'alter table staff add column version integer not null default 1 check (version > 0)',
    `create table welcome_codes (
      staff_id ${key} not null primary key references staff (id) on delete cascade,
      office_id ${key} references offices (id),
      code_hash text not null,
      created_at ${key} not null,
      expires_at ${key} not null,
      check (expires_at > created_at)
    ${keyedEnd}`,
    ...(engine === 'sqlite' ? keepLastSqlite : keepLastPostgres),
  ]
}

const isActive = (row: string) =>
  `${row}.role = 'administrator' and ${row}.is_disabled = 0 and ${row}.password_hash <> ''`

/** Somebody who can give accounts stays in every office that has one: an own administrator, or one of all offices. */
const losesLast = `${isActive('old')} and not (${isActive('new')}) and not exists (
  select 1 from staff other
  where other.id <> old.id and ${isActive('other')} and (other.office_id is null or other.office_id = old.office_id))`

const keepLastSqlite = [
  `create trigger staff_keep_administrator before update on staff when ${losesLast}
   begin select raise(abort, 'the last administrator'); end`,
]

const keepLastPostgres = [
  `create function keep_administrator() returns trigger language plpgsql as $$
   begin
     if ${losesLast} then raise exception 'the last administrator'; end if;
     return new;
   end $$`,
  `create trigger staff_keep_administrator before update on staff
   for each row execute function keep_administrator()`,
]
