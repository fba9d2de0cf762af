import { randomUUID } from 'node:crypto'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Actor } from '../queue/actor.ts'
import type { Payload, TicketEvent } from '../queue/ticket.ts'

export type NewEvent = Omit<TicketEvent, 'id'> & {
  officeId: number
  ticketId: number
  legId: number | null
  /** Not before it occurred. */
  recordedAt: Instant
  actor: Actor
}

/** Writes an event; returns its id. Events are never changed. */
export async function insertEvent(db: Db, event: NewEvent): Promise<number> {
  const { actor, payload, officeId, ticketId, legId, sequence, type, windowId, supersedesId } = event
  const [row] = (
    await insertEventRow(db, {
      officeId,
      ticketId,
      legId,
      sequence,
      type,
      occurredAt: event.occurredAt,
      recordedAt: event.recordedAt,
      windowId,
      supersedesId,
      eventKey: randomUUID(),
      actorKind: actor.kind,
      pseudonym: actor.kind === 'staff' ? actor.pseudonym : null,
      kioskId: actor.kind === 'kiosk' ? actor.kioskId : null,
      payload: JSON.stringify(payload),
    })
  ).rows
  if (!row) throw new Error('an insert gave no id')
  return row.id
}

type EventRow = {
  officeId: number
  eventKey: string
  ticketId: number
  legId: number | null
  sequence: number
  type: TicketEvent['type']
  occurredAt: Instant
  recordedAt: Instant
  actorKind: Actor['kind']
  pseudonym: string | null
  kioskId: number | null
  windowId: number | null
  payload: string
  supersedesId: number | null
}

const insertEventRow = prepared((db, blank: Blanks<EventRow>) =>
  db
    .insertInto('visit_events')
    .values({
      office_id: blank('officeId'),
      event_key: blank('eventKey'),
      ticket_id: blank('ticketId'),
      leg_id: blank('legId'),
      sequence: blank('sequence'),
      type: blank('type'),
      occurred_at: blank('occurredAt'),
      recorded_at: blank('recordedAt'),
      actor_kind: blank('actorKind'),
      staff_pseudonym: blank('pseudonym'),
      kiosk_id: blank('kioskId'),
      window_id: blank('windowId'),
      payload_json: blank('payload'),
      supersedes_id: blank('supersedesId'),
    })
    .returning('id'),
)

/** All events of a ticket in their order. */
export async function eventsOf(db: Db, ticketId: number): Promise<TicketEvent[]> {
  return (await selectEvents(db, { ticketId })).rows.map(row => ({
    id: row.id,
    sequence: row.sequence,
    // no_show is the one type without a ticket.
    type: row.type as TicketEvent['type'],
    occurredAt: row.occurred_at,
    windowId: row.window_id,
    payload: JSON.parse(row.payload_json) as Payload,
    supersedesId: row.supersedes_id,
  }))
}

const selectEvents = prepared((db, blank: Blanks<{ ticketId: number }>) =>
  db
    .selectFrom('visit_events')
    .select(['id', 'sequence', 'type', 'occurred_at', 'window_id', 'payload_json', 'supersedes_id'])
    .where('ticket_id', '=', blank('ticketId'))
    .orderBy('sequence'),
)

/** Notes that nobody came for a leg; once, however many servers look. */
export async function insertNoShow(
  db: Db,
  missed: { officeId: number; legId: number; at: Instant },
): Promise<void> {
  await db
    .insertInto('visit_events')
    .values({
      office_id: missed.officeId,
      event_key: randomUUID(),
      ticket_id: null,
      leg_id: missed.legId,
      sequence: 1,
      type: 'no_show',
      occurred_at: missed.at,
      recorded_at: missed.at,
      actor_kind: 'system',
      payload_json: '{}',
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}
