import type { Instant } from '../clock.ts'
import type { Span } from './figures.ts'

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
