import type { Instant } from '../clock.ts'
import type { CallingRule } from '../offices/office.ts'
import type { Ticket } from './ticket.ts'

/** What the order of calling looks at. */
export type InLine = Pick<
  Ticket,
  'id' | 'kind' | 'isPriority' | 'appointmentAt' | 'checkedInAt' | 'inLineSince'
>

/**
 * Whether somebody was in the house in time for a booking, whenever they come to this counter from another one.
 * Whoever is later than the grace waits like a walk-in.
 */
export function isOnTime(ticket: InLine, rule: CallingRule): boolean {
  return (
    ticket.appointmentAt !== null &&
    ticket.inLineSince <= ticket.appointmentAt + rule.lateGraceMinutes * 60_000
  )
}

/** Whether a booking gives somebody its place: the time has come, and they were not late for it. */
export function isDue(ticket: InLine, at: Instant, rule: CallingRule): boolean {
  return ticket.appointmentAt !== null && ticket.appointmentAt <= at && isOnTime(ticket, rule)
}

/**
 * Who is called next, and who after that. Priority classes go first where the office says so. Booked people
 * who came in time go before the others from their time on (`booked_first`), or take turns with them
 * (`ratio`), or have no advantage (`arrival`); everyone else goes in order of arrival. `recent` are the last
 * calls, oldest first: whether each was such a booking then.
 */
export function callingOrder<T extends InLine>(
  waiting: readonly T[],
  now: Instant,
  rule: CallingRule,
  recent: readonly boolean[] = [],
): T[] {
  const isFirst = (ticket: T) => rule.isPriorityFirst && ticket.isPriority
  const hasTurn = (ticket: T) => rule.order !== 'arrival' && isDue(ticket, now, rule)

  const byArrival = waiting.toSorted((a, b) => a.inLineSince - b.inLineSince || a.id - b.id)
  const first = byArrival.filter(isFirst)
  const rest = byArrival.filter(ticket => !isFirst(ticket))
  const due = rest
    .filter(hasTurn)
    .toSorted((a, b) => (a.appointmentAt ?? 0) - (b.appointmentAt ?? 0) || a.inLineSince - b.inLineSince)
  const others = rest.filter(ticket => !hasTurn(ticket))

  return [
    ...first,
    ...(rule.order === 'ratio' ? takingTurns(due, others, rule, recent) : [...due, ...others]),
  ]
}

/** So many booked, then so many walk-ins, going on from the last calls. */
function takingTurns<T>(
  booked: readonly T[],
  walkIns: readonly T[],
  { ratio }: CallingRule,
  recent: readonly boolean[],
): T[] {
  const order: T[] = []
  const kinds = [...recent]
  const [left, right] = [[...booked], [...walkIns]]
  while (left.length > 0 || right.length > 0) {
    const isBookedTurn = right.length === 0 || (left.length > 0 && isTurnOfBooked(kinds, ratio))
    const next = isBookedTurn ? left.shift() : right.shift()
    if (next === undefined) break
    order.push(next)
    kinds.push(isBookedTurn)
  }
  return order
}

function isTurnOfBooked(kinds: readonly boolean[], ratio: CallingRule['ratio']): boolean {
  const last = kinds.at(-1)
  if (last === undefined) return true
  const run = kinds.length - 1 - kinds.lastIndexOf(!last)
  return last ? run < ratio.booked : run >= ratio.walkIn
}
