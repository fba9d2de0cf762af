import type { Instant, LocalDate } from '../clock.ts'

export type TicketState =
  | 'waiting'
  | 'called'
  | 'serving'
  | 'parked'
  | 'handed_in'
  | 'served'
  | 'no_show'
  | 'left'
  | 'transferred'
  | 'voided'

export type EventType =
  | 'checked_in'
  | 'called'
  | 'recalled'
  | 'no_response'
  | 'service_started'
  | 'parked'
  | 'resumed'
  | 'service_ended'
  | 'back_office_started'
  | 'delivery_called'
  | 'delivered'
  | 'transferred'
  | 'left'
  | 'voided'
  | 'undone'

/** How far a ticket has come: what its events add up to. */
export type Progress = {
  state: TicketState
  /** 1: to hand in (受付); 2: to collect (交付). */
  stage: 1 | 2
  /** Where it is called to or served; null in every other state. */
  windowId: number | null
  calls: number
  firstCalledAt: Instant | null
  lastCalledAt: Instant | null
  servingSince: Instant | null
  endedAt: Instant | null
}

/** Why a ticket was voided: a trial, a slip that did not print, or the night that ended its day. */
export type VoidReason = 'test' | 'printer' | 'transfer_undone' | 'reset'

export type Purpose = 'yes' | 'partly' | 'no'

/** What an event says besides its type; each member belongs to one or two types. */
export type Payload = {
  number?: string
  services?: readonly number[]
  outcome?: 'served' | 'handed_in'
  purposeMet?: Purpose | null
  /** Closed by the next call instead of by the clerk: counted as served, not timed. */
  isInferred?: boolean
  toCounterId?: number
  keepsPlace?: boolean
  reason?: VoidReason
}

export type TicketEvent = {
  id: number
  sequence: number
  type: EventType
  occurredAt: Instant
  windowId: number | null
  payload: Payload
  supersedesId: number | null
}

/** A place in today's queue. */
export type Ticket = Progress & {
  id: number
  officeId: number
  visitId: number
  position: number
  counterId: number
  legId: number | null
  businessDate: LocalDate
  number: string
  kind: 'booked' | 'walk_in'
  isPriority: boolean
  people: number
  language: string
  appointmentId: number | null
  appointmentAt: Instant | null
  checkedInAt: Instant
  inLineSince: Instant
  sequence: number
}

/** `A-012`: the counter's letter and the day's number, wider after 999. */
export function ticketNumber(prefix: string, serial: number): string {
  const digits = String(serial).padStart(3, '0')
  return prefix ? `${prefix}-${digits}` : digits
}

/** What a sheet of paper numbers can go up to. */
export const paperSerialMax = 99

/** `A-P05`: a number given on paper while the system is away, of a series that nothing else gives. */
export function paperNumber(prefix: string, serial: number): string {
  const digits = String(serial).padStart(2, '0')
  return prefix ? `${prefix}-P${digits}` : `P${digits}`
}

/** Whether a number was given on paper. */
export function isPaperNumber(number: string): boolean {
  return /(^|-)P\d+$/.test(number)
}

const ended: readonly TicketState[] = ['served', 'no_show', 'left', 'transferred', 'voided']

/** Whether somebody still has to do something about it. */
export function isOpen(state: TicketState): boolean {
  return !ended.includes(state)
}

type Move = { from: readonly TicketState[]; to: (was: Progress, payload: Payload) => TicketState }

const moves: Record<Exclude<EventType, 'checked_in' | 'undone'>, Move> = {
  called: { from: ['waiting'], to: () => 'called' },
  recalled: { from: ['called', 'no_show'], to: () => 'called' },
  // Whoever does not come to collect is not gone: the papers stay ready.
  no_response: { from: ['called'], to: was => (was.stage === 2 ? 'handed_in' : 'no_show') },
  service_started: { from: ['called'], to: () => 'serving' },
  parked: { from: ['serving'], to: () => 'parked' },
  resumed: { from: ['parked'], to: () => 'serving' },
  service_ended: {
    from: ['serving'],
    to: (_, payload) => (payload.outcome === 'handed_in' ? 'handed_in' : 'served'),
  },
  back_office_started: { from: ['handed_in'], to: () => 'handed_in' },
  delivery_called: { from: ['handed_in'], to: () => 'called' },
  delivered: { from: ['called', 'serving'], to: () => 'served' },
  transferred: { from: ['called', 'serving', 'parked'], to: () => 'transferred' },
  left: { from: ['waiting', 'called', 'parked', 'handed_in', 'no_show'], to: () => 'left' },
  voided: { from: ['waiting', 'called', 'serving', 'parked', 'handed_in'], to: () => 'voided' },
}

const calls: readonly EventType[] = ['called', 'recalled', 'delivery_called']

/** Whether an event may happen to a ticket that has come so far, wherever it is. */
export function mayHappen(type: EventType, { state, stage }: Progress): boolean {
  if (type === 'checked_in' || type === 'undone') return false
  if (type === 'delivered' && stage !== 2) return false
  if (type === 'service_ended' && stage !== 1) return false
  return moves[type].from.includes(state)
}

const foundToBeTrials: readonly TicketState[] = ['served', 'left', 'no_show']

/** What has ended is never voided at the counter; a correction may tell later that it was a trial. */
function isTrialFoundLater(type: EventType, state: TicketState, { reason }: Payload): boolean {
  return type === 'voided' && reason === 'test' && foundToBeTrials.includes(state)
}

/**
 * The state machine of a ticket: what an event makes of it, or null where it may not happen. It takes one thing
 * more than the counter may do: to void as a trial what has ended.
 */
export function advance(
  was: Progress | null,
  { type, occurredAt, windowId, payload }: Omit<TicketEvent, 'id' | 'sequence' | 'supersedesId'>,
): Progress | null {
  if (type === 'checked_in') return was ? null : arrived
  if (type === 'undone' || !was) return null
  if (!mayHappen(type, was) && !isTrialFoundLater(type, was.state, payload)) return null

  const state = moves[type].to(was, payload)
  const isAtWindow = state === 'called' || state === 'serving'
  const window = windowId ?? was.windowId
  if (isAtWindow && window === null) return null
  const isCall = calls.includes(type)
  return {
    state,
    stage: type === 'delivery_called' ? 2 : type === 'no_response' ? 1 : was.stage,
    windowId: isAtWindow ? window : null,
    calls: was.calls + (isCall ? 1 : 0),
    firstCalledAt: was.firstCalledAt ?? (isCall ? occurredAt : null),
    lastCalledAt: isCall ? occurredAt : was.lastCalledAt,
    servingSince: state === 'serving' ? occurredAt : null,
    endedAt: isOpen(state) ? null : occurredAt,
  }
}

const arrived: Progress = {
  state: 'waiting',
  stage: 1,
  windowId: null,
  calls: 0,
  firstCalledAt: null,
  lastCalledAt: null,
  servingSince: null,
  endedAt: null,
}

/**
 * The events that count, in the order in which things happened. An event that supersedes another stands in its
 * place, and what supersedes a correction in the correction's. Taking back takes the place away, whether it held
 * an event or its correction: what a correction replaced comes back by another correction alone.
 */
export function standing(events: readonly TicketEvent[]): TicketEvent[] {
  const corrections = new Map<number, TicketEvent>()
  for (const event of events) if (event.supersedesId !== null) corrections.set(event.supersedesId, event)

  return events.flatMap(event => {
    if (event.supersedesId !== null) return []
    let last = event
    for (let next = corrections.get(last.id); next; next = corrections.get(last.id)) last = next
    return last.type === 'undone' ? [] : [last]
  })
}

/** What all events of a ticket add up to, in their order. Throws on a history that cannot be. */
export function progressOf(events: readonly TicketEvent[]): Progress {
  let progress: Progress | null = null
  for (const event of standing(events)) {
    progress = advance(progress, event)
    if (!progress) throw new Error(`event ${event.id} (${event.type}) may not happen there`)
  }
  if (!progress) throw new Error('a ticket without its arrival')
  return progress
}

/** The services really done, as the last event that tells says. */
export function doneServices(events: readonly TicketEvent[]): readonly number[] {
  const told = standing(events).findLast(
    ({ type, payload }) => (type === 'service_ended' || type === 'delivered') && payload.services,
  )
  return told?.payload.services ?? []
}

/** The events of the last deed that stands, which undoing takes back; an arrival is not undone but voided. */
export function lastDeed(events: readonly TicketEvent[]): TicketEvent[] {
  const standingEvents = standing(events)
  const last = standingEvents.at(-1)
  if (!last || last.type === 'checked_in') return []
  const before = standingEvents.at(-2)
  return last.type === 'back_office_started' && before ? [before, last] : [last]
}
