import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  choiceOf,
  isPossible,
  type Sequence,
  sequencesOf,
  type Stop,
  type Walk,
} from '#src/planner/sequence.ts'

const noWay = () => 0

/** What is offered first. */
function shortest(stops: readonly Stop[], walk: Walk): Sequence | null {
  return choiceOf(sequencesOf(stops, walk), 1)[0] ?? null
}

function spanOf({ startsAt, endsAt }: Sequence): number {
  return endsAt - startsAt
}

function stop(starts: number[], busy: number, more: Partial<Stop> = {}): Stop {
  return { starts, busy, done: busy, after: [], ...more }
}

/** Every order of every choice of starts, one by one. */
function bruteForce(stops: readonly Stop[], walk: (from: number, to: number) => number): Sequence[] {
  const choices = stops.reduce<number[][]>(
    (known, { starts }) => known.flatMap(chosen => starts.map(start => [...chosen, start])),
    [[]],
  )
  return choices
    .filter(starts => isVisit(stops, walk, starts))
    .map(starts => ({
      starts,
      startsAt: Math.min(...starts),
      endsAt: Math.max(...starts.map((start, place) => start + (stops[place]?.done ?? 0))),
    }))
}

/** Written apart from the rule it is a judge of: every pair of stops, and who is before whom. */
function isVisit(
  stops: readonly Stop[],
  walk: (from: number, to: number) => number,
  starts: readonly number[],
): boolean {
  return stops.every((one, a) =>
    stops.every((other, b) => {
      if (a === b) return true
      const [startA, startB] = [starts[a] ?? 0, starts[b] ?? 0]
      if (startA === startB) return false
      const [first, from, to, end] =
        startA < startB ? [one, a, b, startB - startA] : [other, b, a, startA - startB]
      const isNext = !starts.some(
        start => start > Math.min(startA, startB) && start < Math.max(startA, startB),
      )
      const isOrdered = !one.after.includes(b) || startB < startA
      return isOrdered && end >= first.busy + (isNext ? walk(from, to) : 0)
    }),
  )
}

const someStops = fc
  .array(
    fc.record({
      starts: fc
        .uniqueArray(fc.integer({ min: 0, max: 24 }), { maxLength: 7 })
        .map(starts => starts.toSorted((a, b) => a - b)),
      busy: fc.integer({ min: 1, max: 4 }),
      further: fc.integer({ min: 0, max: 6 }),
      floor: fc.integer({ min: 0, max: 2 }),
      after: fc.nat({ max: 15 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map(drawn => ({
    // A stop comes after some of those before it in the list: so there is no circle.
    stops: drawn.map(({ starts, busy, further, after }, place): Stop => ({
      ...{ starts, busy, done: busy + further },
      after: drawn.flatMap((_, other) => (other < place && after & (1 << other) ? [other] : [])),
    })),
    walk: (from: number, to: number) => 1 + Math.abs((drawn[from]?.floor ?? 0) - (drawn[to]?.floor ?? 0)),
  }))

test('a sequence never overlaps, keeps order and ways, begins where there is a free time, and is no worse than brute force', () => {
  fc.assert(
    fc.property(someStops, ({ stops, walk }) => {
      const all = bruteForce(stops, walk)
      const found = sequencesOf(stops, walk)
      const best = shortest(stops, walk)

      for (const { starts, startsAt, endsAt } of found) {
        expect(isVisit(stops, walk, starts)).toBe(true)
        expect(starts.every((start, place) => stops[place]?.starts.includes(start))).toBe(true)
        const same = all.filter(other => other.startsAt === startsAt)
        expect(endsAt).toBe(Math.min(...same.map(other => other.endsAt)))
      }
      expect(found.map(({ startsAt }) => startsAt)).toEqual(
        [...new Set(all.map(({ startsAt }) => startsAt))].toSorted((a, b) => a - b),
      )
      const [wanted] = all.toSorted((a, b) => spanOf(a) - spanOf(b) || a.startsAt - b.startsAt)
      expect(best && [best.startsAt, best.endsAt]).toEqual(wanted ? [wanted.startsAt, wanted.endsAt] : null)
    }),
    { numRuns: 400, seed: 7 },
  )
})

test('what is checked when it comes back from a form is what brute force allows', () => {
  const chosen = someStops.chain(({ stops, walk }) =>
    fc
      .array(fc.integer({ min: 0, max: 24 }), { minLength: stops.length, maxLength: stops.length })
      .map(starts => ({ stops, walk, starts })),
  )
  fc.assert(
    fc.property(chosen, ({ stops, walk, starts }) => {
      expect(isPossible(stops, walk, starts)).toBe(isVisit(stops, walk, starts))
    }),
    { numRuns: 400, seed: 7 },
  )
})

test('waiting in between is less than coming early', () => {
  const stops = [stop([0, 10], 2), stop([14], 2)]

  expect(shortest(stops, noWay)).toEqual({ starts: [10, 14], startsAt: 10, endsAt: 16 })
})

test('of equally short visits the earlier one is taken', () => {
  const stops = [stop([0, 10], 2), stop([2, 12], 2)]

  expect(shortest(stops, noWay)?.startsAt).toBe(0)
})

test('the way between two counters is kept, to the minute', () => {
  const stops = [stop([0], 2, { after: [] }), stop([4, 5], 2, { after: [0] })]

  expect(shortest(stops, () => 2)?.starts).toEqual([0, 4])
  expect(shortest(stops, () => 3)?.starts).toEqual([0, 5])
  expect(shortest(stops, () => 4)).toBeNull()
})

test('what comes after something else waits for it, though it could begin earlier', () => {
  const stops = [stop([3], 2), stop([0, 6], 2, { after: [0] })]

  expect(shortest(stops, noWay)?.starts).toEqual([3, 6])
})

test('a visit lasts until the last papers are collected, while other counters are visited', () => {
  const stops = [stop([0, 3], 2, { done: 9 }), stop([0, 3, 9], 2)]

  expect(shortest(stops, noWay)).toEqual({ starts: [0, 3], startsAt: 0, endsAt: 9 })
})
