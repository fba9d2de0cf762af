import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TicketFacts } from '#src/statistics/figures.ts'
import { flowOf, mergeFlows } from '#src/statistics/flow.ts'
import { lineOf, longestLine } from '#src/statistics/line.ts'
import { sessionsOf, type WindowEvent } from '#src/statistics/sessions.ts'
import { at, factsFrom, gone, served } from './told.ts'

const window = (type: WindowEvent['type'], time: string, windowId = 7) => ({ windowId, type, at: at(time) })
const span = (from: string, to: string) => ({ from: at(from), to: at(to) })
const until = at('17:30')

test('a session lasts from opening to closing, and its pauses are no work', () => {
  const sessions = sessionsOf(
    [
      window('opened', '9:00'),
      window('paused', '12:00'),
      window('resumed', '13:00'),
      window('closed', '17:00'),
      window('opened', '17:10'),
    ],
    until,
  )

  expect(sessions).toEqual([
    { windowId: 7, span: span('9:00', '17:00'), work: [span('9:00', '12:00'), span('13:00', '17:00')] },
    { windowId: 7, span: span('17:10', '17:30'), work: [span('17:10', '17:30')] },
  ])
})

test('whoever takes over an open window begins a session, and no minute is there twice', () => {
  const sessions = sessionsOf(
    [window('opened', '9:00'), window('opened', '10:00'), window('closed', '11:00')],
    until,
  )

  expect(sessions.map(session => session.span)).toEqual([span('9:00', '10:00'), span('10:00', '11:00')])
})

test('windows are apart, in whatever order their events come, and a pause may last to the end', () => {
  const sessions = sessionsOf(
    [
      window('paused', '10:00', 8),
      window('closed', '11:00'),
      window('opened', '9:00'),
      window('opened', '9:30', 8),
    ],
    at('12:00'),
  )

  expect(sessions).toContainEqual({ windowId: 7, span: span('9:00', '11:00'), work: [span('9:00', '11:00')] })
  expect(sessions).toContainEqual({ windowId: 8, span: span('9:30', '12:00'), work: [span('9:30', '10:00')] })
})

test('what has not happened yet is no session', () => {
  expect(sessionsOf([window('opened', '18:00')], until)).toEqual([])
})

const people = [
  served(['9:00', '9:10', '9:10', '9:20']),
  served(['9:02', '9:20', '9:20', '9:30']),
  gone('9:05', '9:15'),
]

test('the line is everybody who has come and was neither called nor left, at each step', () => {
  const steps = lineOf(people, span('8:55', '9:25'))

  expect(steps.map(({ waiting }) => waiting)).toEqual([0, 1, 3, 2, 1, 0, 0])
  expect(steps[2]?.at).toBe(at('9:05'))
})

test('the longest line is that of full minutes', () => {
  const short = [
    served(['9:00:10', '9:00:50', '9:01', '9:05']),
    served(['9:00:10', '9:01:10', '9:02', '9:05']),
  ]

  expect(longestLine(people, until)).toBe(3)
  // At 9:01 the first has been called already.
  expect(longestLine(short, until)).toBe(1)
  expect(longestLine([], until)).toBe(0)
})

test('a morning at one window, worked out', () => {
  const flow = flowOf({
    facts: people,
    windowEvents: [
      window('opened', '9:00'),
      window('paused', '9:30'),
      window('resumed', '9:40'),
      window('closed', '10:00'),
    ],
    until,
  })

  expect(flow).toEqual({
    ...{ openDays: 1, openMinutes: 60, openWindowMinutes: 50, handlingMinutes: 20 },
    ...{ queueMinutes: 38, arrivals: 3, called: 2, waitMinutes: 28, ended: 2, queueMax: 3 },
    occupancy: { n: 20, of: 50, percent: 40 },
    throughputPerHour: 2.4, // 2 in 50 minutes
    queueMean: 0.6, // (10 + 18 + 10) / 60
    littleGapPercent: 9.5, // 3 arrivals × 14 minutes are 42, 38 were stood: 4 / 42
  })
})

test('with everybody called, the line is arrivals times mean wait', () => {
  expect(
    flowOf({ facts: people.slice(0, 2), windowEvents: [window('opened', '9:00')], until }).littleGapPercent,
  ).toBe(0)
})

test('a call that was lost shows', () => {
  const lost = factsFrom([['checked_in', '9:05']])
  const { littleGapPercent } = flowOf({
    facts: [...people.slice(0, 2), lost],
    windowEvents: [window('opened', '9:00'), window('closed', '11:05')],
    until,
  })

  // (10 + 18 + 120) against 3 × 14
  expect(littleGapPercent).toBe(252.4)
})

test('time parked and the wait for papers keep no window busy, both calls do', () => {
  const facts = [
    factsFrom([
      ['checked_in', '9:00'],
      ['called', '9:00'],
      ['recalled', '9:02'],
      ['service_started', '9:04'],
      ['parked', '9:09'],
      ['resumed', '9:29'],
      ['service_ended', '9:32', { payload: { outcome: 'handed_in' } }],
      ['back_office_started', '9:32'],
      ['delivery_called', '9:40'],
      ['no_response', '9:42'],
      ['delivery_called', '9:50'],
      ['service_started', '9:51'],
      ['delivered', '9:54'],
    ]),
  ]

  // 9:02-9:09, 9:29-9:32 and 9:50-9:54
  expect(flowOf({ facts, windowEvents: [], until }).handlingMinutes).toBe(14)
})

test('who is sent on at once has kept a window busy, but no service has ended', () => {
  const sentOn = factsFrom([
    ['checked_in', '9:00'],
    ['called', '9:10'],
    ['transferred', '9:13'],
  ])
  const { handlingMinutes, ended } = flowOf({ facts: [sentOn], windowEvents: [], until })

  expect([handlingMinutes, ended]).toEqual([3, 0])
})

test('nobody stands in line before windows that have closed, nor at a counter that never opened', () => {
  const forgotten = factsFrom([
    ['checked_in', '16:50'],
    ['voided', '23:59', { payload: { reason: 'reset' } }],
  ])
  const closed = flowOf({
    facts: [forgotten],
    windowEvents: [window('opened', '9:00'), window('closed', '17:00')],
    until: at('23:59'),
  })
  const never = flowOf({ facts: [], windowEvents: [], until })

  expect([closed.queueMinutes, closed.queueMax]).toEqual([10, 1])
  expect(never).toMatchObject({
    ...{ openDays: 0, queueMean: null, throughputPerHour: null, littleGapPercent: null },
    occupancy: { n: 0, of: 0, percent: null },
  })
})

const clock = (minute: number) => `${Math.floor(minute / 60)}:${minute % 60}`
const days = fc.array(
  fc.record({ arrived: fc.integer({ min: 540, max: 900 }), waits: fc.integer({ min: 0, max: 60 }) }),
  { maxLength: 15 },
)
const tickets = (all: Array<{ arrived: number; waits: number }>): TicketFacts[] =>
  all.map(({ arrived, waits }) => {
    const called = clock(arrived + waits)
    return served([clock(arrived), called, called, clock(arrived + waits + 8)])
  })
const open = [window('opened', '9:00'), window('closed', '17:00')]

test('what is merged is as if it had been reckoned at once, however it is put together', () => {
  fc.assert(
    fc.property(days, days, days, (...three) => {
      const [one, two, last] = three.map(all => flowOf({ facts: tickets(all), windowEvents: open, until }))
      if (!one || !two || !last) return
      const merged = mergeFlows([one, two, last])
      expect(merged.openDays).toBe(3)
      expect(merged.arrivals).toBe(three.flat().length)
      expect(merged.handlingMinutes).toBe(8 * three.flat().length)
      expect(merged.queueMinutes).toBeCloseTo(
        three.flat().reduce((sum, { waits }) => sum + waits, 0),
        6,
      )
      expect(merged.queueMax).toBe(Math.max(one.queueMax, two.queueMax, last.queueMax))
      expect(mergeFlows([mergeFlows([one, two]), last])).toEqual(merged)
      expect(mergeFlows([merged])).toEqual(merged)
    }),
    { numRuns: 30 },
  )
})

test('a long day weighs as much as it is long', () => {
  const long = flowOf({ facts: people.slice(0, 1), windowEvents: open, until })
  const short = flowOf({
    facts: people.slice(1, 2),
    windowEvents: [window('opened', '9:00'), window('closed', '9:30')],
    until,
  })

  // 10 minutes in line over 480, 18 over 30: 28 / 510, and not the middle of 0.0 and 0.6
  expect(mergeFlows([long, short])).toMatchObject({ openMinutes: 510, queueMean: 0.1 })
  expect(mergeFlows([]).openDays).toBe(0)
})
