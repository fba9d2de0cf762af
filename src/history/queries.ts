import { sql } from 'kysely'
import type { Engine } from '#db/connect.ts'
import { insertingRows } from '#db/insert-rows.ts'
import type { Db } from '#db/store.ts'
import type { LocalDate } from '../clock.ts'
import { doneServices } from '../queue/ticket.ts'
import type { Ids, PastBooking, PastDay, PastDeed, PastEvent, PastTicket } from './past-day.ts'
import type { PastAnswer } from './answers.ts'
import { keyOf, referenceOf, unlinkedKey } from './past-names.ts'
import type { PastOpinion } from './past-opinions.ts'

/** The last day of an office that somebody came on, or null. */
export async function lastVisitDate(db: Db, officeId: number): Promise<LocalDate | null> {
  const row = await db
    .selectFrom('visits')
    .select(eb => eb.fn.max('business_date').as('date'))
    .where('office_id', '=', officeId)
    .executeTakeFirst()
  return row?.date ?? null
}

/** Staff of an office who may book for somebody, as the audit says it. */
export async function bookersOf(db: Db, officeId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('staff')
    .select('id')
    .where('office_id', '=', officeId)
    .where('role', 'in', ['reception', 'supervisor'])
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => `staff:${id}`)
}

/** The highest id of each table that history numbers itself. */
export async function lastIds(db: Db): Promise<Ids> {
  const last = async (table: 'visits' | 'tickets' | 'visit_events' | 'appointments' | 'legs') => {
    const row = await db
      .selectFrom(table)
      .select(eb => eb.fn.max('id').as('id'))
      .executeTakeFirst()
    return row?.id ?? 0
  }
  return {
    visit: await last('visits'),
    ticket: await last('tickets'),
    event: await last('visit_events'),
    booking: await last('appointments'),
    leg: await last('legs'),
  }
}

type Written = { officeId: number; seed: number; engine: Engine }

/** Writes all rows of a day. */
export async function insertDay(db: Db, day: PastDay, { officeId, seed, engine }: Written): Promise<void> {
  for (const [counterId, count] of day.changes) await raiseVersion(db, counterId, count)
  await insertBookings(db, day.bookings, officeId, seed)
  await insertVisits(
    db,
    day.visits.map(visit => ({
      ...{ id: visit.id, office_id: officeId, business_date: day.date, people: visit.people },
      visit_key: keyOf(visit.createdAt, { seed, table: 1, id: visit.id }),
      ...{ channel: visit.channel, language: visit.language, appointment_id: visit.appointmentId },
      ...{ is_answered: visit.isAnswered ? (1 as const) : (0 as const), created_at: visit.createdAt },
    })),
  )
  await insertTickets(db, day.tickets.map(ticketRow))
  await insertTicketServices(db, day.tickets.flatMap(serviceRows))
  await insertEvents(db, eventRows(day, officeId, seed))
  await insertWindowEvents(
    db,
    day.windowEvents.map(({ windowId, type, at, by, reason }, index) => ({
      ...{ office_id: officeId, window_id: windowId, type, occurred_at: at, staff_pseudonym: by, reason },
      event_key: keyOf(at, { seed, table: 3, id: index + 1 }),
    })),
  )
  for (const [prefix, last_number] of day.series)
    await db
      .insertInto('ticket_series')
      .values({ office_id: officeId, business_date: day.date, prefix, last_number })
      .execute()
  if (engine === 'postgres') await goOnCounting(db)
}

async function raiseVersion(db: Db, counterId: number, count: number): Promise<void> {
  await db
    .updateTable('queue_versions')
    .set(eb => ({ version: eb('version', '+', count) }))
    .where('counter_id', '=', counterId)
    .execute()
}

/** PostgreSQL counts its ids by itself, and has not seen those written here. */
async function goOnCounting(db: Db): Promise<void> {
  for (const table of ['visits', 'tickets', 'visit_events', 'appointments', 'legs'])
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), (select coalesce(max(id), 0) + 1 from ${sql.table(table)}), false)`.execute(
      db,
    )
}

/** Bookings whose people are forgotten already: what stays is what statistics read. */
async function insertBookings(
  db: Db,
  bookings: readonly PastBooking[],
  office_id: number,
  seed: number,
): Promise<void> {
  await insertAppointments(
    db,
    bookings.map(({ id, deeds, people, language, channel }) => {
      const [booked] = deeds
      const bookedAt = booked?.at ?? 0
      const cancelled = deeds.find(done => done.deed === 'cancel')
      const cancelled_by = cancelled?.by ?? null
      return {
        ...{ id, office_id, people, language, channel, person_id: null, held_until_at: null },
        ...{ reference: referenceOf(id), sequence: deeds.length - 1, is_hold_extended: 0 as const },
        calendar_uid: keyOf(bookedAt, { seed, table: 2, id }),
        state: cancelled ? ('cancelled' as const) : ('booked' as const),
        ...{ created_at: bookedAt, booked_at: bookedAt, cancelled_at: cancelled?.at ?? null, cancelled_by },
      }
    }),
  )
  await insertLegs(
    db,
    bookings.map(({ id, legId, counterId, startsAt, minutes }) => ({
      ...{ id: legId, office_id, appointment_id: id, position: 0, counter_id: counterId, minutes },
      starts_at: startsAt,
    })),
  )
  await insertLegServices(
    db,
    bookings.flatMap(({ legId, services }) =>
      services.map((service_id, position) => ({ leg_id: legId, service_id, office_id, position })),
    ),
  )
  await insertPlaces(
    db,
    bookings.flatMap(({ legId, counterId, places }) =>
      places.map(({ startsAt, number }) => ({
        ...{ counter_id: counterId, starts_at: startsAt, place_number: number, leg_id: legId, office_id },
      })),
    ),
  )
  await insertAudit(
    db,
    bookings.flatMap(({ id, deeds, startsAt }) =>
      deeds.map(done => ({
        ...{ office_id, at: done.at, actor: done.actor, deed: done.deed, appointment_id: id },
        details_json: JSON.stringify(detailsOf(done, startsAt)),
      })),
    ),
  )
}

/** As the booking's own deeds write them. */
function detailsOf(done: PastDeed, startsAt: number) {
  if (done.deed === 'reschedule') return { from: done.from, to: startsAt }
  return done.deed === 'cancel' ? { by: done.by } : {}
}

/** Writes what the visitors of a month have answered, each under a key that tells of nothing. */
export async function insertPastAnswers(
  db: Db,
  { officeId, month }: { officeId: number; month: string },
  answers: ReadonlyArray<PastAnswer & { key: string }>,
): Promise<void> {
  await insertAnswers(
    db,
    answers.map(({ key, counterId, channel, language, scores }) => ({
      ...{ id: key, office_id: officeId, month, counter_id: counterId, channel, language },
      scores_json: JSON.stringify(scores),
    })),
  )
  await insertComments(
    db,
    answers.flatMap(({ key, comment }) =>
      comment === null ? [] : [{ id: unlinkedKey(key), office_id: officeId, month, body: comment }],
    ),
  )
}

/** Writes an opinion as it stood at the end, with what was done about it. */
export async function insertPastOpinion(db: Db, office_id: number, opinion: PastOpinion): Promise<void> {
  const { sample, channel, answeredAt, publishedAt, takenAt, createdAt, by } = opinion
  const answeredBy = opinion.wantsAnswer ? ('email' as const) : ('noted' as const)
  const deeds = [
    { deed: channel === 'web' ? ('received' as const) : ('entered' as const), at: createdAt, details: {} },
    { deed: 'taken' as const, at: takenAt, details: {} },
    { deed: 'answered' as const, at: answeredAt, details: { by: answeredBy } },
    { deed: 'published' as const, at: publishedAt, details: {} },
  ].filter(({ at }) => at !== null)
  const { id } = await db
    .insertInto('opinions')
    .values({
      ...{ office_id, channel, receipt: opinion.receipt, counter_id: opinion.counterId },
      ...{ category: sample.category, language: sample.language ?? 'ja', text: sample.text },
      ...{ wants_answer: opinion.wantsAnswer ? 1 : 0, received_date: opinion.receivedDate },
      ...{ created_at: createdAt, version: deeds.length, taken_by: takenAt === null ? null : by },
      state: publishedAt ? 'published' : answeredAt ? 'answered' : takenAt ? 'in_progress' : 'new',
      ...(answeredAt !== null && {
        ...{ answer: sample.answer, answered_by: answeredBy, answered_at: answeredAt },
        answer_days: opinion.answerDays,
      }),
      ...(publishedAt !== null && {
        ...{ published_text: sample.text, published_answer: sample.answer, published_at: publishedAt },
      }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const { deed, at, details } of deeds)
    await db
      .insertInto('opinion_events')
      .values({
        ...{ office_id, opinion_id: id, at: at ?? createdAt, deed, details_json: JSON.stringify(details) },
        staff_pseudonym: deed === 'received' ? null : by,
      })
      .execute()
}

function ticketRow(ticket: PastTicket) {
  return {
    id: ticket.id,
    office_id: ticket.officeId,
    visit_id: ticket.visitId,
    position: ticket.position,
    counter_id: ticket.counterId,
    leg_id: ticket.legId,
    business_date: ticket.businessDate,
    number: ticket.number,
    kind: ticket.kind,
    is_priority: ticket.isPriority ? (1 as const) : (0 as const),
    appointment_at: ticket.appointmentAt,
    checked_in_at: ticket.checkedInAt,
    in_line_since_at: ticket.inLineSince,
    state: ticket.state,
    stage: ticket.stage,
    window_id: ticket.windowId,
    calls: ticket.calls,
    first_called_at: ticket.firstCalledAt,
    last_called_at: ticket.lastCalledAt,
    serving_since_at: ticket.servingSince,
    ended_at: ticket.endedAt,
    sequence: ticket.sequence,
  }
}

/** Services are done as they were wished: the clerks of history tell nothing else. */
function serviceRows({ id, officeId, wished, events }: PastTicket) {
  const done = doneServices(events)
  return wished.map((service_id, position) => ({
    ...{ ticket_id: id, service_id, office_id: officeId, position, is_wished: 1 as const },
    is_done: done.includes(service_id) ? (1 as const) : (0 as const),
  }))
}

/** Events of tickets, and of bookings that nobody came for, in the order in which they were written. */
function eventRows({ tickets, bookings }: PastDay, office_id: number, seed: number) {
  const ofTickets = tickets.flatMap(({ events }) => events.map(event => eventRow(event, office_id, seed)))
  const missed = bookings.flatMap(({ legId, missed }) =>
    missed ? [missingRow(legId, missed, office_id, seed)] : [],
  )
  return [...ofTickets, ...missed].toSorted((a, b) => a.id - b.id)
}

function eventRow(event: PastEvent, office_id: number, seed: number) {
  const { id, ticketId, legId, sequence, type, occurredAt, by, windowId, payload, supersedesId } = event
  return {
    ...{ id, office_id, ticket_id: ticketId, leg_id: legId, sequence, type },
    event_key: keyOf(occurredAt, { seed, table: 0, id }),
    ...{ occurred_at: occurredAt, recorded_at: occurredAt, actor_kind: by.kind },
    staff_pseudonym: by.kind === 'staff' ? by.pseudonym : null,
    ...{ window_id: windowId, payload_json: JSON.stringify(payload), supersedes_id: supersedesId },
  }
}

function missingRow(
  leg_id: number,
  { eventId, at }: { eventId: number; at: number },
  office_id: number,
  seed: number,
) {
  return {
    ...{ id: eventId, office_id, ticket_id: null, leg_id, sequence: 1, type: 'no_show' as const },
    event_key: keyOf(at, { seed, table: 0, id: eventId }),
    ...{ occurred_at: at, recorded_at: at, actor_kind: 'system' as const, staff_pseudonym: null },
    ...{ window_id: null, payload_json: '{}', supersedes_id: null },
  }
}

const insertAppointments = insertingRows('appointments', [
  ...([
    'id',
    'office_id',
    'state',
    'reference',
    'calendar_uid',
    'sequence',
    'person_id',
    'language',
  ] as const),
  ...(['people', 'channel', 'held_until_at', 'is_hold_extended'] as const),
  ...(['created_at', 'booked_at', 'cancelled_at', 'cancelled_by'] as const),
])
const insertAnswers = insertingRows('survey_answers', [
  ...(['id', 'office_id', 'month', 'counter_id', 'channel', 'language', 'scores_json'] as const),
])
const insertComments = insertingRows('survey_comments', ['id', 'office_id', 'month', 'body'])
const insertLegs = insertingRows('legs', [
  ...(['id', 'office_id', 'appointment_id', 'position', 'counter_id', 'starts_at', 'minutes'] as const),
])
const insertLegServices = insertingRows('leg_services', ['leg_id', 'service_id', 'office_id', 'position'])
const insertPlaces = insertingRows('places', [
  ...(['counter_id', 'starts_at', 'place_number', 'leg_id', 'office_id'] as const),
])
const insertAudit = insertingRows('audit', [
  ...(['office_id', 'at', 'actor', 'deed', 'appointment_id', 'details_json'] as const),
])
const insertVisits = insertingRows('visits', [
  ...(['id', 'office_id', 'visit_key', 'business_date', 'people', 'channel', 'language'] as const),
  ...(['appointment_id', 'is_answered', 'created_at'] as const),
])
const insertTickets = insertingRows('tickets', [
  ...([
    'id',
    'office_id',
    'visit_id',
    'position',
    'counter_id',
    'leg_id',
    'business_date',
    'number',
  ] as const),
  ...(['kind', 'is_priority', 'appointment_at', 'checked_in_at', 'in_line_since_at', 'state'] as const),
  ...(['stage', 'window_id', 'calls', 'first_called_at', 'last_called_at', 'serving_since_at'] as const),
  ...(['ended_at', 'sequence'] as const),
])
const insertTicketServices = insertingRows('ticket_services', [
  ...(['ticket_id', 'service_id', 'office_id', 'position', 'is_wished', 'is_done'] as const),
])
const insertEvents = insertingRows('visit_events', [
  ...(['id', 'office_id', 'event_key', 'ticket_id', 'leg_id', 'sequence', 'type', 'occurred_at'] as const),
  ...([
    'recorded_at',
    'actor_kind',
    'staff_pseudonym',
    'window_id',
    'payload_json',
    'supersedes_id',
  ] as const),
])
const insertWindowEvents = insertingRows('window_events', [
  ...(['office_id', 'event_key', 'window_id', 'type', 'occurred_at', 'staff_pseudonym', 'reason'] as const),
])
