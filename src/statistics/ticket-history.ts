import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'
import { type Correction, correctionsOf } from '../corrections/queries.ts'
import { type Counter, counterById, type Office } from '../offices/office.ts'
import { windowLabel } from '../queue/day.ts'
import { allOfNumbers } from '../queue/ticket-queries.ts'
import { doneServices, type Purpose, standing, type Ticket, type TicketEvent } from '../queue/ticket.ts'
import { eventsOf } from '../visit-events/queries.ts'
import { windowsOfOffice } from '../windows/queries.ts'
import { boundsOf, correctableEvents } from './correction.ts'
import { instantsOf } from './office-period.ts'

/** One event of a history as it is shown: it stands, or was corrected or taken back. */
export type HistoryLine = {
  eventId: number
  type: TicketEvent['type']
  at: Instant
  window: string | null
  state: 'standing' | 'corrected' | 'undone'
  isCorrectable: boolean
  /** The night has voided it: nobody had ended it before. */
  isByNight: boolean
  /** Why it stands here in the place of the one below. */
  correction: Correction | null
}

export type TicketHistory = {
  ticket: Ticket
  lines: HistoryLine[]
  events: TicketEvent[]
  /** Whether anything was done that could be told otherwise. */
  isServed: boolean
  /** What was done, and whether it was what they came for. */
  told: { services: readonly number[]; purposeMet: Purpose | null }
}

/**
 * All legs of some numbers on a day that were at these counters, each with everything that happened to it and was
 * corrected later.
 */
export async function historiesOf(
  db: Db,
  office: Office,
  { counters, date, numbers }: { counters: readonly Counter[]; date: LocalDate; numbers: readonly string[] },
): Promise<TicketHistory[]> {
  const counterIds = counters.map(({ id }) => id)
  const windows = new Map((await windowsOfOffice(db, office.id)).map(window => [window.id, window]))
  const labelOf = (windowId: number | null) => {
    const window = windowId === null ? undefined : windows.get(windowId)
    return window ? windowLabel(counterById(office, window.counterId), window.number) : null
  }
  const histories: TicketHistory[] = []
  for (const ticket of await allOfNumbers(db, counterIds, date, numbers))
    histories.push(
      historyOf(ticket, await eventsOf(db, ticket.id), await correctionsOf(db, ticket.id), labelOf),
    )
  return histories
}

function historyOf(
  ticket: Ticket,
  events: TicketEvent[],
  corrections: readonly Correction[],
  labelOf: (windowId: number | null) => string | null,
): TicketHistory {
  const told = standing(events)
  const correctable = correctableEvents(ticket, events)
  const lineOf = (event: TicketEvent, isUndone: boolean): HistoryLine => ({
    eventId: event.id,
    type: event.type,
    at: event.occurredAt,
    window: labelOf(event.windowId),
    state: told.includes(event) ? 'standing' : isUndone ? 'undone' : 'corrected',
    isCorrectable: correctable.includes(event),
    isByNight: event.payload.reason === 'reset',
    correction: corrections.find(({ eventId }) => eventId === event.id) ?? null,
  })
  const lines = events
    .filter(({ supersedesId }) => supersedesId === null)
    .flatMap(event => {
      const chain = chainOf(events, event)
      const isUndone = chain.at(-1)?.type === 'undone'
      const shown = chain.filter(({ type }) => type !== 'undone').toReversed()
      return shown.map((each, index) => lineOf(each, isUndone && index === 0))
    })
  return {
    ticket,
    lines,
    events,
    isServed: told.some(({ type }) => type === 'service_ended' || type === 'delivered'),
    told: {
      services: doneServices(events),
      purposeMet: told.findLast(({ payload }) => payload.purposeMet)?.payload.purposeMet ?? null,
    },
  }
}

/** An event, what took its place, what took the place of that. */
function chainOf(events: readonly TicketEvent[], first: TicketEvent): TicketEvent[] {
  const next = events.find(({ supersedesId }) => supersedesId === first.id)
  return next ? [first, ...chainOf(events, next)] : [first]
}

/** Between which times an event of a history may be moved. */
export function boundsIn(office: Office, { ticket, events }: TicketHistory, eventId: number) {
  return boundsOf(events, eventId, instantsOf(office, { grain: 'day', start: ticket.businessDate }))
}
