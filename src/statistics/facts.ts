import type { Instant } from '../clock.ts'
import {
  doneServices,
  type EventType,
  isPaperNumber,
  progressOf,
  standing,
  type Ticket,
  type TicketEvent,
} from '../queue/ticket.ts'
import type { FigureRules, Outcome, Span, TicketFacts } from './figures.ts'

/** What a ticket's row and its visit say and its events do not. */
export type TicketSource = Pick<
  Ticket,
  | 'id'
  | 'visitId'
  | 'position'
  | 'counterId'
  | 'businessDate'
  | 'kind'
  | 'isPriority'
  | 'people'
  | 'language'
  | 'appointmentAt'
> & { channel: TicketFacts['channel']; wishedServices: readonly number[] }

/**
 * What is known of a ticket by all its events and corrections; null for a trial, a slip that did not print and a
 * transfer taken back. Throws on a history that cannot be. The terms are those of the state machine: in = check-in,
 * c1 = first call, cs = last call before the service, s = its start, e = its end or when it was sent on.
 */
export function factsOf(
  ticket: TicketSource,
  events: readonly TicketEvent[],
  { lateGraceMinutes }: Pick<FigureRules, 'lateGraceMinutes'>,
): TicketFacts | null {
  const told = standing(events)
  const outcome = outcomeOf(events)
  const arrival = told.find(({ type }) => type === 'checked_in')
  if (!arrival || outcome === null) return null

  const { id: ticketId, wishedServices, ...source } = ticket
  const { appointmentAt, position } = source
  const services = doneServices(events)
  const checkedInAt = arrival.occurredAt
  return {
    ...source,
    ticketId,
    serviceIds: services.length > 0 ? services : wishedServices,
    checkedInAt,
    ...callsIn(told),
    ...serviceIn(told),
    ...endIn(told),
    outcome,
    purposeMet: told.findLast(({ payload }) => payload.purposeMet)?.payload.purposeMet ?? null,
    isEndInferred: told.some(({ payload }) => payload.isInferred),
    isLateConverted:
      position === 0 && appointmentAt !== null && checkedInAt > appointmentAt + lateGraceMinutes * 60_000,
    isFromPaper: isPaperNumber(arrival.payload.number ?? ''),
  }
}

function outcomeOf(events: readonly TicketEvent[]): Outcome | null {
  const { state } = progressOf(events)
  if (state === 'no_show') return 'no_response'
  if (state === 'served' || state === 'transferred' || state === 'left') return state
  if (state !== 'voided') return 'open'
  const { reason } = standing(events).findLast(({ type }) => type === 'voided')?.payload ?? {}
  return reason === 'reset' ? 'reset' : null
}

const callTypes: readonly EventType[] = ['called', 'recalled', 'delivery_called']

type Calls = Pick<
  TicketFacts,
  'calls' | 'firstCalledAt' | 'servedCallAt' | 'deliveryCalledAt' | 'collectedCallAt' | 'windowId'
>

function callsIn(told: readonly TicketEvent[]): Calls {
  const calls = told.filter(({ type }) => callTypes.includes(type))
  const serving = told.findLast(
    ({ type, windowId }) => (type === 'service_started' || type === 'resumed') && windowId !== null,
  )
  const called = calls.findLast(({ windowId }) => windowId !== null)
  return {
    calls: calls.length,
    firstCalledAt: calls[0]?.occurredAt ?? null,
    servedCallAt: lastCallBefore(told, startIndex(told)),
    deliveryCalledAt: timeOf(told, 'delivery_called'),
    collectedCallAt: lastCallBefore(
      told,
      told.findIndex(({ type }) => type === 'delivered'),
    ),
    windowId: (serving ?? called)?.windowId ?? null,
  }
}

/** Where the service began; where somebody was sent on as soon as they came, that. */
function startIndex(told: readonly TicketEvent[]): number {
  const started = told.findIndex(({ type }) => type === 'service_started')
  return started === -1 ? told.findIndex(({ type }) => type === 'transferred') : started
}

function lastCallBefore(told: readonly TicketEvent[], index: number): Instant | null {
  if (index === -1) return null
  return told.slice(0, index).findLast(({ type }) => callTypes.includes(type))?.occurredAt ?? null
}

function timeOf(told: readonly TicketEvent[], type: EventType): Instant | null {
  return told.find(event => event.type === type)?.occurredAt ?? null
}

type Service = Pick<
  TicketFacts,
  'startedAt' | 'serviceEndedAt' | 'servingMilliseconds' | 'servingSpans' | 'deliveredAt'
>

function serviceIn(told: readonly TicketEvent[]): Service {
  const collecting = told.findIndex(({ type }) => type === 'delivery_called')
  const first = collecting === -1 ? told : told.slice(0, collecting)
  const served = spansIn(first)
  const startedAt = timeOf(first, 'service_started')
  const serviceEndedAt = timeOf(first, 'service_ended') ?? timeOf(told, 'transferred')
  const isTimed = startedAt !== null && serviceEndedAt !== null
  return {
    startedAt,
    serviceEndedAt,
    servingMilliseconds: isTimed ? served.reduce((sum, { from, to }) => sum + to - from, 0) : null,
    servingSpans: [...served, ...(collecting === -1 ? [] : spansIn(told.slice(collecting)))],
    deliveredAt: timeOf(told, 'delivered'),
  }
}

/** From each start or resumption to the next event; the night that found somebody still served ends no service. */
function spansIn(told: readonly TicketEvent[]): Span[] {
  const spans: Span[] = []
  let from: Instant | null = null
  for (const { type, occurredAt } of told) {
    if (from !== null && type !== 'voided') spans.push({ from, to: Math.max(from, occurredAt) })
    from = type === 'service_started' || type === 'resumed' ? occurredAt : null
  }
  return spans
}

function endIn(told: readonly TicketEvent[]): Pick<TicketFacts, 'leftAt' | 'lastEventAt'> {
  return {
    leftAt: timeOf(told, 'left'),
    lastEventAt: Math.max(...told.map(({ occurredAt }) => occurredAt)),
  }
}
