import type { Instant } from '../clock.ts'
import type { Span, TicketFacts } from './figures.ts'

const minuteMilliseconds = 60_000

/**
 * When a ticket stood in line: in <= t < c1, or until it left. Whoever still waits has waited until `until`; so has
 * who was given up in the night, since nobody saw them go.
 */
export function lineSpan({ checkedInAt, firstCalledAt, leftAt }: TicketFacts, until: Instant): Span {
  const to = firstCalledAt ?? leftAt ?? until
  return { from: checkedInAt, to: Math.max(checkedInAt, to) }
}

export type Step = { at: Instant; waiting: number }

/** L(t), how many stand in line, every `minutes` from `from` to `to`, both included. */
export function lineOf(
  facts: readonly TicketFacts[],
  { from, to }: Span,
  { minutes = 5, until = to }: { minutes?: number; until?: Instant } = {},
): Step[] {
  const step = minutes * minuteMilliseconds
  const stepAfter = (at: Instant) => Math.max(0, Math.ceil((at - from) / step))
  const changes = new Map<number, number>()
  const change = (index: number, by: number) => changes.set(index, (changes.get(index) ?? 0) + by)
  for (const span of facts.map(each => lineSpan(each, until))) {
    change(stepAfter(span.from), 1)
    change(stepAfter(span.to), -1)
  }
  let waiting = 0
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => {
    waiting += changes.get(index) ?? 0
    return { at: from + index * step, waiting }
  })
}

/** The longest line of all full minutes. */
export function longestLine(facts: readonly TicketFacts[], until: Instant): number {
  if (facts.length === 0) return 0
  const first = Math.min(...facts.map(({ checkedInAt }) => checkedInAt))
  const from = Math.floor(first / minuteMilliseconds) * minuteMilliseconds
  const steps = lineOf(facts, { from, to: Math.max(from, until) }, { minutes: 1, until })
  return Math.max(0, ...steps.map(({ waiting }) => waiting))
}
