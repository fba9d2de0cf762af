import type { Instant } from '../clock.ts'
import { againSecondsMax } from './load.ts'

/** A place in the line: the moment somebody came, and a random name that tells two of one moment apart. */
export type Place = { arrivedAt: Instant; id: string }

export type Line = {
  /** Somebody shows that they still wait. Whoever was away comes back to where their arrival puts them. */
  join: (place: Place, now: Instant) => void
  /** How many came before. */
  ahead: (place: Place) => number
  /** How many wait who came no later than an instant. */
  cameUntil: (instant: Instant) => number
  /** Calls the first of those who wait, and answers how many that were. */
  call: (count: number, now: Instant) => number
  /** When a place was called; null while it waits. */
  calledAt: (place: Place) => Instant | null
  /** Lets go of those who have gone away; their places bring them back to where they stood. */
  forgetAbsent: (now: Instant) => void
  waiting: () => number
}

/** A page asks at least every minute: who has not asked for three times as long has gone. */
export const absentMilliseconds = 3 * againSecondsMax * 1000

/** So long a place that was called stays so, and lets nobody in a second time. */
export const calledMilliseconds = 15 * 60_000

/** First come, first served: by arrival, whenever and however often somebody asks. */
export function createLine(): Line {
  let waiting: Place[] = []
  const seen = new Map<string, Instant>()
  const called = new Map<string, Instant>()

  return {
    join(place, now) {
      if (called.has(place.id)) return
      if (!seen.has(place.id)) waiting.splice(countBefore(waiting, place), 0, place)
      seen.set(place.id, now)
    },
    ahead: place => countBefore(waiting, place),
    cameUntil: instant => countBefore(waiting, { arrivedAt: instant + 1, id: '' }),
    call(count, now) {
      const first = waiting.splice(0, Math.max(0, count))
      for (const { id } of first) {
        seen.delete(id)
        called.set(id, now)
      }
      return first.length
    },
    calledAt: ({ id }) => called.get(id) ?? null,
    forgetAbsent(now) {
      for (const [id, since] of seen) if (now - since >= absentMilliseconds) seen.delete(id)
      for (const [id, since] of called) if (now - since >= calledMilliseconds) called.delete(id)
      waiting = waiting.filter(({ id }) => seen.has(id))
    },
    waiting: () => waiting.length,
  }
}

/** By halves: a line of thousands is looked up with every answer. */
function countBefore(line: readonly Place[], place: Place): number {
  let [low, high] = [0, line.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const other = line[middle]
    if (other && comesBefore(other, place)) low = middle + 1
    else high = middle
  }
  return low
}

function comesBefore(one: Place, other: Place): boolean {
  return one.arrivedAt === other.arrivedAt ? one.id < other.id : one.arrivedAt < other.arrivedAt
}
