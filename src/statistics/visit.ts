import type { TicketFacts } from './figures.ts'
import { flagOf, waitingSpans } from './ticket-measures.ts'
import { lengthOf, overlapOf, unionOf } from './spans.ts'

/** All tickets of one visit, in the order of its legs. */
export type Visit = readonly TicketFacts[]

/**
 * 滞在時間 in minutes: from the first check-in to the last event. Null while somebody is still there, and where
 * only the night or the next call has ended it.
 */
export function stayOf(visit: Visit): number | null {
  const isKnown = visit.every(
    facts => facts.outcome !== 'open' && facts.outcome !== 'reset' && flagOf(facts) === null,
  )
  if (!isKnown || visit.length === 0) return null
  const from = Math.min(...visit.map(({ checkedInAt }) => checkedInAt))
  return (Math.max(...visit.map(({ lastEventAt }) => lastEventAt)) - from) / 60_000
}

/**
 * Minutes in which somebody of the visit stood in line and nobody of it was served: the union of the waiting
 * spans less what it shares with services of the same visit. Null where nobody has been called or left.
 */
export function visitWaitOf(visit: Visit): number | null {
  const waiting = visit.flatMap(waitingSpans)
  if (waiting.length === 0) return null
  const served = visit.filter(facts => flagOf(facts) === null).flatMap(({ servingSpans }) => servingSpans)
  return (lengthOf(unionOf(waiting)) - overlapOf(waiting, served)) / 60_000
}

/** Whether one counter did it all. Who came from another counter or was sent to one has been to two. */
export function isOneStop(visit: Visit): boolean {
  const isSentOn = visit.some(({ outcome }) => outcome === 'transferred')
  const hasComeFromElsewhere = visit.every(({ position }) => position > 0)
  return !isSentOn && !hasComeFromElsewhere && new Set(visit.map(({ counterId }) => counterId)).size === 1
}

/** Whether what they came for was done, as the last clerk told; null where none did. */
export function purposeOf(visit: Visit): TicketFacts['purposeMet'] {
  const told = visit.toSorted((a, b) => a.lastEventAt - b.lastEventAt)
  return told.findLast(({ purposeMet }) => purposeMet !== null)?.purposeMet ?? null
}

/** The people of a visit, once, however many legs it has. */
export function peopleOf(visit: Visit): number {
  return Math.max(0, ...visit.map(({ people }) => people))
}
