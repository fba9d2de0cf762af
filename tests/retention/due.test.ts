import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateOf } from '#src/clock.ts'
import { isAllowedDays, keptSince, retentionLimits, usualRetention } from '#src/offices/retention.ts'
import { isDue, isExpected, type KnownPerson, refuseErasure } from '#src/retention/due.ts'
import { erasesMore } from '#src/retention/change-retention.ts'
import { parseSought } from '#src/retention/form.ts'
import { instant } from '../support/ward.ts'

const office = { timeZone: 'Asia/Tokyo', day: { dayTurnsMinute: 180 } }
const day = 86_400_000
const now = instant('2026-12-01T10:00')

const person = fc.record({
  personId: fc.constant(1),
  appointmentId: fc.constant(1),
  state: fc.constantFrom('held', 'booked', 'cancelled'),
  startsAt: fc.integer({ min: now - 400 * day, max: now + 400 * day }),
  cancelledAt: fc.constant(null),
  isUnderWay: fc.boolean(),
  hasCome: fc.boolean(),
}) satisfies fc.Arbitrary<KnownPerson>

const anyDays = fc.integer({ min: 1, max: 365 })

test('nobody with a visit to come, under way or being booked is ever due, whatever the days', () => {
  fc.assert(
    fc.property(person, anyDays, (known, days) => {
      const mustStay = known.startsAt > now || known.isUnderWay || known.state === 'held'
      expect(mustStay && isDue(known, keptSince(office, days, now))).toBe(false)
    }),
  )
})

test('more days never make more people due', () => {
  fc.assert(
    fc.property(person, anyDays, anyDays, (known, a, b) => {
      const [fewer, more] = [Math.min(a, b), Math.max(a, b)]
      const [isDueEarly, isDueLate] = [fewer, more].map(days => isDue(known, keptSince(office, days, now)))
      expect(isDueLate && !isDueEarly).toBe(false)
    }),
  )
})

test('a visit is kept for all of its days in the office’s own calendar', () => {
  fc.assert(
    fc.property(person, anyDays, (known, days) => {
      const isOver = isDue({ ...known, state: 'booked', isUnderWay: false }, keptSince(office, days, now))
      const daysSince =
        (Date.parse(dateOf(now - 3 * 3_600_000, 'Asia/Tokyo')) -
          Date.parse(dateOf(known.startsAt - 3 * 3_600_000, 'Asia/Tokyo'))) /
        day
      expect(isOver).toBe(daysSince > days)
    }),
  )
})

test('before the day turns, the night still belongs to the day before', () => {
  const visit = { ...sample, startsAt: instant('2026-12-01T10:00') }

  expect(isDue(visit, keptSince(office, 1, instant('2026-12-03T02:59')))).toBe(false)
  expect(isDue(visit, keptSince(office, 1, instant('2026-12-03T03:00')))).toBe(true)
})

const sample: KnownPerson = {
  ...{ personId: 1, appointmentId: 1, state: 'booked', startsAt: now, cancelledAt: null },
  ...{ isUnderWay: false, hasCome: false },
}

test('on request whoever has come and gone may be erased on the very day', () => {
  const dayBeganAt = keptSince(office, 0, now)
  const gone = { ...sample, startsAt: now - 3_600_000, hasCome: true }

  expect(refuseErasure(gone, { now, dayBeganAt, isCancelling: false })).toBeNull()
  expect(isExpected({ ...gone, hasCome: false }, now, dayBeganAt)).toBe(true)
  expect(isExpected({ ...gone, startsAt: dayBeganAt - 1, hasCome: false }, now, dayBeganAt)).toBe(false)
})

test.each(['bookings', 'mails', 'contacts', 'opinions', 'comments'] as const)(
  'days of %s go from the least to the most, both included',
  name => {
    const { min, max } = retentionLimits[name]

    expect([min - 1, min, usualRetention[name], max, max + 1].map(days => isAllowedDays(name, days))).toEqual(
      [...[false, true, true, true, false]],
    )
  },
)

test('a change lets more go where its count is higher, not where it is the same or lower', () => {
  const counts = (bookings: number, mails: number) => {
    const none = { count: 0, oldest: null }
    return {
      bookings: { count: bookings, oldest: null },
      mails: { count: mails, oldest: null },
      ...{ contacts: none, opinions: none, comments: none },
    }
  }

  expect(erasesMore(counts(1, 5), counts(2, 4))).toEqual(['bookings'])
  expect(erasesMore(counts(1, 5), counts(1, 5))).toEqual([])
})

test.each([
  ['abc-234', { by: 'reference', value: 'ABC234' }],
  ['ＡＢＣ－２３４', { by: 'reference', value: 'ABC234' }],
  ['Hanako@EXAMPLE.test', { by: 'email', value: 'Hanako@example.test' }],
  ['+81 90-1234-5678', { by: 'phone', value: '09012345678' }],
  ['見本 花子', null],
  ['', null],
])('%j is looked for as what it is', (typed, sought) => {
  expect(parseSought(typed)).toEqual(sought)
})
