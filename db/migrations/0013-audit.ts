import type { Engine } from '../connect.ts'

/**
 * The audit as evidence: who acted as what and where, a chain of seals over all rows, and no row that can be
 * changed or taken away, but for the beginning that a checkpoint stands for. And what an office has to publish about
 * itself, as far as it is worded by the office.
 */
export function createAudit(engine: Engine): string[] {
  const key = engine === 'sqlite' ? 'integer' : 'bigint'
  const keyedEnd = engine === 'sqlite' ? ') strict, without rowid' : ')'

  return [
    'alter table audit add column actor_role text',
    `alter table audit add column counter_id ${key}`,
    'create index audit_by_time on audit (office_id, at)',
    "create index audit_lists on audit (office_id, at) where deed = 'view_list'",
    "create index audit_accounts on audit (office_id, at) where deed = 'person_changed'",
    "create index audit_verifications on audit (office_id, at) where deed = 'audit_verified'",
    `create table audit_seals (
      position ${key} not null primary key check (position > 0),
      audit_id ${key} not null unique,
      sealed_at ${key} not null,
      hash text not null check (length(hash) = 64)
    ${keyedEnd}`,
    `create table unsealed_audit (audit_id ${key} not null primary key${keyedEnd}`,
    `create table audit_chain (
      id integer not null primary key check (id = 1),
      position ${key} not null check (position >= 0),
      hash text not null check (length(hash) = 64)
    ${keyedEnd}`,
    `create table audit_checkpoints (
      position ${key} not null primary key check (position > 0),
      hash text not null check (length(hash) = 64),
      created_at ${key} not null
    ${keyedEnd}`,
    `create table disclosures (
      office_id ${key} not null references offices (id),
      kind text not null check (kind in ('bookings', 'opinions', 'accessibility')),
      texts_json text not null,
      version integer not null check (version > 0),
      changed_at ${key} not null,
      changed_by text not null,
      primary key (office_id, kind)
    ${keyedEnd}`,
    `insert into audit_chain (id, position, hash) values (1, 0, '${'0'.repeat(64)}')`,
    ...(engine === 'sqlite' ? guardSqlite : guardPostgres),
  ]
}

const untouched = ['audit', 'audit_seals', 'audit_checkpoints']

/** A row may go once a checkpoint stands for its seal. */
const isKept = {
  audit: `not exists (select 1 from audit_seals seal where seal.audit_id = old.id
    and seal.position <= (select max(position) from audit_checkpoints))`,
  audit_seals: `not exists (select 1 from audit_checkpoints where position >= old.position)`,
  audit_checkpoints: '1 = 1',
}

const guardSqlite = [
  ...untouched.map(
    table => `create trigger ${table}_no_update before update on ${table}
    begin select raise(abort, '${table} is append-only'); end`,
  ),
  ...Object.entries(isKept).map(
    ([table, kept]) => `create trigger ${table}_no_delete before delete on ${table} when ${kept}
    begin select raise(abort, '${table} is append-only'); end`,
  ),
]

/** Here a row may be committed after one of a higher id, which by then has its seal: each says itself that it waits. */
const guardPostgres = [
  `create function seal_later() returns trigger language plpgsql as $$
   begin insert into unsealed_audit (audit_id) values (new.id); return null; end $$`,
  'create trigger audit_waits after insert on audit for each row execute function seal_later()',
  ...untouched.map(
    table => `create trigger ${table}_no_update before update or truncate on ${table}
    for each statement execute function refuse_change()`,
  ),
  ...Object.entries(isKept).flatMap(([table, kept]) => [
    `create function keep_${table}() returns trigger language plpgsql as $$
     begin
       if ${kept} then raise exception '${table} is append-only'; end if;
       return old;
     end $$`,
    `create trigger ${table}_no_delete before delete on ${table}
     for each row execute function keep_${table}()`,
  ]),
]
