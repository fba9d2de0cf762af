import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Figures, TicketFacts } from '#src/statistics/figures.ts'
import { createTally } from '#src/statistics/tally.ts'
import { booked, factsFrom, gone, rules, served } from './told.ts'

function figuresOf(visits: ReadonlyArray<readonly TicketFacts[]>): Figures {
  const tally = createTally(rules)
  for (const visit of visits) tally.add(visit)
  return tally.figures()
}

const none = { n: 0, mean: null, p50: null, p90: null }
const one = (mean: number) => ({ n: 1, mean, p50: null, p90: null })

test('every measure of a booking in two stages, worked out', () => {
  const figures = figuresOf([
    [
      factsFrom(
        [
          ['checked_in', '9:50'],
          ['called', '10:06'],
          ['recalled', '10:08'],
          ['service_started', '10:09'],
          ['parked', '10:14'],
          ['resumed', '10:24'],
          ['service_ended', '10:30', { payload: { outcome: 'handed_in', purposeMet: 'partly' } }],
          ['back_office_started', '10:30'],
          ['delivery_called', '10:52'],
          ['delivered', '10:55', { payload: { purposeMet: 'yes' } }],
        ],
        booked('10:00', { people: 2 }),
      ),
    ],
  ])

  expect(figures).toEqual({
    ...{ tickets: 1, people: 2, visits: 1, booked: 1, walkIns: 0, recalls: 1 },
    ...{ served: 1, transferred: 0, left: 0, noResponse: 0, reset: 0, open: 0 },
    wait: one(16), // 10:06 - 9:50
    waitBooked: one(16),
    waitWalkIn: none,
    pastAppointment: one(6), // 10:06 - max(10:00, 9:50)
    earlyWait: one(10), // min(10:06, 10:00) - 9:50
    lateness: one(-10), // 9:50 - 10:00
    walking: one(1), // 10:09 - 10:08
    service: one(11), // 5 before and 6 after filling in a form
    handling: one(22), // 10:30 - 10:08
    secondWait: one(22), // 10:52 - 10:30
    stay: one(65), // 10:55 - 9:50
    visitWait: one(38), // 16 + 22, nobody else of the visit is served meanwhile
    waitBuckets: { booked: [0, 0, 0, 1, 0, 0, 0, 0, 0], walkIn: [0, 0, 0, 0, 0, 0, 0, 0, 0] },
    withinTarget: { n: 0, of: 1, percent: 0 },
    withinTargetStrict: { n: 0, of: 1, percent: 0 },
    onTime: { n: 0, of: 1, percent: 0 }, // six minutes past are one too many
    abandoned: { n: 0, of: 1, percent: 0 },
    oneStop: { n: 1, of: 1, percent: 100 },
    purposeMet: { n: 1, of: 1, percent: 100 }, // what was told last
    sentOn: { n: 0, of: 1, percent: 0 },
    flagged: { inferred: 0, tooShort: 0, tooLong: 0, lateConverted: 0, fromPaper: 0 },
  })
})

test('nothing has figures of nothing', () => {
  const { tickets, wait, withinTarget, waitBuckets } = figuresOf([[]])

  expect([tickets, wait, withinTarget]).toEqual([0, none, { n: 0, of: 0, percent: null }])
  expect(waitBuckets.booked).toHaveLength(9)
})

test('on time is up to five minutes after appointment and arrival, whichever is later', () => {
  const onTime = (arrived: string, called: string) =>
    figuresOf([[served([arrived, called, called, '11:00'], booked('10:00'))]]).onTime.n

  expect(onTime('9:50', '10:05')).toBe(1)
  expect(onTime('9:50', '10:05:01')).toBe(0)
  expect(onTime('10:10', '10:15')).toBe(1)
  expect(onTime('10:10', '10:15:01')).toBe(0)
  expect(figuresOf([[served(['9:50', '9:51', '9:52', '9:59'])]]).onTime.of).toBe(0)
  expect(figuresOf([[gone('9:50', '10:30', booked('10:00'))]]).onTime.of).toBe(0)
})

test('a wait of exactly a bound lies below it', () => {
  const bucketOf = (called: string) =>
    figuresOf([[served(['9:00', called, called, '12:00'])]]).waitBuckets.walkIn.indexOf(1)

  expect(['9:00', '9:05', '9:05:01', '9:15', '9:15:01', '10:30', '10:30:01'].map(bucketOf)).toEqual([
    0, 0, 1, 2, 3, 7, 8,
  ])
})

test('who has handed in and does not collect has left, but not without a service', () => {
  const handedIn = factsFrom([
    ['checked_in', '9:00'],
    ['called', '9:05'],
    ['service_started', '9:06'],
    ['service_ended', '9:16', { payload: { outcome: 'handed_in' } }],
    ['back_office_started', '9:16'],
    ['left', '9:40'],
  ])
  const parked = factsFrom([
    ['checked_in', '9:00'],
    ['called', '9:05'],
    ['service_started', '9:06'],
    ['parked', '9:10'],
    ['left', '9:40'],
  ])
  const absent = factsFrom([
    ['checked_in', '9:00'],
    ['called', '9:05'],
    ['no_response', '9:07'],
  ])
  const { left, noResponse, abandoned } = figuresOf([[handedIn], [parked], [absent]])

  expect([left, noResponse]).toEqual([2, 1])
  expect(abandoned).toEqual({ n: 2, of: 3, percent: 66.7 })
})

test('who was called within the target and leaves is no failure of the office, who was called later is', () => {
  const calledAt = (called: string) =>
    factsFrom([
      ['checked_in', '9:00'],
      ['called', called],
      ['no_response', '9:30'],
      ['left', '9:50'],
    ])

  expect(figuresOf([[calledAt('9:15')]]).withinTarget).toMatchObject({ n: 0, of: 0 })
  expect(figuresOf([[calledAt('9:16')]]).withinTarget).toMatchObject({ n: 0, of: 1 })
})

test('a purpose is met or not where a clerk has told', () => {
  const visit = (purposeMet?: 'yes' | 'partly' | 'no') => [
    served(['9:00', '9:05', '9:06', '9:10'], {}, purposeMet ? { purposeMet } : {}),
  ]

  expect(figuresOf([visit('yes'), visit('partly'), visit('no'), visit()]).purposeMet).toEqual({
    ...{ n: 1, of: 3, percent: 33.3 },
  })
})

test('bookings and walk-ins are told apart and together', () => {
  const { wait, waitBooked, waitWalkIn } = figuresOf([
    [served(['9:00', '9:10', '9:11', '9:20'], booked('9:00'))],
    [served(['9:00', '9:30', '9:31', '9:40'])],
  ])

  expect([wait.mean, waitBooked.mean, waitWalkIn.mean]).toEqual([20, 10, 30])
})

const clock = (minute: number) => `${Math.floor(minute / 60)}:${minute % 60}`
const visits = fc
  .array(
    fc.record({
      arrived: fc.integer({ min: 540, max: 700 }),
      waits: fc.integer({ min: 0, max: 120 }),
      takes: fc.integer({ min: 0, max: 50 }),
      isBooked: fc.boolean(),
      hasLeft: fc.boolean(),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map(all =>
    all.map(({ arrived, waits, takes, isBooked, hasLeft }) => {
      const more = isBooked ? booked('10:00') : {}
      const called = clock(arrived + waits)
      if (hasLeft) return [gone(clock(arrived), called, more)]
      return [served([clock(arrived), called, called, clock(arrived + waits + takes)], more)]
    }),
  )

test('the order in which visits are counted changes nothing', () => {
  fc.assert(
    fc.property(visits, fc.infiniteStream(fc.nat()), (all, keys) => {
      const shuffled = all
        .map(visit => ({ visit, key: keys.next().value as number }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ visit }) => visit)
      expect(figuresOf(shuffled)).toEqual(figuresOf(all))
    }),
    { numRuns: 50 },
  )
})

test('all have one outcome, all who were called lie in one class, and the strict share is the lower', () => {
  fc.assert(
    fc.property(visits, all => {
      const told = figuresOf(all)
      const { tickets, wait, waitBuckets, withinTarget, withinTargetStrict } = told
      expect(told.served + told.transferred + told.left + told.noResponse + told.reset + told.open).toBe(
        tickets,
      )
      expect(told.booked + told.walkIns).toBe(tickets)
      expect([...waitBuckets.booked, ...waitBuckets.walkIn].reduce((sum, n) => sum + n, 0)).toBe(wait.n)
      expect(withinTargetStrict.n).toBe(withinTarget.n)
      expect(withinTargetStrict.of).toBeGreaterThanOrEqual(withinTarget.of)
      expect(told.waitBooked.n + told.waitWalkIn.n).toBe(wait.n)
    }),
    { numRuns: 50 },
  )
})
