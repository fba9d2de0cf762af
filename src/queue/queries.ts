import { sql } from 'kysely'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'
import type { CallingRule } from '../offices/office.ts'
import { insertEvent } from '../visit-events/queries.ts'
import type { Actor } from './actor.ts'
import type { InLine } from './calling-order.ts'
import { doneServices, type Progress, type Ticket, type TicketEvent } from './ticket.ts'

/**
 * Makes deeds about the same queues take turns until they end, and gives each change its number: the live
 * pages' sequence. To be called before anything of these queues is read. Always in the same order, so that
 * nobody waits in a circle.
 */
export async function claimQueues(db: Db, counterIds: readonly number[]): Promise<void> {
  for (const counterId of [...new Set(counterIds)].toSorted((a, b) => a - b))
    if ((await raiseVersion(db, { counterId })).numAffectedRows !== 1n)
      throw new Error(`counter ${counterId} has no queue`)
}

const raiseVersion = prepared((db, blank: Blanks<{ counterId: number }>) =>
  db
    .updateTable('queue_versions')
    .set(eb => ({ version: eb('version', '+', 1) }))
    .where('counter_id', '=', blank('counterId')),
)

export async function queueVersion(db: Db, counterId: number): Promise<number> {
  const [row] = (await selectVersion(db, { counterId })).rows
  return row?.version ?? 0
}

const selectVersion = prepared((db, blank: Blanks<{ counterId: number }>) =>
  db.selectFrom('queue_versions').select('version').where('counter_id', '=', blank('counterId')),
)

/** The next number of a day under a prefix, from 1. */
export async function nextSerial(
  db: Db,
  series: { officeId: number; businessDate: LocalDate; prefix: string },
): Promise<number> {
  const [row] = (await raiseSerial(db, series)).rows
  if (!row) throw new Error('a series gave no number')
  return row.last_number
}

const raiseSerial = prepared(
  (db, blank: Blanks<{ officeId: number; businessDate: string; prefix: string }>) =>
    db
      .insertInto('ticket_series')
      .values({
        office_id: blank('officeId'),
        business_date: blank('businessDate'),
        prefix: blank('prefix'),
        last_number: 1,
      })
      .onConflict(conflict =>
        conflict
          .columns(['office_id', 'business_date', 'prefix'])
          .doUpdateSet(eb => ({ last_number: eb('ticket_series.last_number', '+', 1) })),
      )
      .returning('last_number'),
)

/**
 * The ticket a visit has come to, by the link on the slip; of any day, since a link outlives its visit. A
 * voided one only where there is no other: taking a transfer back leaves one behind.
 */
export async function ticketOfToken(db: Db, tokenHash: string): Promise<Ticket | null> {
  const row = await selectTickets(db)
    .innerJoin('visit_tokens as token', 'token.visit_id', 'ticket.visit_id')
    .where('token.token_hash', '=', tokenHash)
    .where('ticket.state', '!=', 'transferred')
    .orderBy(eb => eb('ticket.state', '=', 'voided'))
    .orderBy('ticket.position', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? ticketOf(row) : null
}

/** The ticket of the leg that an appointment's visit has come to, or null when nobody has checked in. */
export async function ticketOfAppointment(db: Db, appointmentId: number): Promise<Ticket | null> {
  const row = await selectTickets(db)
    .where('visit.appointment_id', '=', appointmentId)
    .where('ticket.state', '!=', 'transferred')
    .orderBy(eb => eb('ticket.state', '=', 'voided'))
    .orderBy('ticket.position', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? ticketOf(row) : null
}

export type NewTicket = {
  officeId: number
  visitId: number
  position: number
  counterId: number
  legId: number | null
  businessDate: LocalDate
  number: string
  kind: Ticket['kind']
  isPriority: 0 | 1
  appointmentAt: Instant | null
  checkedInAt: Instant
  inLineSince: Instant
}

/**
 * A ticket in line, with its arrival as first event. Returns its id. `recordedAt` is given where somebody is
 * entered later than they came.
 */
export async function insertTicket(
  db: Db,
  ticket: NewTicket,
  wished: readonly number[],
  actor: Actor,
  recordedAt: Instant = ticket.checkedInAt,
): Promise<number> {
  const [row] = (await insertTicketRow(db, ticket)).rows
  if (!row) throw new Error('an insert gave no id')
  for (const [position, serviceId] of wished.entries())
    await insertTicketService(db, { officeId: ticket.officeId, ticketId: row.id, serviceId, position })
  await insertEvent(db, {
    ...ticket,
    ticketId: row.id,
    sequence: 1,
    type: 'checked_in',
    occurredAt: ticket.checkedInAt,
    recordedAt,
    windowId: null,
    payload: { number: ticket.number, services: wished },
    supersedesId: null,
    actor,
  })
  return row.id
}

const insertTicketRow = prepared((db, blank: Blanks<NewTicket>) =>
  db
    .insertInto('tickets')
    .values({
      office_id: blank('officeId'),
      visit_id: blank('visitId'),
      position: blank('position'),
      counter_id: blank('counterId'),
      leg_id: blank('legId'),
      business_date: blank('businessDate'),
      number: blank('number'),
      kind: blank('kind'),
      is_priority: blank('isPriority'),
      appointment_at: blank('appointmentAt'),
      checked_in_at: blank('checkedInAt'),
      in_line_since_at: blank('inLineSince'),
      state: 'waiting',
      stage: 1,
      calls: 0,
      sequence: 1,
    })
    .returning('id'),
)

const insertTicketService = prepared(
  (db, blank: Blanks<{ officeId: number; ticketId: number; serviceId: number; position: number }>) =>
    db.insertInto('ticket_services').values({
      ticket_id: blank('ticketId'),
      service_id: blank('serviceId'),
      office_id: blank('officeId'),
      position: blank('position'),
      is_wished: 1,
      is_done: 0,
    }),
)

/** Writes how far a ticket has come; throws when somebody else has moved it meanwhile. */
export async function saveProgress(
  db: Db,
  ticket: { id: number; sequence: number },
  { state, stage, windowId, calls, ...at }: Progress,
  sequence: number,
): Promise<void> {
  const { numAffectedRows } = await updateProgress(db, {
    id: ticket.id,
    was: ticket.sequence,
    state,
    stage,
    windowId,
    calls,
    ...at,
    sequence,
  })
  if (numAffectedRows !== 1n) throw new Error('a ticket was moved outside its turn')
}

type ProgressRow = Progress & { id: number; was: number; sequence: number }

const updateProgress = prepared((db, blank: Blanks<ProgressRow>) =>
  db
    .updateTable('tickets')
    .set({
      state: blank('state'),
      stage: blank('stage'),
      window_id: blank('windowId'),
      calls: blank('calls'),
      first_called_at: blank('firstCalledAt'),
      last_called_at: blank('lastCalledAt'),
      serving_since_at: blank('servingSince'),
      ended_at: blank('endedAt'),
      sequence: blank('sequence'),
    })
    .where('id', '=', blank('id'))
    .where('sequence', '=', blank('was')),
)

/** Marks the services really done, adding those nobody had wished for. */
export async function saveDoneServices(
  db: Db,
  ticket: { id: number; officeId: number },
  done: readonly number[],
): Promise<void> {
  await db
    .updateTable('ticket_services')
    .set({ is_done: 0 })
    .where('ticket_id', '=', ticket.id)
    .where('is_done', '=', 1)
    .execute()
  for (const [position, service_id] of done.entries())
    await db
      .insertInto('ticket_services')
      .values({
        ...{ ticket_id: ticket.id, service_id, office_id: ticket.officeId },
        ...{ position: 100 + position, is_wished: 0, is_done: 1 },
      })
      .onConflict(conflict => conflict.columns(['ticket_id', 'service_id']).doUpdateSet({ is_done: 1 }))
      .execute()
}

/** Corrects when a ticket arrived; its place in line moves along where it counted from that. */
export async function saveArrival(db: Db, ticketId: number, checkedInAt: Instant): Promise<void> {
  await db
    .updateTable('tickets')
    .set(eb => ({
      checked_in_at: checkedInAt,
      in_line_since_at: eb
        .case()
        .when('in_line_since_at', '=', eb.ref('checked_in_at'))
        .then(checkedInAt)
        .else(eb.ref('in_line_since_at'))
        .end(),
    }))
    .where('id', '=', ticketId)
    .execute()
}

/** Makes the ticket row what its events say. */
export async function rebuildTicket(
  db: Db,
  ticket: { id: number; officeId: number; sequence: number },
  events: readonly TicketEvent[],
  progress: Progress,
): Promise<void> {
  await saveProgress(db, ticket, progress, events.at(-1)?.sequence ?? 1)
  await saveDoneServices(db, ticket, doneServices(events))
}

function selectTickets(db: Db) {
  return db
    .selectFrom('tickets as ticket')
    .innerJoin('visits as visit', 'visit.id', 'ticket.visit_id')
    .select([
      'ticket.id',
      'ticket.office_id',
      'ticket.visit_id',
      'ticket.position',
      'ticket.counter_id',
      'ticket.leg_id',
      'ticket.business_date',
      'ticket.number',
      'ticket.kind',
      'ticket.is_priority',
      'ticket.appointment_at',
      'ticket.checked_in_at',
      'ticket.in_line_since_at',
      'ticket.state',
      'ticket.stage',
      'ticket.window_id',
      'ticket.calls',
      'ticket.first_called_at',
      'ticket.last_called_at',
      'ticket.serving_since_at',
      'ticket.ended_at',
      'ticket.sequence',
      'visit.people',
      'visit.language',
      'visit.appointment_id',
    ])
}

type TicketRow = Awaited<ReturnType<ReturnType<typeof selectTickets>['executeTakeFirstOrThrow']>>

function ticketOf(row: TicketRow): Ticket {
  return {
    id: row.id,
    officeId: row.office_id,
    visitId: row.visit_id,
    position: row.position,
    counterId: row.counter_id,
    legId: row.leg_id,
    businessDate: row.business_date,
    number: row.number,
    kind: row.kind,
    isPriority: row.is_priority === 1,
    people: row.people,
    language: row.language,
    appointmentId: row.appointment_id,
    appointmentAt: row.appointment_at,
    checkedInAt: row.checked_in_at,
    inLineSince: row.in_line_since_at,
    state: row.state,
    stage: row.stage,
    windowId: row.window_id,
    calls: row.calls,
    firstCalledAt: row.first_called_at,
    lastCalledAt: row.last_called_at,
    servingSince: row.serving_since_at,
    endedAt: row.ended_at,
    sequence: row.sequence,
  }
}

export async function findTicket(db: Db, id: number): Promise<Ticket | null> {
  const [row] = (await selectTicketById(db, { id })).rows
  return row ? ticketOf(row) : null
}

const selectTicketById = prepared((db, blank: Blanks<{ id: number }>) =>
  selectTickets(db).where('ticket.id', '=', blank('id')),
)

/** The ticket a number means on a day: the last one, where its visit has gone on to other counters. */
export async function ticketByNumber(
  db: Db,
  officeId: number,
  date: LocalDate,
  number: string,
): Promise<Ticket | null> {
  const row = await selectTickets(db)
    .where('ticket.office_id', '=', officeId)
    .where('ticket.business_date', '=', date)
    .where('ticket.number', '=', number)
    .where('ticket.state', 'not in', literals('transferred', 'voided'))
    .orderBy('ticket.position', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? ticketOf(row) : null
}

/** The last ticket of a number that some counters had on a day, ended ones included. */
export async function lastOfNumber(
  db: Db,
  counterIds: readonly number[],
  date: LocalDate,
  number: string,
): Promise<Ticket | null> {
  if (counterIds.length === 0) return null
  const row = await selectTickets(db)
    .where('ticket.counter_id', 'in', counterIds)
    .where('ticket.business_date', '=', date)
    .where('ticket.number', '=', number)
    .orderBy('ticket.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? ticketOf(row) : null
}

/** States as words of the query itself: SQLite uses the indexes of open tickets only then. */
function literals<State extends Ticket['state']>(...states: State[]) {
  return states.map(state => sql.lit(state))
}

type OfDay = { counterId: number; date: LocalDate }

/** All tickets of a counter on a day, in order of arrival. */
export async function ticketsOfDay(db: Db, day: OfDay): Promise<Ticket[]> {
  return (await selectTicketsOfDay(db, day)).rows.map(ticketOf)
}

const selectTicketsOfDay = prepared((db, blank: Blanks<OfDay>) =>
  selectTickets(db)
    .where('ticket.counter_id', '=', blank('counterId'))
    .where('ticket.business_date', '=', blank('date'))
    .orderBy('ticket.id'),
)

export type Waiting = InLine & { number: string }

/** What the order of calling needs of those who wait; every call and every state of a counter reads it. */
export async function waitingInLine(db: Db, day: OfDay): Promise<Waiting[]> {
  return (await selectWaiting(db, day)).rows.map(row => ({ ...row, isPriority: row.priority === 1 }))
}

const selectWaiting = prepared((db, blank: Blanks<OfDay>) =>
  db
    .selectFrom('tickets')
    .select([
      'id',
      'number',
      'kind',
      'is_priority as priority',
      'appointment_at as appointmentAt',
      'checked_in_at as checkedInAt',
      'in_line_since_at as inLineSince',
    ])
    .where('counter_id', '=', blank('counterId'))
    .where('business_date', '=', blank('date'))
    .where('state', '=', sql.lit('waiting' as const)),
)

/** The tickets last called in their turn, oldest first: what taking turns goes on from. */
export async function lastCalled(
  db: Db,
  day: OfDay,
  { ratio, isPriorityFirst }: CallingRule,
): Promise<Ticket[]> {
  const count = ratio.booked + ratio.walkIn
  const turn = { ...day, priorityMax: isPriorityFirst ? 0 : 1, count, later: count - 1 }
  return (await selectLastCalled(db, turn)).rows.map(ticketOf).toReversed()
}

type Turn = OfDay & { priorityMax: number; count: number; later: number }

const selectLastCalled = prepared((db, blank: Blanks<Turn>) => {
  const calls = db
    .selectFrom('tickets')
    .select('first_called_at')
    .where('counter_id', '=', blank('counterId'))
    .where('business_date', '=', blank('date'))
    .where('is_priority', '<=', blank('priorityMax') as 0 | 1)
    .where('first_called_at', 'is not', null)
    .orderBy('first_called_at', 'desc')
    .limit(1)
    .offset(blank('later'))

  return (
    selectTickets(db)
      .where('ticket.counter_id', '=', blank('counterId'))
      .where('ticket.business_date', '=', blank('date'))
      .where('ticket.is_priority', '<=', blank('priorityMax') as 0 | 1)
      // Only of these few the log is asked for their order.
      .where('ticket.first_called_at', '>=', eb => eb.fn.coalesce(calls, eb.lit(0)))
      .orderBy('ticket.first_called_at', 'desc')
      // Two calls of one millisecond went in the order of the log.
      .orderBy(
        eb =>
          eb
            .selectFrom('visit_events as event')
            .select(eb => eb.fn.max('event.id').as('call'))
            .whereRef('event.ticket_id', '=', 'ticket.id')
            .where('event.type', '=', 'called'),
        'desc',
      )
      .limit(blank('count'))
  )
})

export async function ticketAtWindow(db: Db, windowId: number): Promise<Ticket | null> {
  const [row] = (await selectAtWindow(db, { windowId })).rows
  return row ? ticketOf(row) : null
}

const selectAtWindow = prepared((db, blank: Blanks<{ windowId: number }>) =>
  selectTickets(db)
    .where('ticket.window_id', '=', blank('windowId'))
    .where('ticket.state', 'in', literals('called', 'serving')),
)

/** The ticket of the last event at this window today that nobody has taken back: what undoing there begins with. */
export async function lastTicketOfWindow(db: Db, windowId: number, date: LocalDate): Promise<Ticket | null> {
  const row = await selectTickets(db)
    .innerJoin('visit_events as event', 'event.ticket_id', 'ticket.id')
    .where('event.window_id', '=', windowId)
    .where('event.type', '!=', 'undone')
    .where('ticket.business_date', '=', date)
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('visit_events as undone')
            .select('undone.id')
            .whereRef('undone.supersedes_id', '=', 'event.id'),
        ),
      ),
    )
    .orderBy('event.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? ticketOf(row) : null
}

export type TicketServices = { wished: number[]; done: number[] }

/** Services wished for and done, by ticket. */
export async function servicesOfTickets(
  db: Db,
  ticketIds: readonly number[],
): Promise<Map<number, TicketServices>> {
  const rows =
    ticketIds.length === 0
      ? []
      : await db
          .selectFrom('ticket_services')
          .select(['ticket_id', 'service_id', 'is_wished', 'is_done'])
          .where('ticket_id', 'in', ticketIds)
          .orderBy('position')
          .execute()
  const found = new Map<number, TicketServices>()
  for (const row of rows) {
    const services = found.get(row.ticket_id) ?? { wished: [], done: [] }
    if (row.is_wished) services.wished.push(row.service_id)
    if (row.is_done) services.done.push(row.service_id)
    found.set(row.ticket_id, services)
  }
  return found
}

/** All tickets of a visit, in the order of its legs. */
export async function ticketsOfVisit(db: Db, visitId: number): Promise<Ticket[]> {
  const rows = await selectTickets(db)
    .where('ticket.visit_id', '=', visitId)
    .orderBy('ticket.position')
    .execute()
  return rows.map(ticketOf)
}

/** The tickets of some numbers that counters had on a day, voided ones and each leg included. */
export async function allOfNumbers(
  db: Db,
  counterIds: readonly number[],
  date: LocalDate,
  numbers: readonly string[],
): Promise<Ticket[]> {
  if (counterIds.length === 0 || numbers.length === 0) return []
  const rows = await selectTickets(db)
    .where('ticket.counter_id', 'in', counterIds)
    .where('ticket.business_date', '=', date)
    .where('ticket.number', 'in', numbers)
    .orderBy('ticket.id')
    .execute()
  return rows.map(ticketOf)
}

/** The ticket that a transfer, or the end of this one, opened at the next counter; null where there is none. */
export async function ticketAfter(db: Db, ticket: Ticket): Promise<Ticket | null> {
  const row = await selectTickets(db)
    .where('ticket.visit_id', '=', ticket.visitId)
    .where('ticket.position', '>', ticket.position)
    .where('ticket.state', '!=', 'voided')
    .orderBy('ticket.position')
    .limit(1)
    .executeTakeFirst()
  return row ? ticketOf(row) : null
}

export async function lastPosition(db: Db, visitId: number): Promise<number> {
  const row = await db
    .selectFrom('tickets')
    .select(eb => eb.fn.max('position').as('position'))
    .where('visit_id', '=', visitId)
    .executeTakeFirst()
  return row?.position ?? 0
}

/** When the people of a visit came into the house. */
export async function arrivedAt(db: Db, visitId: number): Promise<Instant | null> {
  const row = await db.selectFrom('visits').select('created_at').where('id', '=', visitId).executeTakeFirst()
  return row?.created_at ?? null
}

/** Tickets of days before `date` that nobody has finished. */
export async function openTicketsBefore(db: Db, officeId: number, date: LocalDate): Promise<Ticket[]> {
  const rows = await selectTickets(db)
    .where('ticket.office_id', '=', officeId)
    .where('ticket.business_date', '<', date)
    .where('ticket.state', 'in', literals('waiting', 'called', 'serving', 'parked', 'handed_in'))
    .execute()
  return rows.map(ticketOf)
}

/** The last calls at a counter's windows of tickets that are still called there: what displays show. */
export async function callsStanding(db: Db, day: OfDay) {
  return (await selectCalls(db, day)).rows
}

const selectCalls = prepared((db, blank: Blanks<OfDay>) =>
  db
    .selectFrom('tickets as ticket')
    .innerJoin('windows as window', 'window.id', 'ticket.window_id')
    .innerJoin('visit_events as event', 'event.ticket_id', 'ticket.id')
    .select(eb => [
      'ticket.number',
      'ticket.last_called_at as calledAt',
      'window.number as window',
      eb.fn.max('event.id').as('call'),
    ])
    .where('ticket.counter_id', '=', blank('counterId'))
    .where('ticket.business_date', '=', blank('date'))
    .where('ticket.state', 'in', ['called', 'serving'])
    .where('event.type', 'in', ['called', 'recalled', 'delivery_called'])
    .groupBy(['ticket.id', 'ticket.number', 'ticket.last_called_at', 'window.number'])
    .orderBy('ticket.last_called_at', 'desc'),
)

/** Ticket ids after `after`, for reading all of them in parts. */
export async function ticketsAfterId(db: Db, after: number, limit: number): Promise<Ticket[]> {
  const rows = await selectTickets(db)
    .where('ticket.id', '>', after)
    .orderBy('ticket.id')
    .limit(limit)
    .execute()
  return rows.map(ticketOf)
}

/**
 * How many minutes those served at a counter on a day have taken, from their last call on. Without those that the
 * next call ended, those who were parked meanwhile, slips of the finger and forgotten windows.
 */
export async function observedMinutes(db: Db, day: OfDay): Promise<number[]> {
  const { rows } = await selectServed(db, day)
  return rows
    .map(({ endedAt, calledAt }) => ((endedAt ?? 0) - (calledAt ?? 0)) / 60_000)
    .filter(minutes => minutes >= 1 / 6 && minutes <= 240)
}

const selectServed = prepared((db, blank: Blanks<OfDay>) =>
  db
    .selectFrom('tickets as ticket')
    .innerJoin('visit_events as last', join =>
      join.onRef('last.ticket_id', '=', 'ticket.id').onRef('last.sequence', '=', 'ticket.sequence'),
    )
    .select(['ticket.ended_at as endedAt', 'ticket.last_called_at as calledAt'])
    .where('ticket.counter_id', '=', blank('counterId'))
    .where('ticket.business_date', '=', blank('date'))
    .where('ticket.state', '=', 'served')
    .where('last.payload_json', 'not like', '%"isInferred":true%')
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('visit_events as parked')
            .select('parked.id')
            .whereRef('parked.ticket_id', '=', 'ticket.id')
            .where('parked.type', '=', 'parked'),
        ),
      ),
    ),
)
