import type { Engine } from '../connect.ts'

/** What an office writes about itself: when it changed, services it no longer offers, its own wording of messages. */
export function createCatalogue(engine: Engine): string[] {
  const key = engine === 'sqlite' ? 'integer' : 'bigint'
  const keyedEnd = engine === 'sqlite' ? ') strict, without rowid' : ')'
  const version = 'version integer not null default 1 check (version > 0)'

  return [
    ...['offices', 'counters', 'services', 'documents', 'life_events'].map(
      table => `alter table ${table} add column ${version}`,
    ),
    `alter table services add column retired_at ${key}`,
    'alter table offices add column key_colour text',
    `create table message_templates (
      office_id ${key} not null references offices (id),
      kind text not null check (kind in ('booked', 'rescheduled', 'cancelled', 'opinion_answered')),
      language text not null,
      subject text not null,
      body text not null,
      version integer not null default 1 check (version > 0),
      primary key (office_id, kind, language)
    ${keyedEnd}`,
  ]
}
