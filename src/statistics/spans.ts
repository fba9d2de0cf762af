import type { Span } from './figures.ts'

/** The same time as spans that lie apart, in their order: what two of them share is there once. */
export function unionOf(spans: readonly Span[]): Span[] {
  const union: Span[] = []
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    if (to <= from) continue
    const last = union.at(-1)
    if (last && from <= last.to) union[union.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    else union.push({ from, to })
  }
  return union
}

/** Milliseconds of spans that lie apart. */
export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0)
}

/** Milliseconds that two lots of spans share. */
export function overlapOf(some: readonly Span[], others: readonly Span[]): number {
  const union = unionOf([...some, ...others])
  return lengthOf(unionOf(some)) + lengthOf(unionOf(others)) - lengthOf(union)
}
