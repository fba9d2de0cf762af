import type { Instant } from '../clock.ts'

/** One counter of a visit as the search sees it; lengths in milliseconds. */
export type Stop = {
  /** When it can begin, in the order of time. */
  starts: readonly Instant[]
  /** From its beginning until the visitor may go on. */
  busy: number
  /** From its beginning until everything there is done, papers collected; not less than `busy`. */
  done: number
  /** Places in the list of stops that come before it. */
  after: readonly number[]
}

/** Milliseconds on the way from one stop to another, by their places in the list. */
export type Walk = (from: number, to: number) => number

/** When each stop begins, by its place in the list; the visit is over when the last paper is collected. */
export type Sequence = { starts: readonly Instant[]; startsAt: Instant; endsAt: Instant }

/**
 * For every time at which a visit can begin, the sequence of all stops that is over first; stops come one at a
 * time, with the way between them, in an order that `after` allows. Exact: all orders are looked at but those that
 * cannot be better.
 */
export function sequencesOf(stops: readonly Stop[], walk: Walk): Sequence[] {
  const firsts = new Set(stops.flatMap(({ starts, after }) => (after.length === 0 ? starts : [])))
  return [...firsts].toSorted((a, b) => a - b).flatMap(startsAt => soonestOver(stops, walk, startsAt) ?? [])
}

/** A way of having been at some stops: dominated by one that is free and over no later. */
type Reached = { freeAt: Instant; endsAt: Instant }

/** The sequence that begins at `startsAt` and is over first; null: there is none. */
function soonestOver(stops: readonly Stop[], walk: Walk, startsAt: Instant): Sequence | null {
  const all = 2 ** stops.length - 1
  const starts: Instant[] = stops.map(() => 0)
  const reached = new Map<number, Reached[]>()
  let best: Sequence | null = null
  let before = Number.POSITIVE_INFINITY

  const go = (visited: number, last: number | null, freeAt: Instant, endsAt: Instant) => {
    if (visited === all) {
      best = { starts: [...starts], startsAt, endsAt }
      before = endsAt
      return
    }
    for (const [place, stop] of stops.entries()) {
      if (visited & (1 << place) || stop.after.some(other => !(visited & (1 << other)))) continue
      const start =
        last === null ? exactly(stop.starts, startsAt) : firstFrom(stop.starts, freeAt + walk(last, place))
      if (start === undefined) continue
      const next = { freeAt: start + stop.busy, endsAt: Math.max(endsAt, start + stop.done) }
      if (next.endsAt >= before) continue
      if (!isNew(reached, (visited | (1 << place)) * stops.length + place, next)) continue
      starts[place] = start
      go(visited | (1 << place), place, next.freeAt, next.endsAt)
    }
  }
  go(0, null, startsAt, startsAt)
  return best
}

/** Keeps a way of having come so far, unless a known one is no worse. */
function isNew(reached: Map<number, Reached[]>, key: number, way: Reached): boolean {
  const known = reached.get(key) ?? []
  if (known.some(({ freeAt, endsAt }) => freeAt <= way.freeAt && endsAt <= way.endsAt)) return false
  reached.set(key, [...known, way])
  return true
}

function exactly(starts: readonly Instant[], at: Instant): Instant | undefined {
  const start = firstFrom(starts, at)
  return start === at ? start : undefined
}

/** The first of ascending starts that is not before `at`. */
function firstFrom(starts: readonly Instant[], at: Instant): Instant | undefined {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? at) < at) low = middle + 1
    else high = middle
  }
  return starts[low]
}

const apartMilliseconds = 3_600_000

/** So many of the shortest, none of which begins within an hour of a better one; the earliest first. */
export function choiceOf(sequences: readonly Sequence[], count: number): Sequence[] {
  const chosen: Sequence[] = []
  for (const sequence of sequences.toSorted((a, b) => spanOf(a) - spanOf(b) || a.startsAt - b.startsAt)) {
    if (chosen.length === count) break
    if (chosen.every(other => Math.abs(other.startsAt - sequence.startsAt) >= apartMilliseconds))
      chosen.push(sequence)
  }
  return chosen.toSorted((a, b) => a.startsAt - b.startsAt)
}

function spanOf({ startsAt, endsAt }: Sequence): number {
  return endsAt - startsAt
}

/** Whether stops that begin so are a visit that somebody can make: one at a time, in order, with the way between. */
export function isPossible(stops: readonly Stop[], walk: Walk, starts: readonly Instant[]): boolean {
  const order = stops.map((_, place) => place).toSorted((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0))
  return order.every((place, index) => {
    const stop = stops[place]
    const before = order.slice(0, index)
    const last = before.at(-1)
    const start = starts[place]
    if (!stop || start === undefined || stop.after.some(other => !before.includes(other))) return false
    return last === undefined || start >= (starts[last] ?? 0) + (stops[last]?.busy ?? 0) + walk(last, place)
  })
}
