import type { Instant } from '../clock.ts'
import {
  advance,
  type EventType,
  type Payload,
  type Progress,
  progressOf,
  type TicketEvent,
} from '../queue/ticket.ts'
import type { By, Ids, PastTicket } from './past-day.ts'

type Happening = { type: EventType; windowId?: number | null; payload?: Payload; by: By; at: Instant }

/** Writes down what happens to a ticket, by the product's own state machine; throws where that does not allow it. */
export function happen(
  ids: Ids,
  ticket: PastTicket,
  { type, windowId = ticket.windowId, payload = {}, by, at }: Happening,
): void {
  const isFirst = ticket.events.length === 0
  const progress = advance(isFirst ? null : ticket, { type, occurredAt: at, windowId, payload })
  if (!progress) throw new Error(`${type} may not happen to ${ticket.number}, which is ${ticket.state}`)
  write(ids, ticket, { type, windowId, payload, supersedesId: null, occurredAt: at }, by)
  Object.assign(ticket, progress)
}

/** Takes the last event back, as somebody who has pressed too early does. */
export function takeBack(ids: Ids, ticket: PastTicket, by: By, at: Instant): void {
  const last = ticket.events.at(-1)
  if (!last) throw new Error('there is nothing to take back')
  const { windowId, id: supersedesId } = last
  write(ids, ticket, { type: 'undone', windowId, payload: {}, supersedesId, occurredAt: at }, by)
  Object.assign(ticket, progressOf(ticket.events))
}

function write(ids: Ids, ticket: PastTicket, event: Omit<TicketEvent, 'id' | 'sequence'>, by: By): void {
  ids.event += 1
  ticket.sequence = ticket.events.length + 1
  const { id: ticketId, legId, sequence } = ticket
  ticket.events.push({ ...event, id: ids.event, sequence, ticketId, legId, by })
}

/** How far a ticket has come that nothing has happened to yet. */
export const untouched: Progress & { sequence: number } = {
  ...{ state: 'waiting', stage: 1, windowId: null, calls: 0, sequence: 0 },
  ...{ firstCalledAt: null, lastCalledAt: null, servingSince: null, endedAt: null },
}
