import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Instant, instantOf, weekdayOf } from '#src/clock.ts'
import type { OpeningRule } from '#src/offices/office.ts'
import { capacityAt, windowsAt } from '#src/slots/capacity.ts'
import { slotMinutesOn } from '#src/slots/grid.ts'
import { dayOf, freeNumbers, questionFor, refuseStart } from '#src/slots/slot.ts'
import { closure, smallOffice, special } from './sample-office.ts'

const grid = fc.constantFrom(5, 10, 15, 20, 30, 45, 60)
const hour = (from: number, to: number) =>
  fc.integer({ min: from * 12, max: to * 12 }).map(steps => steps * 5)

const hours: fc.Arbitrary<OpeningRule> = fc
  .record({
    opensMinute: hour(6, 18),
    length: hour(1, 6),
    weekday: fc.constantFrom(null, 1, 2, 3, 4, 5, 6, 7),
    session: fc.constantFrom('day' as const, 'day' as const, 'evening' as const, 'sunday' as const),
  })
  .map(({ opensMinute, length, weekday, session }) =>
    special('', {
      kind: 'weekly',
      onDate: null,
      weekday,
      session,
      opensMinute,
      closesMinute: opensMinute + length,
    }),
  )

/** Two grids, the second from a day on that may come before or after the one that is looked at. */
const grids = fc
  .record({ first: grid, second: grid, offset: fc.integer({ min: -2, max: 45 }) })
  .map(({ first, second, offset }) => [
    { from: '0001-01-01', minutes: first },
    { from: addDays('2027-03-01', offset), minutes: second },
  ])

/** An office of any rules, a wish, a day, a moment, and places taken at random on that day. */
const questions = fc
  .record({
    rules: fc.record({
      sharePercent: fc.constantFrom(0, 20, 50, 50, 50, 100, 100),
      lunchFromMinute: hour(11, 13),
      lunchToMinute: hour(11, 14),
      daysAhead: fc.integer({ min: 0, max: 60 }),
      isSameDayBookable: fc.boolean(),
      leadMinute: hour(0, 24),
    }),
    grids,
    counter: fc.record({
      windows: fc.integer({ min: 0, max: 8 }),
      windowsAtLunch: fc.integer({ min: 0, max: 6 }),
    }),
    service: fc.record({
      durationMinutes: fc.integer({ min: 1, max: 90 }),
      isPerPerson: fc.boolean(),
      isEveningOk: fc.boolean(),
      sunday: fc.constantFrom('yes' as const, 'partial' as const, 'no' as const),
    }),
    openingRules: fc.array(hours, { minLength: 1, maxLength: 6 }),
    closures: fc.array(
      fc.record({ from: fc.integer({ min: 0, max: 60 }), days: fc.integer({ min: 0, max: 3 }) }),
      { maxLength: 3 },
    ),
    people: fc.integer({ min: 1, max: 4 }),
    dayOffset: fc.integer({ min: -2, max: 45 }),
    minuteNow: fc.integer({ min: 0, max: 1439 }),
    taken: fc.array(fc.tuple(fc.integer({ min: 0, max: 287 }), fc.integer({ min: 1, max: 9 })), {
      maxLength: 60,
    }),
    takenAllDay: fc.constantFrom(0, 0, 1, 2, 3, 6),
    timeZone: fc.constantFrom('Asia/Tokyo', 'Europe/Berlin', 'America/New_York'),
  })
  .map(given => {
    const today = '2027-03-01'
    const date = addDays(today, given.dayOffset)
    const closures = given.closures.map(({ from, days }) =>
      closure(addDays(today, from), addDays(today, from + days)),
    )
    const { openingRules, timeZone } = given
    const { rules, counter, service, grids } = given
    const office = { openingRules, closures, timeZone, grids }
    const small = smallOffice({ rules, counter, service, office })
    const now = instantOf(today, given.minuteNow, timeZone)
    const taken = new Map<Instant, number[]>()
    const allDay = Array.from({ length: given.takenAllDay }, (_, index) => index + 1)
    const midnight = instantOf(date, 0, timeZone)
    for (let step = 0; step < 288; step += 1) taken.set(midnight + step * 300_000, allDay)
    for (const [step, number] of given.taken) {
      const at = midnight + step * 300_000
      taken.set(at, [...new Set([...(taken.get(at) ?? []), number])])
    }
    const question = questionFor(small.office, { services: [small.service], people: given.people }, now)
    return { ...small, question, date, now, taken, people: given.people, closures }
  })

type Question = typeof questions extends fc.Arbitrary<infer Q> ? Q : never

/** For each minute of the day, when the stretch of usable hours that it lies in began; null outside. */
function stretches({ office, service, date, closures }: Question): Array<number | null> {
  const isUsable = Array.from({ length: 1440 }, () => false)
  const isClosed = closures.some(({ from, to }) => from <= date && date <= to)
  for (const rule of isClosed ? [] : office.openingRules) {
    if (rule.weekday !== null && rule.weekday !== weekdayOf(date)) continue
    if (rule.session === 'evening' && !service.isEveningOk) continue
    if (rule.session === 'sunday' && service.sunday === 'no') continue
    isUsable.fill(true, rule.opensMinute, rule.closesMinute)
  }
  let since: number | null = null
  return isUsable.map((usable, minute) => (since = usable ? (since ?? minute) : null))
}

/** Every start of the day found by trying each minute. */
function startsByTrying(given: Question): number[] {
  const { office, counter, service, people } = given
  const slotMinutes = slotMinutesOn(office, given.date)
  const minutes = service.durationMinutes * (service.isPerPerson ? people : 1)
  const needed = Math.ceil(minutes / slotMinutes)
  const began = stretches(given)

  return began.flatMap((since, minute) => {
    if (since === null || (minute - since) % slotMinutes !== 0) return []
    for (let slot = 0; slot < needed; slot += 1) {
      const from = minute + slot * slotMinutes
      if (capacityAt(office, counter, given.date, from) === 0) return []
      for (let at = from; at < from + slotMinutes; at += 1) if (began[at] !== since) return []
    }
    return minute
  })
}

test('a day lists exactly the starts on the grid at which the visit fits into its hours with staff', () => {
  fc.assert(
    fc.property(questions, given => {
      const day = dayOf(given.question, given.date, given.taken)
      const starts = startsByTrying(given)
      const { timeZone } = given.office

      const isListed = day.state === 'open' || day.state === 'full'
      const ahead = starts.filter(minute => instantOf(given.date, minute, timeZone) > given.now)
      expect(day.slots.map(slot => slot.startMinute)).toEqual(isListed ? ahead : [])
      expect(day.slots.map(slot => slot.startsAt)).toEqual(
        day.slots.map(slot => instantOf(given.date, slot.startMinute, timeZone)),
      )
      const mayBe = starts.length === 0 ? ['closed'] : ['open', 'full', 'not_yet', 'too_late']
      expect(given.date < '2027-03-01' ? ['past'] : mayBe).toContain(day.state)
    }),
    { seed: 11, numRuns: 1500 },
  )
})

test('what is free is what is offered less what is taken, over all slots of the visit, and never less than none', () => {
  let full = 0
  let open = 0
  fc.assert(
    fc.property(questions, given => {
      const { office, counter, service, people, taken } = given
      const slotMinutes = slotMinutesOn(office, given.date)
      const needed = Math.ceil((service.durationMinutes * (service.isPerPerson ? people : 1)) / slotMinutes)
      const day = dayOf(given.question, given.date, taken)

      for (const { startsAt, startMinute, free } of day.slots) {
        const left = Array.from({ length: needed }, (_, slot) => {
          const minute = startMinute + slot * slotMinutes
          const at = startsAt + slot * slotMinutes * 60_000
          const overlapping = [...taken].filter(([start]) => Math.abs(start - at) < slotMinutes * 60_000)
          const numbers = [...new Set(overlapping.flatMap(([, of]) => of))]
          const capacity = capacityAt(office, counter, given.date, minute)
          const windows = windowsAt(office, counter, given.date, minute)
          const used = numbers.filter(number => number <= capacity || number > windows).length
          expect(free).toBeLessThanOrEqual(capacity)
          return Math.max(0, capacity - used)
        })
        expect(free).toBe(Math.min(...left))
      }
      const byFree = day.slots.some(slot => slot.free > 0) ? 'open' : 'full'
      expect(day.state).toBe(day.slots.length > 0 ? byFree : day.state)
      if (day.state === 'open') open += 1
      if (day.state === 'full') full += 1
    }),
    { seed: 12, numRuns: 1500 },
  )
  // The numbers drawn do reach both sides of the border.
  expect(open).toBeGreaterThan(100)
  expect(full).toBeGreaterThan(50)
})

test('a start is accepted exactly when the day lists it', () => {
  fc.assert(
    fc.property(questions, fc.integer({ min: 0, max: 1439 }), (given, minute) => {
      const day = dayOf(given.question, given.date, new Map())
      const listed = new Set(day.slots.map(slot => slot.startsAt))
      for (const startsAt of listed) expect(refuseStart(given.question, startsAt)).toBeNull()

      const startsAt = instantOf(given.date, minute, given.office.timeZone)
      expect(refuseStart(given.question, startsAt) === null).toBe(listed.has(startsAt))
    }),
    { seed: 13, numRuns: 500 },
  )
})

test('whatever is taken, given back and overbooked, residents never get more than their places', () => {
  const deeds = fc.array(fc.tuple(fc.constantFrom('take', 'give back', 'overbook'), fc.nat(20)), {
    maxLength: 40,
  })
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 4 }),
      deeds,
      (capacity, staff, steps) => {
        const windows = capacity + staff
        let taken: number[] = []
        let mostTaken = 0
        for (const [deed, pick] of steps) {
          const free = freeNumbers(capacity, windows, taken)
          expect(free.every(number => number >= 1 && number <= capacity && !taken.includes(number))).toBe(
            true,
          )
          expect(free).toEqual([...new Set(free)].toSorted((a, b) => a - b))

          const [lowest] = free
          if (deed === 'take' && lowest !== undefined) {
            taken.push(lowest)
            const overbooked = taken.filter(number => number > windows).length
            const ofResidents = taken.filter(number => number <= capacity).length
            mostTaken = Math.max(mostTaken, ofResidents + overbooked)
          }
          if (deed === 'give back') taken = taken.filter((_, index) => index !== pick)
          if (deed === 'overbook') taken.push(Math.max(windows, ...taken) + 1)
        }
        expect(mostTaken).toBeLessThanOrEqual(capacity)
      },
    ),
    { seed: 14, numRuns: 2000 },
  )
})
