import type { Engine } from '../connect.ts'

/** When people are reminded of a visit and told that their turn is near, and to whom that has been done. */
export function createReminders(engine: Engine): string[] {
  const key = engine === 'sqlite' ? 'integer' : 'bigint'
  const office = `office_id ${key} not null references offices (id)`
  const keyedEnd = engine === 'sqlite' ? ') strict, without rowid' : ')'

  return [
    ...officeColumns.map(column => `alter table offices add column ${column}`),
    ...(engine === 'sqlite' ? widenTemplatesSqlite : widenTemplatesPostgres),
    // One row says that a visit at this time has had its reminder of a kind, or needs none.
    `create table reminders (
      ${office},
      appointment_id ${key} not null references appointments (id),
      kind text not null check (kind in ('days_before', 'hours_before')),
      starts_at ${key} not null,
      outcome text not null check (outcome in ('told', 'skipped')),
      decided_at ${key} not null,
      primary key (appointment_id, kind, starts_at)
    ${keyedEnd}`,
    'create index reminders_by_time on reminders (starts_at)',
    `create table near_turns (
      ${office},
      ticket_id ${key} not null primary key references tickets (id),
      told_at ${key} not null
    ${keyedEnd}`,
    'create index near_turns_by_time on near_turns (told_at)',
    // What somebody without a booking has typed to be told; erased as soon as they are, and that night at the latest.
    `create table visit_contacts (
      ${office},
      visit_id ${key} not null primary key references visits (id),
      email text not null,
      language text not null,
      created_at ${key} not null
    ${keyedEnd}`,
  ]
}

const officeColumns = [
  'reminder_days_before integer not null default 1 check (reminder_days_before between 0 and 14)',
  'reminder_hour integer not null default 18 check (reminder_hour between 8 and 20)',
  'is_reminded_hours_before integer not null default 1 check (is_reminded_hours_before in (0, 1))',
  'near_turn_people integer not null default 3 check (near_turn_people between 1 and 20)',
  'near_turn_minutes integer not null default 10 check (near_turn_minutes between 5 and 60)',
  'is_near_turn_mailed integer not null default 1 check (is_near_turn_mailed in (0, 1))',
]

const kinds = `check (kind in ('booked', 'rescheduled', 'cancelled', 'reminder', 'near_turn', 'called',
  'waitlisted', 'place_offered', 'waitlist_ended', 'opinion_answered'))`

/** SQLite changes no check: the table is written anew. Nothing refers to it. */
const widenTemplatesSqlite = [
  `create table templates_widened (
    office_id integer not null references offices (id),
    kind text not null ${kinds},
    language text not null,
    subject text not null,
    body text not null,
    version integer not null default 1 check (version > 0),
    primary key (office_id, kind, language)
  ) strict, without rowid`,
  `insert into templates_widened (office_id, kind, language, subject, body, version)
    select office_id, kind, language, subject, body, version from message_templates`,
  'drop table message_templates',
  'alter table templates_widened rename to message_templates',
]

const widenTemplatesPostgres = [
  'alter table message_templates drop constraint message_templates_kind_check',
  `alter table message_templates add constraint message_templates_kind_check ${kinds}`,
]
