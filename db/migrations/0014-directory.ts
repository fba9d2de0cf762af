import type { Engine } from '../connect.ts'

/** Which account of the city's directory opens which account here. */
export function createDirectory(engine: Engine): string[] {
  const key = engine === 'sqlite' ? 'integer' : 'bigint'
  const keyedEnd = engine === 'sqlite' ? ') strict, without rowid' : ')'

  return [
    `create table directory_accounts (
      staff_id ${key} not null primary key references staff (id) on delete cascade,
      office_id ${key} references offices (id),
      issuer text not null,
      subject text check (length(subject) between 1 and 255),
      awaited_name text check (length(awaited_name) between 1 and 255),
      created_at ${key} not null,
      expires_at ${key},
      linked_at ${key},
      unique (issuer, subject),
      unique (issuer, awaited_name),
      check ((subject is null) <> (awaited_name is null)),
      check ((subject is null) = (linked_at is null)),
      check ((awaited_name is null) = (expires_at is null))
    ${keyedEnd}`,
  ]
}
