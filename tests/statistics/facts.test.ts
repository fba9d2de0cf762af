import { expect, test } from 'vitest'
import { factsOf } from '#src/statistics/facts.ts'
import { at, booked, factsFrom, history, rules, served, source, type Told } from './told.ts'

test('an ordinary ticket tells when it came, was called, begun and ended', () => {
  const facts = served(['9:00', '9:12', '9:13', '9:25'], {}, { services: [4, 5], purposeMet: 'yes' })

  expect(facts).toMatchObject({
    ...{ checkedInAt: at('9:00'), firstCalledAt: at('9:12'), servedCallAt: at('9:12') },
    ...{ startedAt: at('9:13'), serviceEndedAt: at('9:25'), servingMilliseconds: 12 * 60_000 },
    ...{ deliveryCalledAt: null, deliveredAt: null, leftAt: null, lastEventAt: at('9:25') },
    ...{ calls: 1, windowId: 7, outcome: 'served', purposeMet: 'yes', serviceIds: [4, 5] },
    ...{ isEndInferred: false, isLateConverted: false, isFromPaper: false },
  })
})

test('where nobody tells what was done, it is what was wished', () => {
  expect(served(['9:00', '9:12', '9:13', '9:25'], { wishedServices: [2, 3] }).serviceIds).toEqual([2, 3])
})

test('time parked is not time served', () => {
  const facts = factsFrom([
    ['checked_in', '9:00'],
    ['called', '9:10'],
    ['service_started', '9:11'],
    ['parked', '9:15'],
    ['resumed', '9:35', { window: 8 }],
    ['service_ended', '9:41', { window: 8 }],
  ])

  // 4 minutes before and 6 after 20 minutes of filling in a form
  expect(facts.servingMilliseconds).toBe(10 * 60_000)
  expect(facts.servingSpans).toEqual([
    { from: at('9:11'), to: at('9:15') },
    { from: at('9:35'), to: at('9:41') },
  ])
  expect(facts.windowId).toBe(8)
})

const handedIn: Told[] = [
  ['checked_in', '9:00'],
  ['called', '9:05'],
  ['service_started', '9:06'],
  ['service_ended', '9:16', { payload: { outcome: 'handed_in', services: [4] } }],
  ['back_office_started', '9:16'],
]

test('whoever hands in is served once and called a second time to collect', () => {
  const facts = factsFrom([
    ...handedIn,
    ['delivery_called', '9:40'],
    ['no_response', '9:42'],
    ['delivery_called', '9:50', { window: 9 }],
    ['service_started', '9:51', { window: 9 }],
    ['delivered', '9:55', { window: 9 }],
  ])

  expect(facts).toMatchObject({
    ...{ serviceEndedAt: at('9:16'), servingMilliseconds: 10 * 60_000, outcome: 'served', calls: 3 },
    ...{
      deliveryCalledAt: at('9:40'),
      collectedCallAt: at('9:50'),
      deliveredAt: at('9:55'),
      serviceIds: [4],
    },
    ...{ startedAt: at('9:06'), servedCallAt: at('9:05'), windowId: 9 },
  })
  expect(facts.servingSpans.at(-1)).toEqual({ from: at('9:51'), to: at('9:55') })
})

test('whoever has handed in and not collected yet is still open, with the first stage told', () => {
  expect(factsFrom(handedIn)).toMatchObject({
    ...{ outcome: 'open', serviceEndedAt: at('9:16'), servingMilliseconds: 10 * 60_000 },
  })
})

test('what is sent on ends its service there, also when it was sent on at once', () => {
  const begun = factsFrom([
    ['checked_in', '9:00'],
    ['called', '9:05'],
    ['service_started', '9:06'],
    ['transferred', '9:09'],
  ])
  const atOnce = factsFrom([
    ['checked_in', '9:00'],
    ['called', '9:05'],
    ['recalled', '9:06'],
    ['transferred', '9:07'],
  ])

  expect(begun).toMatchObject({ outcome: 'transferred', servingMilliseconds: 3 * 60_000 })
  expect(atOnce).toMatchObject({
    ...{ outcome: 'transferred', startedAt: null, servingMilliseconds: null },
    ...{ servedCallAt: at('9:06'), serviceEndedAt: at('9:07') },
  })
})

test('whoever does not come, comes after all, leaves or is still there, has their own outcome', () => {
  const absent: Told[] = [
    ['checked_in', '9:00'],
    ['called', '9:05'],
    ['no_response', '9:07'],
  ]

  expect(factsFrom(absent).outcome).toBe('no_response')
  expect(factsFrom([...absent, ['left', '9:30']])).toMatchObject({ outcome: 'left', leftAt: at('9:30') })
  expect(factsFrom([...absent, ['recalled', '9:20']]).outcome).toBe('open')
  expect(factsFrom(absent.slice(0, 1)).outcome).toBe('open')
})

test.for([
  { reason: 'test' as const, has: null },
  { reason: 'printer' as const, has: null },
  { reason: 'transfer_undone' as const, has: null },
  { reason: 'reset' as const, has: 'reset' },
])('a ticket voided for $reason has the outcome $has', ({ reason, has }) => {
  const events = history([
    ['checked_in', '9:00'],
    ['voided', '9:01', { payload: { reason } }],
  ])

  expect(factsOf(source(), events, rules)?.outcome ?? null).toBe(has)
})

test('the night that finds somebody still served ends no service', () => {
  const facts = factsFrom([
    ['checked_in', '9:00'],
    ['called', '9:05'],
    ['service_started', '9:06'],
    ['voided', '23:59', { payload: { reason: 'reset' } }],
  ])

  expect(facts).toMatchObject({ outcome: 'reset', servingMilliseconds: null, servingSpans: [] })
})

test('a deed taken back has not been', () => {
  const facts = factsFrom([
    ['checked_in', '9:00'],
    ['called', '9:05'],
    ['undone', '9:06', { of: 2 }],
    ['called', '9:10', { window: 8 }],
  ])

  expect(facts).toMatchObject({ calls: 1, firstCalledAt: at('9:10'), windowId: 8, lastEventAt: at('9:10') })
})

test('a booking up to fifteen minutes late keeps its turn, later it waits like a walk-in and stays a booking', () => {
  const inTime = served(['9:15', '9:20', '9:21', '9:30'], booked('9:00'))
  const late = served(['9:15:01', '9:20', '9:21', '9:30'], booked('9:00'))

  expect(inTime).toMatchObject({ kind: 'booked', isLateConverted: false })
  expect(late).toMatchObject({ kind: 'booked', isLateConverted: true })
})

test('who was received on paper is known by the number', () => {
  const numbered = (number: string) =>
    factsFrom([['checked_in', '9:00', { payload: { number } }]]).isFromPaper

  expect(['A-P05', 'P05', 'A-005', 'P-005', '005'].map(numbered)).toEqual([true, true, false, false, false])
})

test('a history that cannot be has no facts but an error', () => {
  const events = history([
    ['checked_in', '9:00'],
    ['service_ended', '9:05'],
  ])

  expect(() => factsOf(source(), events, rules)).toThrow('event 2 (service_ended)')
})
