import type { Instant } from '../clock.ts'
import { type EventType, type Purpose, standing, type Ticket, type TicketEvent } from '../queue/ticket.ts'

/** What a supervisor says was otherwise than the log has it. */
export type Change =
  | { what: 'time'; eventId: number; at: Instant }
  | { what: 'outcome'; services: readonly number[]; purposeMet: Purpose | null }
  | { what: 'trial' }

export type ChangeRefusal = 'not_correctable' | 'outside_neighbours' | 'unchanged'

/** An event that is to stand in the place of another, or (null) after all of them. */
export type Copy = Pick<TicketEvent, 'type' | 'occurredAt' | 'windowId' | 'payload' | 'supersedesId'>

/** Being sent on is one instant at two counters, and being voided has no time that anything is measured by. */
const untimed: readonly EventType[] = ['transferred', 'voided', 'back_office_started']

/** The events whose time can be corrected; who was sent on arrived when they were sent. */
export function correctableEvents(ticket: Pick<Ticket, 'position'>, events: readonly TicketEvent[]) {
  return standing(events).filter(
    ({ type }) => !untimed.includes(type) && !(type === 'checked_in' && ticket.position > 0),
  )
}

/** Between which instants an event may be moved: its neighbours in the history, or the ends of the day. */
export function boundsOf(
  events: readonly TicketEvent[],
  eventId: number,
  day: { from: Instant; to: Instant },
): { from: Instant; to: Instant } {
  const told = standing(events)
  const index = told.findIndex(({ id }) => id === eventId)
  const after = told.slice(index + 1).find(event => !isSameDeed(told[index], event))
  return { from: told[index - 1]?.occurredAt ?? day.from, to: after?.occurredAt ?? day.to }
}

/** Handing in is one deed of two events: one time for both. */
function isSameDeed(event: TicketEvent | undefined, next: TicketEvent): boolean {
  return event?.type === 'service_ended' && next.type === 'back_office_started'
}

/** The events that make a change true, or why it cannot be. */
export function copiesFor(
  ticket: Pick<Ticket, 'position' | 'state'>,
  events: readonly TicketEvent[],
  change: Change,
  day: { from: Instant; to: Instant },
): Copy[] | ChangeRefusal {
  if (change.what === 'time') return moved(ticket, events, change, day)
  return change.what === 'outcome' ? retold(events, change) : voided(ticket, events)
}

const second = 1000

/** People type seconds and the log has milliseconds: within its own second a bound is kept to. */
function moved(
  ticket: Pick<Ticket, 'position'>,
  events: readonly TicketEvent[],
  { eventId, at }: { eventId: number; at: Instant },
  day: { from: Instant; to: Instant },
): Copy[] | ChangeRefusal {
  const event = correctableEvents(ticket, events).find(({ id }) => id === eventId)
  if (!event) return 'not_correctable'
  const { from, to } = boundsOf(events, eventId, day)
  if (at < from - (from % second) || at > to) return 'outside_neighbours'
  if (Math.floor(at / second) === Math.floor(event.occurredAt / second)) return 'unchanged'
  const occurredAt = Math.max(at, from)
  const told = standing(events)
  const next = told[told.indexOf(event) + 1]
  const deed = next && isSameDeed(event, next) ? [event, next] : [event]
  return deed.map(each => {
    // Somebody now says when it ended, so it is timed like any other.
    const { isInferred: _, ...payload } = each.payload
    return copyOf(each, { occurredAt, payload })
  })
}

/** The last event that tells what was done tells it otherwise. */
function retold(
  events: readonly TicketEvent[],
  { services, purposeMet }: { services: readonly number[]; purposeMet: Purpose | null },
): Copy[] | ChangeRefusal {
  const ends = standing(events).filter(({ type }) => type === 'service_ended' || type === 'delivered')
  const end = ends.findLast(({ payload }) => payload.services ?? payload.purposeMet) ?? ends.at(-1)
  if (!end) return 'not_correctable'
  const { payload } = end
  const isSame =
    new Set(services).symmetricDifference(new Set(payload.services)).size === 0 &&
    purposeMet === (payload.purposeMet ?? null)
  if (isSame) return 'unchanged'
  return [copyOf(end, { payload: { ...payload, services, purposeMet } })]
}

/** What the night voided and what was sent on is voided in the place of that; all else afterwards. */
function voided({ state }: Pick<Ticket, 'state'>, events: readonly TicketEvent[]): Copy[] | ChangeRefusal {
  const last = standing(events).at(-1)
  if (!last) return 'not_correctable'
  const payload = { reason: 'test' } as const
  if (state === 'transferred') return [copyOf(last, { type: 'voided', payload })]
  if (state === 'voided')
    return last.payload.reason === 'reset' ? [copyOf(last, { payload })] : 'not_correctable'
  return [{ ...copyOf(last, { type: 'voided', payload }), supersedesId: null }]
}

function copyOf(event: TicketEvent, change: Partial<Copy>): Copy {
  const { type, occurredAt, windowId, payload, id } = event
  return { type, occurredAt, windowId, payload, supersedesId: id, ...change }
}
