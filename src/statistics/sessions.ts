import type { Instant } from '../clock.ts'
import type { Span, TicketFacts } from './figures.ts'

/** What a window did, as the log tells it. */
export type WindowEvent = {
  windowId: number
  type: 'opened' | 'closed' | 'paused' | 'resumed'
  at: Instant
}

/** From opening to closing of one window; `work` leaves its pauses out. */
export type Session = { windowId: number; span: Span; work: Span[] }

/**
 * The sessions of all windows of a day. Whoever takes over an open window opens it anew, which begins a session
 * of their own; one that is still open lasts until `until`. What a day did not see opened is not counted.
 */
export function sessionsOf(events: readonly WindowEvent[], until: Instant): Session[] {
  const byWindow = Map.groupBy(
    events.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at),
    ({ windowId }) => windowId,
  )
  return [...byWindow].flatMap(([windowId, told]) => sessionsOfWindow(windowId, told, until))
}

function sessionsOfWindow(windowId: number, told: readonly WindowEvent[], until: Instant): Session[] {
  const sessions: Session[] = []
  told.forEach(({ type, at }, index) => {
    const to = told[index + 1]?.at ?? until
    if (type === 'opened') sessions.push({ windowId, span: { from: at, to: at }, work: [] })
    const current = sessions.at(-1)
    if (!current || type === 'closed') return
    current.span = { from: current.span.from, to }
    if (type !== 'paused') current.work.push({ from: at, to })
  })
  return sessions
}

/** The same with the counter of the window. */
export type CounterWindowEvent = WindowEvent & { counterId: number }

/**
 * The events of a day that is over, with each window closed that nobody has closed: at the last thing that is known to
 * have happened at its counter. The night, which closes it, comes hours after everybody has gone.
 */
export function closeForgotten(
  events: readonly CounterWindowEvent[],
  facts: readonly TicketFacts[],
): CounterWindowEvent[] {
  const lastAt = new Map<number, Instant>()
  const note = (counterId: number, at: Instant) =>
    lastAt.set(counterId, Math.max(at, lastAt.get(counterId) ?? at))
  for (const { counterId, at } of events) note(counterId, at)
  for (const { counterId, ...known } of facts) note(counterId, lastMoment(known))
  const forgotten = [...Map.groupBy(events, ({ windowId }) => windowId).values()].flatMap(ofWindow => {
    const last = ofWindow.toSorted((a, b) => a.at - b.at).at(-1)
    if (!last || last.type === 'closed') return []
    return [{ ...last, type: 'closed' as const, at: lastAt.get(last.counterId) ?? last.at }]
  })
  return [...events, ...forgotten]
}

/** What happened last with a ticket while people were there: not that the night has voided it. */
function lastMoment(facts: Omit<TicketFacts, 'counterId'>): Instant {
  const { checkedInAt, firstCalledAt, servedCallAt, startedAt, serviceEndedAt, leftAt } = facts
  const { deliveryCalledAt, collectedCallAt, deliveredAt } = facts
  const later = [firstCalledAt, servedCallAt, startedAt, serviceEndedAt, leftAt]
  return Math.max(
    checkedInAt,
    ...[...later, deliveryCalledAt, collectedCallAt, deliveredAt].map(at => at ?? 0),
  )
}
