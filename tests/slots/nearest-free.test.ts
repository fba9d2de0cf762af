import { expect, test } from 'vitest'
import { isoOf } from '#src/clock.ts'
import { nearestFree, nearestFreeSlots } from '#src/slots/nearest-free.ts'
import type { Day } from '#src/slots/slot.ts'
import { instant, openWard } from '../support/ward.ts'

const day = (date: string, slots: Record<string, number>): Day => ({
  date,
  state: 'open',
  slots: Object.entries(slots).map(([time, free]) => ({
    startsAt: instant(`${date}T${time}`),
    startMinute: 0,
    free,
  })),
  opening: { hours: [], closed: null },
})

test('the nearest free times come first, the earlier one of two as near', () => {
  const days = [
    day('2026-12-02', { '09:00': 1, '09:30': 0, '10:00': 0, '10:30': 2 }),
    day('2026-12-03', { '09:00': 1 }),
  ]

  const found = nearestFree(days, instant('2026-12-02T09:45'), 3)

  expect(found.map(slot => slot.startsAt)).toEqual(
    ['2026-12-02T09:00', '2026-12-02T10:30', '2026-12-03T09:00'].map(instant),
  )
})

test('the refused time itself is not offered', () => {
  expect(nearestFree([day('2026-12-02', { '09:00': 1 })], instant('2026-12-02T09:00'), 5)).toEqual([])
})

test('no more are offered than asked for', () => {
  expect(
    nearestFree([day('2026-12-02', { '09:00': 1, '09:30': 1 })], instant('2026-12-02T11:00'), 1),
  ).toHaveLength(1)
})

test.for([
  { startsAt: '2026-11-01T09:00', first: '2026-12-01T09:00' },
  { startsAt: '2027-12-01T09:00', first: '2027-01-19T17:00' },
  { startsAt: '2026-12-30T10:00', first: '2026-12-28T17:00' },
])('from $startsAt, where nothing can be booked, the nearest is $first', async ({ startsAt, first }) => {
  const ward = await openWard()

  const found = await nearestFreeSlots(ward.deps, ward.office, ward.wish('tennyu'), instant(startsAt), 5)

  expect(found).toHaveLength(5)
  expect(isoOf(found[0]?.startsAt ?? 0, 'Asia/Tokyo')).toBe(`${first}:00+09:00`)
})
