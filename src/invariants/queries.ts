import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import type { TicketState } from '../queue/ticket.ts'

export type LivePlace = {
  startsAt: Instant
  placeNumber: number
  createdAt: Instant
  /** Booked or moved by staff, to whom all windows are open. */
  isByStaff: boolean
  /** Taken above all windows with a reason that the audit keeps. */
  isOverbooked: boolean
}

/** Starts of slots of a counter in which anything is taken. */
export async function slotStartsAfter(
  db: Db,
  counterId: number,
  after: Instant,
  countMax: number,
): Promise<Instant[]> {
  const rows = await db
    .selectFrom('places')
    .select('starts_at')
    .distinct()
    .where('counter_id', '=', counterId)
    .where('starts_at', '>', after)
    .orderBy('starts_at')
    .limit(countMax)
    .execute()
  return rows.map(row => row.starts_at)
}

/** Places of booked appointments and of holds whose time is not over. */
export async function livePlaces(
  db: Db,
  counterId: number,
  { from, to, now }: { from: Instant; to: Instant; now: Instant },
): Promise<LivePlace[]> {
  const rows = await db
    .selectFrom('places as place')
    .innerJoin('legs as leg', 'leg.id', 'place.leg_id')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .select([
      'place.starts_at as startsAt',
      'place.place_number as placeNumber',
      'appointment.created_at as createdAt',
      'appointment.channel',
    ])
    .select(outer => {
      const count = outer
        .selectFrom('audit')
        .whereRef('audit.appointment_id', '=', 'appointment.id')
        .select(eb => eb.fn.countAll().as('count'))
      return [
        count.where('audit.actor', 'like', 'staff:%').as('deedsOfStaff'),
        count.where('audit.deed', '=', 'overbook').as('overbookings'),
      ]
    })
    .where('place.counter_id', '=', counterId)
    .where('place.starts_at', '>=', from)
    .where('place.starts_at', '<=', to)
    .where(eb => eb.or([eb('appointment.state', '!=', 'held'), eb('appointment.held_until_at', '>', now)]))
    .execute()
  return rows.map(({ channel, deedsOfStaff, overbookings, ...place }) => ({
    ...place,
    isByStaff: channel === 'staff' || Number(deedsOfStaff) > 0,
    isOverbooked: Number(overbookings) > 0,
  }))
}

/** Entries about no appointment that say nothing of the rules; any other one may be a change of them. */
const aboutPeople = [
  ...['signed_in', 'signed_out', 'sign_in_failed', 'locked', 'unlocked', 'own_sessions_ended'],
  ...['totp_enrolled', 'totp_removed', 'totp_roles_changed', 'first_administrator_made', 'office_made'],
  ...['line_channel_changed', 'line_channel_tested'],
  ...['directory_name_entered', 'directory_linked', 'directory_unlinked', 'password_switched_off'],
  ...['password_chosen', 'password_changed', 'password_code_made', 'person_invited', 'person_changed'],
  ...['person_disabled', 'person_enabled', 'person_signed_out', 'register_kiosk', 'revoke_kiosk', 'export'],
  'notices_changed',
  ...['opinion_received', 'opinion_entered', 'opinion_contact_viewed', 'enter_survey_sheet', 'correct'],
  ...['take_back_survey_sheet', 'change_survey_month', 'check_section', 'change_rating_rules', 'view'],
  ...[
    'add_indicator',
    'change_indicator',
    'confirm_evaluation_sheet',
    'answered',
    'published',
    'unpublished',
  ],
  ...['waitlist_joined', 'waitlist_left', 'waitlist_ended', 'place_offered', 'offer_declined'],
  ...['offer_passed', 'waitlist_viewed', 'waitlist_rules_changed'],
]

/**
 * When the rules of an office may have changed last: bookings made later were made by the rules as they are now. An
 * office in its first revision has never changed; one whose changes left no entry may have at any time.
 */
export async function rulesChangedAt(db: Db, office: Office): Promise<Instant> {
  if (office.revision === 1) return Number.NEGATIVE_INFINITY
  const row = await db
    .selectFrom('audit')
    .select(eb => eb.fn.max('at').as('at'))
    .where('office_id', '=', office.id)
    .where('appointment_id', 'is', null)
    .where('deed', 'not in', aboutPeople)
    .executeTakeFirst()
  return row?.at ?? Number.POSITIVE_INFINITY
}

export type Booking = {
  id: number
  state: 'held' | 'booked' | 'cancelled'
  reference: string | null
  sequence: number
  heldUntil: Instant | null
  createdAt: Instant
  bookedAt: Instant | null
  cancelledAt: Instant | null
  person: { hasEmail: boolean } | null
  legs: Array<{
    position: number
    startsAt: Instant
    minutes: number
    counterId: number
    places: Array<{ startsAt: Instant; counterId: number }>
  }>
  /** What the audit says was done with it. */
  deeds: Array<{ deed: string; times: number }>
  messages: Array<{ kind: string }>
}

/** Appointments of an office in the order of their ids, with all that belongs to them. */
export async function bookingsAfter(
  db: Db,
  officeId: number,
  after: number,
  countMax: number,
): Promise<Booking[]> {
  const rows = await db
    .selectFrom('appointments as appointment')
    .leftJoin('persons as person', 'person.id', 'appointment.person_id')
    .selectAll('appointment')
    .select(['person.id as known_person', 'person.email'])
    .where('appointment.office_id', '=', officeId)
    .where('appointment.id', '>', after)
    .orderBy('appointment.id')
    .limit(countMax)
    .execute()
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const legs = await db
    .selectFrom('legs')
    .selectAll()
    .where('appointment_id', 'in', ids)
    .orderBy('position')
    .execute()
  const legIds = legs.map(({ id }) => id)
  const places =
    legIds.length === 0
      ? []
      : await db
          .selectFrom('places')
          .select(['leg_id', 'starts_at', 'counter_id'])
          .where('leg_id', 'in', legIds)
          .execute()
  const entries = await db
    .selectFrom('audit')
    .select(['appointment_id', 'deed'])
    .where('appointment_id', 'in', ids)
    .execute()
  const messages = await db
    .selectFrom('outbox')
    .select(['appointment_id', 'kind'])
    .where('channel', '=', 'mail')
    .where('appointment_id', 'in', ids)
    .execute()

  return rows.map(row => ({
    id: row.id,
    state: row.state,
    reference: row.reference,
    sequence: row.sequence,
    heldUntil: row.held_until_at,
    createdAt: row.created_at,
    bookedAt: row.booked_at,
    cancelledAt: row.cancelled_at,
    person: row.known_person === null ? null : { hasEmail: row.email !== null },
    legs: legs
      .filter(leg => leg.appointment_id === row.id)
      .map(leg => ({
        position: leg.position,
        startsAt: leg.starts_at,
        minutes: leg.minutes,
        counterId: leg.counter_id,
        places: places
          .filter(place => place.leg_id === leg.id)
          .map(place => ({ startsAt: place.starts_at, counterId: place.counter_id })),
      })),
    deeds: [
      ...Map.groupBy(
        entries.filter(entry => entry.appointment_id === row.id),
        entry => entry.deed,
      ),
    ].map(([deed, same]) => ({ deed, times: same.length })),
    messages: messages.filter(message => message.appointment_id === row.id),
  }))
}

/** When the oldest entry was written: what happened before it can have none. */
export async function firstAuditAt(db: Db): Promise<Instant> {
  const row = await db.selectFrom('audit').select('at').orderBy('id').limit(1).executeTakeFirst()
  return row?.at ?? Number.POSITIVE_INFINITY
}

/** Entries in the order of their ids, and those of them that tell of a booking that is not there. */
export async function lostBookings(db: Db, after: number, countMax: number) {
  const audited = await db
    .selectFrom('audit')
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(countMax)
    .execute()
  const last = audited.at(-1)?.id ?? after
  const lost = await db
    .selectFrom('audit')
    .leftJoin('appointments as appointment', 'appointment.id', 'audit.appointment_id')
    .select('audit.id')
    .where('audit.id', '>', after)
    .where('audit.id', '<=', last)
    .where('audit.deed', '=', 'book')
    .where('audit.appointment_id', 'is not', null)
    .where('appointment.id', 'is', null)
    .execute()
  return { audited, lost }
}

/** Persons in the order of their ids with the number of appointments that are theirs. */
export async function personsAfter(
  db: Db,
  after: number,
  countMax: number,
): Promise<Array<{ id: number; bookings: number }>> {
  const rows = await db
    .selectFrom('persons as person')
    .select('person.id')
    .select(eb =>
      eb
        .selectFrom('appointments as appointment')
        .whereRef('appointment.person_id', '=', 'person.id')
        .select(eb => eb.fn.countAll().as('count'))
        .as('bookings'),
    )
    .where('person.id', '>', after)
    .orderBy('person.id')
    .limit(countMax)
    .execute()
  return rows.map(({ id, bookings }) => ({ id, bookings: Number(bookings) }))
}

type TicketSeen = {
  number: string
  date: LocalDate
  position: number
  counterId: number
  state: TicketState
  windowId: number | null
  windowCounterId: number | null
  windowState: string | null
  checkedInAt: Instant
  endedAt: Instant | null
}

export type VisitSeen = { id: number; date: LocalDate; tickets: TicketSeen[] }

export async function visitsAfter(
  db: Db,
  officeId: number,
  after: number,
  countMax: number,
): Promise<VisitSeen[]> {
  const visits = await db
    .selectFrom('visits')
    .select(['id', 'business_date as date'])
    .where('office_id', '=', officeId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(countMax)
    .execute()
  const ids = visits.map(({ id }) => id)
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('tickets as ticket')
    .leftJoin('windows as window', 'window.id', 'ticket.window_id')
    .select([
      'ticket.visit_id',
      'ticket.number',
      'ticket.business_date as date',
      'ticket.position',
      'ticket.counter_id as counterId',
      'ticket.state',
      'ticket.window_id as windowId',
      'window.counter_id as windowCounterId',
      'window.state as windowState',
      'ticket.checked_in_at as checkedInAt',
      'ticket.ended_at as endedAt',
    ])
    .where('ticket.visit_id', 'in', ids)
    .execute()
  const tickets = Map.groupBy(rows, ({ visit_id }) => visit_id)
  return visits.map(visit => ({
    ...visit,
    tickets: (tickets.get(visit.id) ?? []).map(({ visit_id: _visit, ...ticket }) => ticket),
  }))
}

/** Windows to which more than one person is called. */
export function windowsWithSeveral(db: Db) {
  return db
    .selectFrom('tickets')
    .select('window_id as windowId')
    .where('state', 'in', ['called', 'serving'])
    .groupBy('window_id')
    .having(eb => eb.fn.countAll(), '>', 1)
    .execute()
}

export type QueueDay = { date: LocalDate }

/** The series of the first day after another one on which an office has given numbers. */
export async function seriesAfter(db: Db, officeId: number, last: QueueDay | null) {
  const next = await db
    .selectFrom('ticket_series')
    .select(eb => eb.fn.min('business_date').as('date'))
    .where('office_id', '=', officeId)
    .where('business_date', '>', last?.date ?? '')
    .executeTakeFirst()
  if (!next?.date) return []
  return db
    .selectFrom('ticket_series')
    .select(['business_date as date', 'prefix', 'last_number as lastNumber'])
    .where('office_id', '=', officeId)
    .where('business_date', '=', next.date)
    .execute()
}

/** Numbers given at an office on a day, those of later legs included. */
export async function numbersOfDay(db: Db, officeId: number, date: LocalDate) {
  const counters = await db.selectFrom('counters').select('id').where('office_id', '=', officeId).execute()
  const rows = await db
    .selectFrom('tickets')
    .select(['number', 'visit_id', 'state'])
    .where(
      'counter_id',
      'in',
      counters.map(({ id }) => id),
    )
    .where('business_date', '=', date)
    .execute()
  return rows.map(({ number, visit_id: visitId, state }) => ({
    ...{ number, visitId },
    isStanding: state !== 'transferred' && state !== 'voided',
  }))
}

type Table = keyof Database

/** Rows of `table`, in the order of `key`, refer by `column` to rows of `to`: both say which office they are of. */
export type Reference = { table: Table; key: string; column: string; to: Table }

const refersTo = (table: Table, to: Table, column: string, key = 'id'): Reference => ({
  ...{ table, key, column, to },
})

export const references: readonly Reference[] = [
  refersTo('counters', 'divisions', 'division_id'),
  refersTo('windows', 'counters', 'counter_id'),
  refersTo('services', 'counters', 'counter_id'),
  refersTo('appointments', 'persons', 'person_id'),
  refersTo('legs', 'appointments', 'appointment_id'),
  refersTo('legs', 'counters', 'counter_id'),
  refersTo('leg_services', 'services', 'service_id', 'leg_id'),
  refersTo('places', 'legs', 'leg_id', 'leg_id'),
  refersTo('access_tokens', 'appointments', 'appointment_id', 'appointment_id'),
  refersTo('outbox', 'appointments', 'appointment_id'),
  refersTo('outbox', 'opinions', 'opinion_id'),
  refersTo('outbox', 'waitlist_entries', 'waitlist_entry_id'),
  refersTo('waitlist_entries', 'counters', 'counter_id'),
  refersTo('waitlist_services', 'services', 'service_id', 'entry_id'),
  refersTo('waitlist_services', 'waitlist_entries', 'entry_id', 'entry_id'),
  refersTo('waitlist_tokens', 'waitlist_entries', 'entry_id', 'entry_id'),
  refersTo('waitlist_offers', 'waitlist_entries', 'entry_id'),
  refersTo('waitlist_offers', 'appointments', 'appointment_id'),
  refersTo('visits', 'appointments', 'appointment_id'),
  refersTo('tickets', 'visits', 'visit_id'),
  refersTo('tickets', 'counters', 'counter_id'),
  refersTo('tickets', 'windows', 'window_id'),
  refersTo('ticket_services', 'services', 'service_id', 'ticket_id'),
  refersTo('visit_tokens', 'visits', 'visit_id', 'visit_id'),
  refersTo('visit_events', 'tickets', 'ticket_id'),
  refersTo('visit_events', 'windows', 'window_id'),
  refersTo('window_events', 'windows', 'window_id'),
  refersTo('opinions', 'counters', 'counter_id'),
  refersTo('opinion_events', 'opinions', 'opinion_id'),
  refersTo('banners', 'counters', 'counter_id'),
  refersTo('closings', 'opening_changes', 'change_id'),
  refersTo('closing_choices', 'closings', 'closing_id', 'closing_id'),
  refersTo('closing_choices', 'appointments', 'appointment_id', 'appointment_id'),
  refersTo('staff_counters', 'counters', 'counter_id', 'staff_id'),
]

export async function keyOfLast(db: Db, { table, key }: Reference): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`
    select max(${sql.ref(key)}) as last from ${sql.table(table)}`.execute(db)
  return rows[0]?.last ?? 0
}

/** How many rows of a span of keys refer to something, and how many of them to something of another office. */
export async function countAcross(
  db: Db,
  { table, key, column, to }: Reference,
  { after, to: last }: { after: number; to: number },
): Promise<{ rows: number; across: number }> {
  const { rows } = await sql<{ rows: number; across: number }>`
    select count(*) as rows,
      coalesce(sum(case when child.office_id = parent.office_id then 0 else 1 end), 0) as across
    from ${sql.table(table)} as child
    join ${sql.table(to)} as parent on parent.id = child.${sql.ref(column)}
    where child.${sql.ref(key)} > ${after} and child.${sql.ref(key)} <= ${last}`.execute(db)
  return { rows: rows[0]?.rows ?? 0, across: rows[0]?.across ?? 0 }
}

export type TextLog = { table: Table; column: string; isJson: boolean }

/** What is kept longer than the persons it may be about. */
export const textLogs: readonly TextLog[] = [
  { table: 'audit', column: 'details_json', isJson: true },
  { table: 'visit_events', column: 'payload_json', isJson: true },
  { table: 'opinion_events', column: 'details_json', isJson: true },
  { table: 'outbox', column: 'last_error', isJson: false },
]

export type LogText = { id: number; text: string }

export async function logTextsAfter(
  db: Db,
  { table, column }: TextLog,
  after: number,
  countMax: number,
): Promise<LogText[]> {
  const { rows } = await sql<LogText>`
    select id, coalesce(${sql.ref(column)}, '') as text from ${sql.table(table)}
    where id > ${after} order by id limit ${countMax}`.execute(db)
  return rows
}

/** What opens something is kept as SHA-256 in base64url alone. */
const digestLength = 43

export async function tokensThatAreNoDigests(db: Db): Promise<{ tokens: number; undigested: number }> {
  let [tokens, undigested] = [0, 0]
  for (const table of ['access_tokens', 'visit_tokens', 'staff_sessions', 'staff_browsers'] as const) {
    const { rows } = await sql<{ tokens: number; undigested: number }>`
      select count(*) as tokens,
        coalesce(sum(case when length(token_hash) = ${digestLength} then 0 else 1 end), 0) as undigested
      from ${sql.table(table)}`.execute(db)
    tokens += rows[0]?.tokens ?? 0
    undigested += rows[0]?.undigested ?? 0
  }
  return { tokens, undigested }
}

export async function keysWithoutAnswer(db: Db): Promise<{ keys: number; unanswered: number }> {
  const { rows } = await sql<{ keys: number; unanswered: number }>`
    select count(*) as keys, coalesce(sum(case when answer = '' then 1 else 0 end), 0) as unanswered
    from idempotency_keys`.execute(db)
  return { keys: rows[0]?.keys ?? 0, unanswered: rows[0]?.unanswered ?? 0 }
}

export async function endedMessagesWithContent(db: Db) {
  const rows = await db
    .selectFrom('outbox')
    .select(eb => [
      eb.fn.countAll().as('messages'),
      sql<number>`sum(case when state <> 'waiting' and message_json is not null then 1 else 0 end)`.as(
        'with',
      ),
      sql<number>`sum(case when state = 'waiting' and message_json is null then 1 else 0 end)`.as('without'),
    ])
    .executeTakeFirst()
  return {
    messages: Number(rows?.messages ?? 0),
    withContent: rows?.with ?? 0,
    withoutContent: rows?.without ?? 0,
  }
}

/** The name of the job that clears away what has ended. */
export const forgettingJob = 'forget old answers, sessions and holds'

const dayMilliseconds = 86_400_000

const ending: ReadonlyArray<{ table: Table; column: string; keptMilliseconds: number }> = [
  { table: 'idempotency_keys', column: 'created_at', keptMilliseconds: dayMilliseconds },
  { table: 'access_tokens', column: 'expires_at', keptMilliseconds: 0 },
  { table: 'staff_sessions', column: 'expires_at', keptMilliseconds: 0 },
  { table: 'setup_codes', column: 'expires_at', keptMilliseconds: 0 },
  { table: 'welcome_codes', column: 'expires_at', keptMilliseconds: 0 },
]

/** Rows that had ended when the forgetting job last ran to its end; none of any table while it never has. */
export async function staleRows(db: Db): Promise<Array<{ table: Table; rows: number; stale: number }>> {
  const job = await db
    .selectFrom('job_runs')
    .select('succeeded_at')
    .where('job', '=', forgettingJob)
    .executeTakeFirst()
  const ranAt = job?.succeeded_at ?? null
  if (ranAt === null) return []
  const found: Array<{ table: Table; rows: number; stale: number }> = []
  for (const { table, column, keptMilliseconds } of ending) {
    const { rows } = await sql<{ rows: number; stale: number }>`
      select count(*) as rows,
        coalesce(sum(case when ${sql.ref(column)} <= ${ranAt - keptMilliseconds} then 1 else 0 end), 0) as stale
      from ${sql.table(table)}`.execute(db)
    found.push({ table, rows: rows[0]?.rows ?? 0, stale: rows[0]?.stale ?? 0 })
  }
  return found
}

/** An offer to somebody who waits, with its hold, and how many offers and messages of offers they have had. */
export type KnownOffer = {
  id: number
  state: string
  until: Instant
  entryState: string
  hold: { state: string; heldUntil: Instant | null } | null
  told: number
  made: number
}

export async function offersAfter(db: Db, after: number, countMax: number): Promise<KnownOffer[]> {
  const rows = await db
    .selectFrom('waitlist_offers as offer')
    .innerJoin('waitlist_entries as entry', 'entry.id', 'offer.entry_id')
    .leftJoin('appointments as held', 'held.id', 'offer.appointment_id')
    .select(eb => [
      'offer.id',
      'offer.state',
      'offer.until_at',
      'entry.state as entry_state',
      'held.state as hold_state',
      'held.held_until_at',
      eb
        .selectFrom('outbox')
        .select(count => count.fn.countAll<number>().as('count'))
        .whereRef('outbox.waitlist_entry_id', '=', 'entry.id')
        .where('outbox.kind', '=', 'place_offered')
        .as('told'),
      eb
        .selectFrom('waitlist_offers as earlier')
        .select(count => count.fn.countAll<number>().as('count'))
        .whereRef('earlier.entry_id', '=', 'entry.id')
        .as('made'),
    ])
    .where('offer.id', '>', after)
    .orderBy('offer.id')
    .limit(countMax)
    .execute()
  return rows.map(row => ({
    id: row.id,
    state: row.state,
    until: row.until_at,
    entryState: row.entry_state,
    hold: row.hold_state === null ? null : { state: row.hold_state, heldUntil: row.held_until_at },
    told: Number(row.told),
    made: Number(row.made),
  }))
}
