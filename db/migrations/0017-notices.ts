import type { Engine } from '../connect.ts'

/** Messages of more kinds, by more ways than mail, and about a visit at the counter as well. */
export function createNotices(engine: Engine): string[] {
  return [
    ...(engine === 'sqlite' ? widenOutboxSqlite : widenOutboxPostgres),
    'create index outbox_by_visit on outbox (visit_id) where visit_id is not null',
  ]
}

const ofAppointment = "'booked', 'rescheduled', 'cancelled', 'reminder'"
const ofVisit = "'near_turn', 'called'"
const ofWaitlist = "'waitlisted', 'place_offered', 'waitlist_ended'"
const kinds = `check (kind in (${ofAppointment}, ${ofVisit}, ${ofWaitlist}, 'opinion_answered'))`
const channels = "check (channel in ('mail', 'line'))"
const isAboutSomething = `check (
  (kind = 'opinion_answered') = (opinion_id is not null)
  and (kind in (${ofVisit})) = (visit_id is not null)
  and (kind not in (${ofAppointment}) or appointment_id is not null)
  and (opinion_id is null or appointment_id is null))`

/** SQLite changes no column: the table is written anew. Nothing refers to it. */
const widenOutboxSqlite = [
  `create table outbox_widened (
    id integer primary key autoincrement,
    office_id integer not null references offices (id),
    appointment_id integer references appointments (id),
    opinion_id integer references opinions (id),
    visit_id integer references visits (id),
    kind text not null ${kinds},
    channel text not null default 'mail' ${channels},
    message_id text not null,
    state text not null check (state in ('waiting', 'sent', 'failed', 'expired')),
    message_json text,
    attempts integer not null,
    due_at integer not null,
    leased_until_at integer,
    last_error text,
    created_at integer not null,
    ended_at integer,
    check ((state = 'waiting') = (message_json is not null)),
    ${isAboutSomething}
  ) strict`,
  `insert into outbox_widened
    select id, office_id, appointment_id, opinion_id, null, kind, 'mail', message_id, state, message_json, attempts,
      due_at, leased_until_at, last_error, created_at, ended_at
    from outbox`,
  'drop table outbox',
  'alter table outbox_widened rename to outbox',
  "create index outbox_waiting on outbox (due_at) where state = 'waiting'",
  'create index outbox_by_appointment on outbox (appointment_id)',
  'create index outbox_by_opinion on outbox (opinion_id) where opinion_id is not null',
]

const widenOutboxPostgres = [
  'alter table outbox add column visit_id bigint references visits (id)',
  `alter table outbox add column channel text not null default 'mail' ${channels}`,
  'alter table outbox drop constraint outbox_kind_check',
  `alter table outbox add constraint outbox_kind_check ${kinds}`,
  'alter table outbox drop constraint outbox_about_one',
  `alter table outbox add constraint outbox_about_something ${isAboutSomething}`,
]
