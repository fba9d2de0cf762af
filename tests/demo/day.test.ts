import { beforeAll, describe, expect, test } from 'vitest'
import { readSampleWard } from '#db/seeds/load-ward.ts'
import { type DayPlan, hourlyShares, planDay, type Visitor, visitorsOfDay } from '#src/demo/day.ts'
import { waitOf, figuresOf } from '#src/demo/figures.ts'
import { readOptions } from '#src/demo/options.ts'

const { ward } = readSampleWard()
const services = ward.services.map(({ id, counter, durationMin, bookable }) => ({
  ...{ id, counter, bookable },
  durationMinutes: durationMin,
}))
const counters = ward.counters
  .filter(({ id }) => visitorsOfDay[id])
  .map(({ id, windows }) => ({ id, windows }))
const monday = { weekday: 1, services, counters }

test('the same seed makes the same day, another seed another one', () => {
  expect(planDay({ seed: 1, ...monday })).toEqual(planDay({ seed: 1, ...monday }))
  expect(planDay({ seed: 2, ...monday })).not.toEqual(planDay({ seed: 1, ...monday }))
})

test('what happens at a counter does not depend on which others take part', () => {
  const ido = ({ visitors }: DayPlan) => visitors.filter(({ counter }) => counter === 'ido').length

  expect(ido(planDay({ seed: 1, ...monday, counters: counters.slice(0, 3) }))).toBe(
    ido(planDay({ seed: 1, ...monday })),
  )
})

describe('over 300 Mondays', () => {
  let plans: DayPlan[] = []
  let visitors: Visitor[] = []
  let walkIns: Visitor[] = []
  let booked: Visitor[] = []
  beforeAll(() => {
    plans = Array.from({ length: 300 }, (_, seed) => planDay({ seed, ...monday }))
    visitors = plans.flatMap(plan => plan.visitors)
    walkIns = visitors.filter(({ appointmentMinute }) => appointmentMinute === null)
    booked = visitors.filter(({ appointmentMinute }) => appointmentMinute !== null)
  })
  const share = (of: Visitor[], is: (visitor: Visitor) => boolean) => of.filter(is).length / of.length

  test('as many come as on an ordinary day, and 22 % more', () => {
    const ordinary = Object.values(visitorsOfDay).reduce((sum, count) => sum + count, 0)

    expect(visitors.length / plans.length / ordinary).toBeGreaterThan(1.19)
    expect(visitors.length / plans.length / ordinary).toBeLessThan(1.25)
  })

  test('walk-ins come by the hours of the statistics, none after a quarter past five', () => {
    const total = hourlyShares.reduce((sum, each) => sum + each, 0)
    for (const [index, expected] of hourlyShares.entries()) {
      const from = index === 0 ? 0 : 540 + index * 60
      const found = share(
        walkIns,
        ({ arrivesMinute }) => arrivesMinute >= from && arrivesMinute < 600 + index * 60,
      )
      expect(found * total).toBeCloseTo(expected, 0)
    }
    expect(walkIns.every(({ arrivesMinute }) => arrivesMinute < 17 * 60 + 15)).toBe(true)
  })

  test('18 % of the first hour stand there before it opens', () => {
    const first = walkIns.filter(({ arrivesMinute }) => arrivesMinute < 600)

    expect(share(first, ({ arrivesMinute }) => arrivesMinute < 540)).toBeCloseTo(0.18, 1)
    expect(first.every(({ arrivesMinute }) => arrivesMinute > 8.5 * 60)).toBe(true)
  })

  test('bookings begin on the half hour; few are late, and one in ten never comes', () => {
    const late = ({ arrivesMinute, appointmentMinute }: Visitor) => arrivesMinute - (appointmentMinute ?? 0)
    const mean = booked.reduce((sum, visitor) => sum + late(visitor), 0) / booked.length

    expect(booked.every(({ appointmentMinute }) => (appointmentMinute ?? 1) % 30 === 0)).toBe(true)
    expect(booked.length / visitors.length).toBeGreaterThan(0.12)
    expect(booked.length / visitors.length).toBeLessThan(0.18)
    expect(mean).toBeCloseTo(-6 * 0.95 + 16 * 0.05, 0)
    expect(share(booked, visitor => late(visitor) >= 10)).toBeCloseTo(0.05 + 0.95 * 0.011, 1)
    expect(share(booked, ({ staysAway }) => staysAway)).toBeCloseTo(0.1, 1)
  })

  test('nothing that is rare is forgotten, and nothing rare is common', () => {
    expect(share(walkIns, ({ isPriority }) => isPriority)).toBeCloseTo(0.03, 2)
    expect(share(visitors, ({ language }) => language === 'en')).toBeCloseTo(0.06, 2)
    expect(share(visitors, ({ absence }) => absence !== null)).toBeCloseTo(0.015, 2)
    expect(share(visitors, ({ course }) => course.kind === 'transfer')).toBeCloseTo(0.04, 2)
    expect(share(visitors, ({ course }) => course.kind === 'park')).toBeCloseTo(0.05, 2)
    expect(share(visitors, ({ course }) => course.kind === 'hand-in')).toBeGreaterThan(0.1)
    expect(share(visitors, ({ purposeMet }) => purposeMet === 'partly')).toBeCloseTo(0.07, 2)
    expect(share(visitors, ({ purposeMet }) => purposeMet === 'no')).toBeCloseTo(0.03, 2)
    expect(visitors.every(({ patienceMinutes }) => patienceMinutes >= 25)).toBe(true)
    expect(visitors.every(({ serviceMinutes }) => serviceMinutes >= 1 && serviceMinutes <= 240)).toBe(true)
  })

  test.each(counters)('all windows of $id together are busy, but not swamped', ({ id }) => {
    const work = visitors
      .filter(({ counter, staysAway }) => counter === id && !staysAway)
      .reduce((sum, { serviceMinutes }) => sum + serviceMinutes, 0)
    const open = plans
      .flatMap(({ shifts, players }) => [
        ...shifts,
        ...players.map(player => ({ ...player, lunchMinute: 690 })),
      ])
      .filter(({ counter }) => counter === id)
      .reduce((sum, { lunchMinute }) => sum + 8.5 * 60 - (lunchMinute === null ? 0 : 60), 0)

    expect(work / open).toBeGreaterThan(0.4)
    expect(work / open).toBeLessThan(0.85)
  })

  test('nobody is alone with a lunch break, and all have theirs at the times of the house', () => {
    for (const { shifts } of plans)
      for (const own of Map.groupBy(shifts, ({ counter }) => counter).values()) {
        const lunches = own.flatMap(({ lunchMinute }) => lunchMinute ?? [])
        expect(lunches).toHaveLength(own.length > 1 ? own.length : 0)
        expect(lunches.every(minute => [690, 750, 810].includes(minute))).toBe(true)
      }
  })

  test('one window is missing on 7 % of the days of a counter', () => {
    const staffed = plans.map(({ shifts }) => shifts.filter(({ counter }) => counter === 'ido').length)

    expect(new Set(staffed)).toEqual(new Set([4, 3]))
    expect(staffed.filter(count => count === 3).length / staffed.length).toBeCloseTo(0.07, 1)
  })
})

test('where there are three windows or more, the last one is left to play at', () => {
  const { players, shifts } = planDay({ seed: 1, ...monday })

  expect(players).toContainEqual({ counter: 'ido', window: 5 })
  expect(players.map(({ counter }) => counter)).toEqual(
    counters.filter(({ windows }) => windows >= 3).map(({ id }) => id),
  )
  for (const { counter, window } of players)
    expect(shifts.some(shift => shift.counter === counter && shift.window === window)).toBe(false)
})

test('a fully staffed day leaves no window to play at', () => {
  const { players, shifts } = planDay({ seed: 2, ...monday, isFullyStaffed: true })
  const worked = Map.groupBy(shifts, ({ counter }) => counter)

  expect(players).toEqual([])
  expect(counters.filter(({ id, windows }) => worked.get(id)?.length === windows).length).toBeGreaterThan(
    counters.length / 2,
  )
})

test('where more is known of how full a counter is than the weekday, that decides', () => {
  const days = Array.from({ length: 100 }, (_, seed) =>
    planDay({ seed, ...monday, load: counter => (counter === 'ido' ? 2 : 1) }),
  )
  const count = (counter: string) =>
    days.flatMap(({ visitors }) => visitors.filter(visitor => visitor.counter === counter)).length / 100

  expect(count('ido') / (visitorsOfDay.ido ?? 0)).toBeCloseTo(2, 0)
  expect(count('shomei') / (visitorsOfDay.shomei ?? 0)).toBeCloseTo(1, 0)
})

test('in the evening a few come, for what is done then, and the day before it stays as it was', () => {
  const inkan = services.filter(({ id }) => id === 'inkan-toroku')
  const late = ({ arrivesMinute }: Visitor) => arrivesMinute >= 17.5 * 60
  const days = Array.from({ length: 100 }, (_, seed) => planDay({ seed, ...monday, evening: inkan }))
  const evenings = days.flatMap(({ visitors }) => visitors.filter(late))

  expect(evenings.length / days.length).toBeGreaterThan(1)
  expect(evenings.length / days.length).toBeLessThan(8)
  expect(evenings.every(({ services: wished }) => wished.join() === 'inkan-toroku')).toBe(true)
  expect(days[1]?.visitors.filter(visitor => !late(visitor))).toEqual(
    planDay({ seed: 1, ...monday }).visitors,
  )
})

test('a person who was sent on counts once', () => {
  const states = [
    'served',
    'transferred',
    'waiting',
    'parked',
    'calling',
    'no_show',
    'left',
    'voided',
  ] as const
  const tickets = states.map(state => ({ state: state === 'calling' ? ('called' as const) : state }))

  expect(figuresOf(tickets)).toEqual({
    ...{ arrived: 6, waiting: 1, atWindows: 1, between: 1, served: 1, left: 1, absent: 1 },
  })
})

test('mean and median of waits are those of everyday arithmetic', () => {
  expect(waitOf([])).toBeNull()
  expect(waitOf([4])).toEqual({ mean: 4, median: 4 })
  expect(waitOf([10, 1, 3, 2])).toEqual({ mean: 4, median: 2.5 })
})

test('options have defaults', () => {
  expect(readOptions([])).toEqual({
    ...{ seed: 1, speed: 20, fromMinute: 530, date: '2026-12-07', port: 3000, counters: null, exits: false },
    months: 13,
  })
  expect(readOptions(['--counters', 'ido,shomei', '--exit'])).toMatchObject({
    counters: ['ido', 'shomei'],
    exits: true,
  })
})

test.each([
  ['--speed', '0'],
  ['--speed', '601'],
  ['--speed', 'fast'],
  ['--seed', '-1'],
  ['--seed', '1.5'],
  ['--from', '07:59'],
  ['--from', '17:30'],
  ['--from', '9:00'],
  ['--from', '09:60'],
  ['--date', '2026-02-29'],
  ['--port', '65536'],
  ['--months', '241'],
  ['--hurry', '1'],
])('%s %s is refused by name', (name, value) => {
  expect(() => readOptions([`${name}=${value}`])).toThrow(name)
})
