import { expect, test } from 'vitest'
import { instantOf } from '#src/clock.ts'
import type { TicketEvent } from '#src/queue/ticket.ts'
import { bookingsOf } from '#src/statistics/bookings.ts'
import { factsOf } from '#src/statistics/facts.ts'
import type { Figures, TicketFacts } from '#src/statistics/figures.ts'
import { flowOf } from '#src/statistics/flow.ts'
import { createTally } from '#src/statistics/tally.ts'
import { at, booked, factsFrom, gone, history, rules, served, source, tokyo, type Told } from './told.ts'

/** The figures of visits, each of one ticket or of several. */
function figuresOf(...visits: Array<TicketFacts | TicketFacts[]>): Figures {
  const tally = createTally(rules)
  for (const visit of visits) tally.add([visit].flat())
  return tally.figures()
}

const calledAgain: Told[] = [
  ['checked_in', '9:00'],
  ['called', '9:10'],
  ['recalled', '9:14'],
  ['service_started', '9:15'],
  ['service_ended', '9:25'],
]

test('1: calling again makes nobody wait longer, and is a count of its own', () => {
  const { wait, walking, handling, recalls } = figuresOf(factsFrom(calledAgain))

  // 9:10 - 9:00, 9:15 - 9:14, 9:25 - 9:14
  expect([wait.mean, walking.mean, handling.mean, recalls]).toEqual([10, 1, 11, 1])
})

test('2: who was absent and comes back has the wait until the first call', () => {
  const { wait, served, noResponse, recalls } = figuresOf(
    factsFrom([
      ['checked_in', '9:00'],
      ['called', '9:10'],
      ['no_response', '9:12'],
      ['recalled', '9:40'],
      ['service_started', '9:41'],
      ['service_ended', '9:50'],
    ]),
  )

  expect([wait.mean, served, noResponse, recalls]).toEqual([10, 1, 0, 1])
})

const first = factsFrom(
  [
    ['checked_in', '9:00'],
    ['called', '9:10'],
    ['service_started', '9:11'],
    ['transferred', '9:15', { payload: { toCounterId: 2, keepsPlace: true } }],
  ],
  { visitId: 1 },
)
const second = served(['9:15', '9:35', '9:36', '9:50'], { visitId: 1, position: 1, counterId: 2 })

test('3: whoever is sent on waits twice, the second time from then on, and the visit waits both', () => {
  const { wait, visitWait, stay, visits, transferred, sentOn, oneStop } = figuresOf([first, second])

  // 10 and 20; 10 + 20; 9:50 - 9:00
  expect([wait.n, wait.mean, visitWait.mean, stay.mean]).toEqual([2, 15, 30, 50])
  expect([visits, transferred]).toEqual([1, 1])
  expect(sentOn).toEqual({ n: 1, of: 2, percent: 50 })
  expect(oneStop).toEqual({ n: 0, of: 1, percent: 0 })
})

test('3: each counter alone knows that it was not the only one', () => {
  expect(figuresOf([first]).oneStop.percent).toBe(0)
  expect(figuresOf([second]).oneStop.percent).toBe(0)
  expect(figuresOf(served(['9:00', '9:10', '9:11', '9:20'])).oneStop.percent).toBe(100)
})

test('4: several services at one window are one ticket with one time', () => {
  const { tickets, service } = figuresOf(
    served(['9:00', '9:10', '9:11', '9:41'], {}, { services: [1, 2, 3] }),
  )

  expect([tickets, service.n, service.mean]).toEqual([1, 1, 30])
})

test('5: a family that splits up is two tickets of one visit, whose wait is counted once', () => {
  const one = served(['9:00', '9:20', '9:20', '9:30'], { visitId: 5, people: 4 })
  const other = served(['9:10', '9:40', '9:40', '9:50'], { visitId: 5, people: 4, counterId: 2 })
  const { tickets, visits, people, wait, visitWait } = figuresOf([one, other])

  expect([tickets, visits, people, wait.mean]).toEqual([2, 1, 4, 25])
  // From 9:00 to 9:40 somebody waits: 40 minutes, less the 10 in which the first is served
  expect(visitWait.mean).toBe(30)
})

test('6: who leaves has no wait, and fails the promise only after it', () => {
  const { left, wait, withinTarget, withinTargetStrict, abandoned } = figuresOf(
    gone('9:00', '9:15'),
    gone('9:00', '9:15:01'),
    served(['9:00', '9:15', '9:16', '9:20']),
    served(['9:00', '9:15:01', '9:16', '9:20']),
  )

  expect([left, wait.n]).toEqual([2, 2])
  // One of two served within 15 minutes, and one of two left after more
  expect(withinTarget).toEqual({ n: 1, of: 3, percent: 33.3 })
  expect(withinTargetStrict).toEqual({ n: 1, of: 4, percent: 25 })
  expect(abandoned).toEqual({ n: 2, of: 4, percent: 50 })
})

test('6: who still waits fails the promise only after it', () => {
  const open = (arrived: string) => factsFrom([['checked_in', arrived]])

  // asOf is 17:00
  expect(figuresOf(open('16:45')).withinTarget).toEqual({ n: 0, of: 0, percent: null })
  expect(figuresOf(open('16:44')).withinTarget).toEqual({ n: 0, of: 1, percent: 0 })
})

test('7: an end that the next call has made is served and not timed', () => {
  const forgotten = served(['9:00', '9:10', '9:11', '11:00'], {}, { isInferred: true })
  const { served: count, wait, service, handling, stay, flagged } = figuresOf(forgotten)

  expect([count, wait.n, service.n, handling.n, stay.n, flagged.inferred]).toEqual([1, 1, 0, 0, 0, 1])
})

test('8: a service under ten seconds or over four hours is counted and not timed', () => {
  const {
    served: count,
    service,
    flagged,
  } = figuresOf(
    served(['9:00', '9:10', '9:11', '9:11:09']),
    served(['9:00', '9:10', '9:11', '9:11:10']),
    served(['9:00', '9:10', '9:11', '13:11']),
    served(['9:00', '9:10', '9:11', '13:11:01']),
  )

  expect([count, service.n, flagged.tooShort, flagged.tooLong]).toEqual([4, 2, 1, 1])
})

test('9: a correction is what counts, in the place of what it corrects', () => {
  const corrected = factsFrom([
    ...calledAgain,
    ['service_ended', '9:40', { of: 5, payload: { services: [2], purposeMet: 'no' } }],
    ['called', '9:08', { of: 2 }],
  ])

  expect(corrected).toMatchObject({
    ...{ firstCalledAt: at('9:08'), serviceEndedAt: at('9:40'), serviceIds: [2], purposeMet: 'no' },
    ...{ servingMilliseconds: 25 * 60_000, outcome: 'served' },
  })
})

test('10: who is called before their appointment has not waited past it, and is on time', () => {
  const { pastAppointment, earlyWait, lateness, onTime, wait } = figuresOf(
    served(['9:40', '9:50', '9:51', '9:58'], booked('10:00')),
  )

  // min(9:50, 10:00) - 9:40 and 9:40 - 10:00
  expect([pastAppointment.mean, earlyWait.mean, lateness.mean, wait.mean]).toEqual([0, 10, -20, 10])
  expect(onTime).toEqual({ n: 1, of: 1, percent: 100 })
})

test('11: a booking that comes too late is a booking in the figures, with a flag', () => {
  const {
    booked: count,
    walkIns,
    waitBooked,
    flagged,
  } = figuresOf(served(['10:16', '10:30', '10:31', '10:40'], booked('10:00')))

  expect([count, walkIns, waitBooked.n, flagged.lateConverted]).toEqual([1, 0, 1, 1])
})

const leg = {
  ...{ startsAt: at('10:00'), bookedAt: at('10:00', '2026-11-28'), places: 1, cancelledAt: null },
  ...{ cancelledBy: null, hasCome: false, isNoShow: false },
}

test('12: what the office cancels never counts against residents', () => {
  const byOffice = { ...leg, cancelledAt: at('9:59'), cancelledBy: 'office' as const }
  const { noShowShare, cancelledByOffice, cancelledLate } = bookingsOf(
    [byOffice, { ...leg, hasCome: true }, { ...leg, isNoShow: true }],
    [],
    tokyo,
  )

  expect([cancelledByOffice, cancelledLate]).toEqual([1, 0])
  expect(noShowShare).toEqual({ n: 1, of: 2, percent: 50 })
})

test('13: who came before closing is served after it, on the day of check-in', () => {
  const late = served(['17:25', '17:50', '17:51', '18:10'])

  expect(late.businessDate).toBe('2026-12-01')
  expect(figuresOf(late).wait.mean).toBe(25)
})

test('14: a wait over the turn of the week-year is as long as any other', () => {
  const [night, morning] = [
    instantOf('2019-12-30', 9 * 60, tokyo),
    instantOf('2019-12-30', 9 * 60 + 20, tokyo),
  ]
  const [arrival, call] = history([
    ['checked_in', '9:00'],
    ['called', '9:20'],
  ]) as [TicketEvent, TicketEvent]
  const facts = factsOf(
    source({ businessDate: '2019-12-30' }),
    [
      { ...arrival, occurredAt: night },
      { ...call, occurredAt: morning },
    ],
    rules,
  )

  expect(figuresOf(facts ?? []).wait.mean).toBe(20)
  expect(facts?.businessDate).toBe('2019-12-30')
})

test('14: no time is less than nothing, whatever a correction says', () => {
  const { service, handling, walking } = figuresOf(
    factsFrom([...calledAgain, ['service_ended', '9:02', { of: 5 }], ['service_started', '9:01', { of: 4 }]]),
  )

  // 9:02 - 9:01; the call at 9:14 comes after both
  expect([service.mean, handling.mean, walking.mean]).toEqual([1, 0, 0])
})

test('15: who was received on paper counts from the time on paper, with a flag', () => {
  const { wait, flagged } = figuresOf(
    factsFrom([
      ['checked_in', '9:00', { payload: { number: 'A-P05' } }],
      ['called', '9:40'],
    ]),
  )

  expect([wait.mean, flagged.fromPaper]).toEqual([40, 1])
})

test('16: printing a slip again is no event and no second ticket', () => {
  expect(figuresOf(factsFrom(calledAgain)).tickets).toBe(1)
})

test('17: a trial is no ticket, also when it is found out after it has ended', () => {
  const served: Told[] = [...calledAgain, ['voided', '16:00', { payload: { reason: 'test' } }]]
  const waiting: Told[] = [
    ['checked_in', '9:00'],
    ['voided', '9:01', { payload: { reason: 'test' } }],
  ]

  expect(factsOf(source(), history(served), rules)).toBeNull()
  expect(factsOf(source(), history(waiting), rules)).toBeNull()
})

test('18: two calls in the same second at two windows count alike, in either order', () => {
  const one = served(['9:00', '9:10', '9:11', '9:20'])
  const other = { ...served(['9:01', '9:10', '9:11', '9:20']), windowId: 8 }

  expect(figuresOf(one, other)).toEqual(figuresOf(other, one))
})

test('18: of events at the same instant the sequence tells which was first', () => {
  const facts = factsFrom([
    ['checked_in', '9:00'],
    ['called', '9:10'],
    ['no_response', '9:10'],
    ['recalled', '9:10', { window: 8 }],
  ])

  expect(facts).toMatchObject({ outcome: 'open', calls: 2, windowId: 8 })
})

test('19: whom the night has ended is reset, and has neither left nor stayed', () => {
  const { reset, left, abandoned, stay, withinTarget, withinTargetStrict } = figuresOf(
    factsFrom([
      ['checked_in', '9:00'],
      ['voided', '23:59', { payload: { reason: 'reset' } }],
    ]),
  )

  expect([reset, left, stay.n]).toEqual([1, 0, 0])
  expect([abandoned.n, withinTarget.of, withinTargetStrict.of]).toEqual([0, 0, 1])
})

test('20: a window is occupied by all it serves, of whatever counter', () => {
  const own = served(['9:00', '9:00', '9:00', '9:30'])
  const foreign = served(['9:00', '9:30', '9:30', '9:45'], { counterId: 2 })
  const { occupancy, openWindowMinutes } = flowOf({
    facts: [own, foreign],
    windowEvents: [
      { windowId: 7, type: 'opened', at: at('9:00') },
      { windowId: 7, type: 'closed', at: at('10:00') },
    ],
    until: at('17:00'),
  })

  expect(openWindowMinutes).toBe(60)
  expect(occupancy).toEqual({ n: 45, of: 60, percent: 75 })
})
