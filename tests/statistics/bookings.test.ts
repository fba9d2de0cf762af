import { expect, test } from 'vitest'
import { type BookedLeg, bookingsByLead, bookingsOf } from '#src/statistics/bookings.ts'
import { at, day, tokyo } from './told.ts'

const leg = (more: Partial<BookedLeg> = {}): BookedLeg => ({
  ...{ startsAt: at('14:00'), bookedAt: at('10:00', '2026-11-28'), cancelledAt: null, cancelledBy: null },
  ...{ hasCome: false, isNoShow: false, places: 1 },
  ...more,
})
const came = leg({ hasCome: true })
const missed = leg({ isNoShow: true })
const cancelled = (time: string, cancelledBy: 'resident' | 'office' = 'resident') =>
  leg({ cancelledAt: at(time), cancelledBy })

test('what became of ten bookings, worked out', () => {
  const figures = bookingsOf(
    [
      ...[came, came, came, leg({ hasCome: true, places: 2 })],
      ...[missed, cancelled('10:00'), cancelled('12:30'), cancelled('13:59', 'office'), leg(), leg()],
    ],
    [
      { offered: 8, blocked: 2 },
      { offered: 8, blocked: 0 },
    ],
    tokyo,
  )

  expect(figures).toEqual({
    ...{ offered: 16, blocked: 2, booked: 10, cancelledEarly: 1, cancelledLate: 1, cancelledByOffice: 1 },
    ...{ attended: 4, noShow: 1 },
    bookedShare: { n: 8, of: 16, percent: 50 }, // five places attended, one missed, two to come
    utilisation: { n: 5, of: 14, percent: 35.7 },
    noShowShare: { n: 1, of: 6, percent: 16.7 }, // ten less two to come, one early, one by the office
    leadDays: { n: 10, mean: 3, p50: 3, p90: null },
  })
})

test('two hours before is early, a moment later is late', () => {
  const fate = (time: string) => {
    const { cancelledEarly, cancelledLate, noShowShare } = bookingsOf([cancelled(time)], [], tokyo)
    return [cancelledEarly, cancelledLate, noShowShare.of]
  }

  expect(fate('12:00')).toEqual([1, 0, 0])
  expect(fate('12:00:01')).toEqual([0, 1, 1])
})

test('who comes after all is no no-show', () => {
  expect(bookingsOf([leg({ hasCome: true, isNoShow: true })], [], tokyo)).toMatchObject({
    ...{ attended: 1, noShow: 0 },
    noShowShare: { n: 0, of: 1, percent: 0 },
  })
})

test('without offered places there is no share of them', () => {
  expect(bookingsOf([], [], tokyo)).toMatchObject({
    bookedShare: { percent: null },
    utilisation: { percent: null },
    noShowShare: { percent: null },
  })
  expect(bookingsOf([came], [{ offered: 3, blocked: 3 }], tokyo).utilisation).toMatchObject({ percent: null })
})

test('lead days are days of the calendar there, not spans of 24 hours', () => {
  const lead = (bookedAt: number) => bookingsOf([leg({ bookedAt })], [], tokyo).leadDays.mean

  expect(lead(at('23:59', '2026-11-30'))).toBe(1)
  expect(lead(at('0:00', day))).toBe(0)
  expect(lead(at('14:01', '2026-11-01'))).toBe(30)
})

test('bookings are told apart by how long before they were made', () => {
  const before = (date: string, more: Partial<BookedLeg> = {}) =>
    leg({ bookedAt: at('12:00', date), ...more })
  const buckets = bookingsByLead(
    [
      before('2026-12-01'),
      before('2026-11-30'),
      before('2026-11-28', { isNoShow: true }),
      before('2026-11-27'),
      before('2026-11-24'),
      before('2026-11-23'),
      before('2026-11-17'),
      before('2026-11-16', { isNoShow: true }),
      before('2026-10-01', { hasCome: true }),
    ],
    tokyo,
  )

  expect(
    buckets.map(({ bucket, bookings }) => [bucket, bookings.booked, bookings.noShowShare.percent]),
  ).toEqual([
    ['0', 1, null],
    ['1-3', 2, 100],
    ['4-7', 2, null],
    ['8-14', 2, null],
    ['15+', 2, 50],
  ])
})
