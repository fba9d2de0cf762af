import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { usualNotices } from '#src/offices/notices.ts'
import { isWorthReminding, reminderMoment, remindsUntil } from '#src/reminders/reminder.ts'
import { instant } from '../support/ward.ts'

const rules = { notices: usualNotices, timeZone: 'Asia/Tokyo' }
const with_ = (more: Partial<typeof usualNotices>) => ({ ...rules, notices: { ...usualNotices, ...more } })
const longAgo = instant('2026-11-01T09:00')
const visit = (startsAt: string, toldAt = longAgo) => ({ startsAt: instant(startsAt), toldAt })

describe('the moment', () => {
  test('lies so many days before the visit, at the hour that the office has chosen', () => {
    const startsAt = instant('2026-12-02T10:00')

    expect(reminderMoment('days_before', rules, startsAt)).toBe(instant('2026-12-01T18:00'))
    expect(reminderMoment('days_before', with_({ daysBefore: 3, hour: 9 }), startsAt)).toBe(
      instant('2026-11-29T09:00'),
    )
  })

  test('of the second one lies two hours before, though that is at night', () => {
    expect(reminderMoment('hours_before', rules, instant('2026-12-02T09:00'))).toBe(
      instant('2026-12-02T07:00'),
    )
  })
})

describe('the visits whose moment has come', () => {
  const until = (now: string, more = {}) => remindsUntil('days_before', with_(more), instant(now))
  const endOf = (date: string) => instant(`${date}T23:59:59.999`)

  test.for([
    ['2026-12-01T17:59', endOf('2026-12-01')],
    ['2026-12-01T18:00', endOf('2026-12-02')],
    ['2026-12-01T20:59', endOf('2026-12-02')],
    ['2026-12-01T21:00', null],
    ['2026-12-02T07:59', null],
    ['2026-12-02T08:00', endOf('2026-12-02')],
  ] as const)('at %s are those until then', ([now, expected]) => {
    expect(until(now)).toBe(expected)
  })

  test('are none where no reminder goes days before', () => {
    expect(until('2026-12-01T18:00', { daysBefore: 0 })).toBe(null)
  })

  test('two hours before are those within two hours, by day and by night, unless it is off', () => {
    const now = instant('2026-12-02T06:30')

    expect(remindsUntil('hours_before', rules, now)).toBe(instant('2026-12-02T08:30'))
    expect(remindsUntil('hours_before', with_({ isHoursBefore: false }), now)).toBe(null)
  })

  test('are always those whose own moment has passed, for any rule and time', () => {
    const minute = 60_000
    fc.assert(
      fc.property(
        fc.record({ daysBefore: fc.integer({ min: 1, max: 14 }), hour: fc.integer({ min: 8, max: 20 }) }),
        fc.integer({ min: 0, max: 60 * 24 * 40 }),
        fc.integer({ min: 0, max: 60 * 24 * 40 }),
        (more, nowMinutes, startMinutes) => {
          const own = with_(more)
          const [now, startsAt] = [longAgo + nowMinutes * minute, longAgo + startMinutes * minute]
          const last = remindsUntil('days_before', own, now)
          fc.pre(last !== null)
          expect(startsAt <= (last ?? 0)).toBe(reminderMoment('days_before', own, startsAt) <= now)
        },
      ),
    )
  })
})

describe('a reminder is worth sending', () => {
  const days = (now: string, one = visit('2026-12-02T10:00')) =>
    isWorthReminding('days_before', rules, one, instant(now))
  const hours = (now: string, one = visit('2026-12-02T10:00')) =>
    isWorthReminding('hours_before', rules, one, instant(now))

  test('days before until the two-hours one is due', () => {
    expect(days('2026-12-01T18:00')).toBe(true)
    expect(days('2026-12-02T07:59')).toBe(true)
    expect(days('2026-12-02T08:00')).toBe(false)
  })

  test('two hours before until half an hour before the visit', () => {
    expect(hours('2026-12-02T08:00')).toBe(true)
    expect(hours('2026-12-02T09:30')).toBe(true)
    expect(hours('2026-12-02T09:31')).toBe(false)
  })

  test('not to whom the booking or a change has told the time within the hour before its moment, or later', () => {
    const told = (at: string) => visit('2026-12-02T10:00', instant(at))

    expect(days('2026-12-01T18:00', told('2026-12-01T17:00'))).toBe(true)
    expect(days('2026-12-01T18:00', told('2026-12-01T17:01'))).toBe(false)
    expect(days('2026-12-01T19:00', told('2026-12-01T18:30'))).toBe(false)
    expect(hours('2026-12-02T08:00', told('2026-12-02T07:00'))).toBe(true)
    expect(hours('2026-12-02T08:00', told('2026-12-02T07:01'))).toBe(false)
  })
})
