import type { Instant } from '../clock.ts'
import type { Decision } from '../openings/change-openings.ts'

/** What is to become of somebody's booking: decided, or after somebody has telephoned. */
export type Choice = Decision | { kind: 'call' }

export type Choices = ReadonlyMap<number, Choice>

export const reasonToKeepMax = 100

/** What a form says of a choice without a reason of its own: `move:<instant>`, `cancel`, `keep` or `call`. */
export function choiceValue(choice: Choice): string {
  return choice.kind === 'move' ? `move:${choice.startsAt}` : choice.kind
}

/** Reads it; null when it is none, or wants a reason that there is not. */
export function parseChoice(value: string, reason: string): Choice | null {
  const [, startsAt] = /^move:([1-9]\d{0,14})$/.exec(value) ?? []
  if (startsAt !== undefined) return { kind: 'move', startsAt: Number(startsAt) }
  if (value === 'cancel' || value === 'call') return { kind: value }
  const why = reason.trim()
  return value === 'keep' && why !== '' && why.length <= reasonToKeepMax
    ? { kind: 'keep', reason: why }
    : null
}

/** The first of the times that are offered, or a call to somebody for whom there is none. */
export function usualChoice(newTimes: readonly { startsAt: Instant }[]): Choice {
  const [best] = newTimes
  return best ? { kind: 'move', startsAt: best.startsAt } : { kind: 'call' }
}

/** What is decided; a call that has not been made is not. */
export function decisionsOf(choices: Choices): Map<number, Decision> {
  return new Map(
    [...choices].flatMap(([appointmentId, choice]) =>
      choice.kind === 'call' ? [] : [[appointmentId, choice]],
    ),
  )
}

/** What is chosen for all of them at once. */
export const bulks = ['nearest', 'call', 'cancel'] as const
export type Bulk = (typeof bulks)[number]
