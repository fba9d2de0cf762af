import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { clockTime, instantOf, minuteOf } from '#src/clock.ts'
import { isPlan, type Plan, plansOf, routeOf } from '#src/planner/plan.ts'
import { walkMinutes } from '#src/booking/plan.ts'
import { counterById, type Office } from '#src/offices/office.ts'
import { freeOn, monday, threeCounters } from './office.ts'

const minute = 60_000

function wayOf(office: Office, fromId: number, toId: number): number {
  return walkMinutes(office, counterById(office, fromId), counterById(office, toId))
}

function told(office: Office, plan: Plan | null): string[] {
  const at = (instant: number) => clockTime(minuteOf(instant, office.timeZone))
  return (plan?.stops ?? []).map(({ services, startsAt, leavesAt, collectsAt, walkMinutes }) => {
    const collects = collectsAt === null ? '' : ` collects ${at(collectsAt)}`
    return `+${walkMinutes} ${at(startsAt)}-${at(leavesAt)} ${services.map(({ slug }) => slug).join('+')}${collects}`
  })
}

function best(office: Office, people = 1): Plan | null {
  const wish = { services: office.services, people }
  return plansOf(routeOf(office, wish), freeOn(office, wish, monday), 1)[0] ?? null
}

test('papers that a later counter needs are waited for; others are collected in the end', () => {
  const office = threeCounters([
    { slug: 'first', counterId: 1, durationMinutes: 30, stayMinutes: 60 },
    { slug: 'second', counterId: 2, durationMinutes: 25, stayMinutes: 60, afterIds: [1] },
    { slug: 'third', counterId: 3, durationMinutes: 20, stayMinutes: null, afterIds: [1] },
  ])

  expect(told(office, best(office))).toEqual([
    '+0 09:00-10:00 first',
    '+3 10:15-10:40 second collects 11:15',
    '+6 11:00-11:20 third',
  ])
})

test('two legs of one counter never share a slot', () => {
  const office = threeCounters([
    { slug: 'one', counterId: 1, durationMinutes: 20 },
    { slug: 'between', counterId: 2, durationMinutes: 5, afterIds: [1] },
    { slug: 'two', counterId: 1, durationMinutes: 20, afterIds: [2] },
  ])

  expect(told(office, best(office))).toEqual([
    '+0 09:00-09:20 one',
    '+3 09:30-09:35 between',
    '+3 09:45-10:05 two',
  ])
})

test('people who each take time are waited for', () => {
  const office = threeCounters([
    { slug: 'one', counterId: 1, durationMinutes: 20, isPerPerson: true },
    { slug: 'two', counterId: 2, durationMinutes: 20, afterIds: [1] },
  ])

  expect(told(office, best(office, 3))).toEqual(['+0 09:00-10:00 one', '+3 10:15-10:35 two'])
})

test('the office is not open long enough for both, and so there is no plan', () => {
  const office = threeCounters([
    { slug: 'one', counterId: 1, durationMinutes: 240 },
    { slug: 'two', counterId: 2, durationMinutes: 240 },
  ])

  expect(best({ ...office, services: office.services.slice(0, 1) })).not.toBeNull()
  expect(best(office)).toBeNull()
})

test('the choice of a day begins at least an hour apart and holds the shortest', () => {
  const office = threeCounters([
    { slug: 'one', counterId: 1 },
    { slug: 'two', counterId: 2 },
  ])
  const wish = { services: office.services, people: 1 }
  const plans = plansOf(routeOf(office, wish), freeOn(office, wish, monday), 3)

  expect(plans.map(plan => told(office, plan)[0])).toEqual([
    '+0 09:00-09:30 one',
    '+0 10:00-10:30 one',
    '+0 11:00-11:30 one',
  ])
})

test('a plan is what its own route allows, and no longer when a leg is a slot too early', () => {
  const office = threeCounters([
    { slug: 'one', counterId: 1, durationMinutes: 30, stayMinutes: 45 },
    { slug: 'two', counterId: 3, afterIds: [1] },
  ])
  const route = routeOf(office, { services: office.services, people: 1 })
  const [nine, ten] = [instantOf(monday, 540, office.timeZone), instantOf(monday, 600, office.timeZone)]

  expect(isPlan(route, [nine, ten])).toBe(true)
  expect(isPlan(route, [nine, ten - 15 * minute])).toBe(false)
  expect(isPlan(route, [ten, nine])).toBe(false)
  expect(isPlan(route, [nine])).toBe(false)
})

test('no plan takes more than the residents have, overlaps, or forgets the way, whatever is taken', () => {
  const drawn = fc.record({
    services: fc.array(
      fc.record({
        counterId: fc.integer({ min: 1, max: 3 }),
        durationMinutes: fc.constantFrom(5, 15, 20, 30, 50),
        stayMinutes: fc.constantFrom(null, 15, 45, 75),
        after: fc.nat({ max: 7 }),
      }),
      { minLength: 2, maxLength: 4 },
    ),
    people: fc.integer({ min: 1, max: 2 }),
    taken: fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 31 })), {
      maxLength: 60,
    }),
  })
  fc.assert(
    fc.property(drawn, ({ services, people, taken }) => {
      const office = threeCounters(
        services.map(({ after, ...more }, index) => ({
          ...{ ...more, slug: `s${index}` },
          afterIds: services.flatMap((_, other) =>
            other < index && after & (1 << other) ? [other + 1] : [],
          ),
        })),
      )
      const at = (slot: number) => instantOf(monday, 540 + slot * 15, office.timeZone)
      const isTaken = (counterId: number, instant: number) =>
        taken.some(([counter, slot]) => counter === counterId && at(slot) === instant)
      const numbers = new Map(
        [1, 2, 3].map(id => [
          id,
          new Map(taken.flatMap(([counter, slot]) => (counter === id ? [[at(slot), [1]] as const] : []))),
        ]),
      )
      const wish = { services: office.services, people }
      const route = routeOf(office, wish)
      const plans = plansOf(route, freeOn(office, wish, monday, numbers), 3)
      const [shortest] = plansOf(route, freeOn(office, wish, monday, numbers), 1)
      expect(plans.length > 0).toBe(shortest !== undefined)

      for (const { stops, startsAt, endsAt } of plans) {
        expect(endsAt - startsAt).toBeGreaterThanOrEqual((shortest?.endsAt ?? 0) - (shortest?.startsAt ?? 0))
        const slots = stops.flatMap(({ counterId, startsAt, services }) => {
          const minutes = services.reduce((sum, one) => sum + one.durationMinutes, 0)
          return Array.from(
            { length: Math.ceil(minutes / 15) },
            (_, slot) => [counterId, startsAt + slot * 15 * minute] as const,
          )
        })
        expect(slots.some(([counterId, instant]) => isTaken(counterId, instant))).toBe(false)
        expect(new Set(slots.map(String)).size).toBe(slots.length)
        expect(stops.flatMap(({ services }) => services).toSorted((a, b) => a.id - b.id)).toEqual(
          office.services,
        )
        for (const [index, stop] of stops.entries()) {
          const before = stops[index - 1]
          const way = before ? wayOf(office, before.counterId, stop.counterId) : 0
          expect(stop.startsAt).toBeGreaterThanOrEqual((before?.leavesAt ?? 0) + way * minute)
          const earlier = stops.slice(0, index + 1).flatMap(({ services }) => services.map(({ id }) => id))
          for (const { afterIds } of stop.services) expect(earlier).toEqual(expect.arrayContaining(afterIds))
        }
      }
    }),
    { numRuns: 150, seed: 7 },
  )
})

test('the way to another floor is longer, as the office has measured it, and to the same counter there is none', () => {
  const office = threeCounters([{ slug: 'one' }])
  const slow = { ...office, rules: { ...office.rules, walkSameFloorMinutes: 1, walkPerFloorMinutes: 10 } }

  expect([wayOf(office, 1, 1), wayOf(office, 1, 2), wayOf(office, 3, 1)]).toEqual([0, 3, 6])
  expect([wayOf(slow, 1, 1), wayOf(slow, 1, 2), wayOf(slow, 3, 1)]).toEqual([0, 1, 11])
})
