import { type Answer, type Channel, channels } from './answer.ts'

/** How often each mark was given: "cannot say" first, then 1 to 5. */
export type MarkCounts = readonly number[]

/** All that is counted of the answers of a month, or of several together. */
export type Tally = {
  answered: Record<Channel, number>
  /** Answers with at least one mark from 1 to 5. */
  valid: Record<Channel, number>
  /** Question → counter (null: not told) → marks. */
  marks: Map<string, Map<number | null, number[]>>
  /** Visits that were served, by counter: all of them were invited. */
  visits: Map<number, number>
}

const none: MarkCounts = [0, 0, 0, 0, 0, 0]

export function emptyTally(visits: ReadonlyMap<number, number> = new Map()): Tally {
  const zero = () => Object.fromEntries(channels.map(channel => [channel, 0])) as Record<Channel, number>
  return { answered: zero(), valid: zero(), marks: new Map(), visits: new Map(visits) }
}

/** Counts one more answer in. */
export function countAnswer(tally: Tally, { channel, counterId, scores }: Omit<Answer, 'month'>): void {
  tally.answered[channel] += 1
  if (Object.values(scores).some(score => score !== null)) tally.valid[channel] += 1
  for (const slug in scores) {
    const counts = countsAt(tally, slug, counterId)
    const mark = scores[slug] ?? 0
    counts[mark] = (counts[mark] ?? 0) + 1
  }
}

/** Counts all of another tally in, the marks of each question under the key that is given for it. */
export function countTally(tally: Tally, other: Tally, keyOf = (slug: string) => slug): void {
  for (const channel of channels) {
    tally.answered[channel] += other.answered[channel]
    tally.valid[channel] += other.valid[channel]
  }
  for (const [slug, byCounter] of other.marks)
    for (const [counterId, counts] of byCounter) {
      const own = countsAt(tally, keyOf(slug), counterId)
      for (const [mark, count] of counts.entries()) own[mark] = (own[mark] ?? 0) + count
    }
  for (const [counterId, visits] of other.visits)
    tally.visits.set(counterId, (tally.visits.get(counterId) ?? 0) + visits)
}

/** The marks of a question at all counters together. */
export function marksOf(tally: Tally, slug: string): MarkCounts {
  return [...(tally.marks.get(slug)?.values() ?? [])].reduce<MarkCounts>(sum, none)
}

export function marksAt(tally: Tally, slug: string, counterId: number | null): MarkCounts {
  return tally.marks.get(slug)?.get(counterId) ?? none
}

export function totalOf(counts: ReadonlyMap<unknown, number> | Record<string, number>): number {
  const values =
    counts instanceof Map ? [...counts.values()] : Object.values(counts as Record<string, number>)
  return values.reduce((total, count) => total + count, 0)
}

/** The counts of a question at a counter, to be counted on. */
function countsAt(tally: Tally, slug: string, counterId: number | null): number[] {
  let byCounter = tally.marks.get(slug)
  if (!byCounter) tally.marks.set(slug, (byCounter = new Map()))
  let counts = byCounter.get(counterId)
  if (!counts) byCounter.set(counterId, (counts = [...none]))
  return counts
}

function sum(a: MarkCounts, b: MarkCounts): MarkCounts {
  return a.map((count, mark) => count + (b[mark] ?? 0))
}
