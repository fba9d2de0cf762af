import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'
import { insertEvent } from '../visit-events/queries.ts'
import type { Actor } from './actor.ts'
import { doneServices, type Progress, type Ticket, type TicketEvent } from './ticket.ts'

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

/** Puts the first voided ticket of a leg behind all of its visit, and answers the position that it has left; null for none. */
export async function freePosition(
  db: Db,
  { visitId, legId, behind }: { visitId: number; legId: number; behind: number },
): Promise<number | null> {
  const voided = await db
    .selectFrom('tickets')
    .select(['id', 'position'])
    .where('visit_id', '=', visitId)
    .where('leg_id', '=', legId)
    .where('state', '=', 'voided')
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
  if (!voided) return null
  await savePosition(db, voided.id, behind)
  return voided.position
}

export async function savePosition(db: Db, ticketId: number, position: number): Promise<void> {
  await db.updateTable('tickets').set({ position }).where('id', '=', ticketId).execute()
}

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
