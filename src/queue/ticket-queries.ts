import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import { words } from '#db/words.ts'
import type { Instant, LocalDate } from '../clock.ts'
import type { Ticket } from './ticket.ts'

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

export function selectTickets(db: Db) {
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

export function ticketOf(row: TicketRow): Ticket {
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
    .where('ticket.state', 'not in', words('transferred', 'voided'))
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

/** When the people of a visit came into the house; whoever was checked in by mistake had not come. */
export async function arrivedAt(db: Db, visitId: number): Promise<Instant | null> {
  const row = await db
    .selectFrom('tickets')
    .select(eb => eb.fn.min('checked_in_at').as('at'))
    .where('visit_id', '=', visitId)
    .where('state', '!=', 'voided')
    .executeTakeFirst()
  return row?.at ?? null
}

/** Whether a visit has come to a ticket from another one; a voided one was none. */
export async function hasComeOn(
  db: Db,
  { visitId, position }: Pick<Ticket, 'visitId' | 'position'>,
): Promise<boolean> {
  if (position === 0) return false
  const row = await db
    .selectFrom('tickets')
    .select('id')
    .where('visit_id', '=', visitId)
    .where('position', '<', position)
    .where('state', '!=', 'voided')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Tickets of days before `date` that nobody has finished. */
export async function openTicketsBefore(db: Db, officeId: number, date: LocalDate): Promise<Ticket[]> {
  const rows = await selectTickets(db)
    .where('ticket.office_id', '=', officeId)
    .where('ticket.business_date', '<', date)
    .where('ticket.state', 'in', words('waiting', 'called', 'serving', 'parked', 'handed_in'))
    .execute()
  return rows.map(ticketOf)
}

/** Ticket ids after `after`, for reading all of them in parts. */
export async function ticketsAfterId(db: Db, after: number, limit: number): Promise<Ticket[]> {
  const rows = await selectTickets(db)
    .where('ticket.id', '>', after)
    .orderBy('ticket.id')
    .limit(limit)
    .execute()
  return rows.map(ticketOf)
}
