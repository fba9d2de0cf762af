import type { Engine } from '../connect.ts'

/** What operating a server needs to know again after a restart: which data these are, when jobs ran, what checks found. */
export function createOperation(engine: Engine): string[] {
  const key = engine === 'sqlite' ? 'integer' : 'bigint'
  const keyedEnd = engine === 'sqlite' ? ') strict, without rowid' : ')'
  const random =
    engine === 'sqlite' ? 'lower(hex(randomblob(16)))' : "replace(gen_random_uuid()::text, '-', '')"

  return [
    `create table data_identity (data_id text not null primary key${keyedEnd}`,
    `insert into data_identity (data_id) values (${random})`,
    `create table job_runs (
      job text not null primary key,
      last_run_at ${key} not null,
      succeeded_at ${key},
      failures integer not null check (failures >= 0)
    ${keyedEnd}`,
    `create table invariant_checks (
      started_at ${key} not null primary key,
      ended_at ${key} not null,
      faults integer not null check (faults >= 0),
      verdicts_json text not null,
      check (ended_at >= started_at)
    ${keyedEnd}`,
  ]
}
