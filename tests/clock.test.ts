import * as fc from 'fast-check'
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import {
  addDays,
  clockTime,
  createClock,
  dateOf,
  daysBetween,
  instantOf,
  isoOf,
  minuteOf,
  monthStart,
  parseDate,
  parseInstant,
  wallMilliseconds,
  weekdayOf,
} from '#src/clock.ts'

const tokyo = 'Asia/Tokyo'
const days = fc.integer({ min: 0, max: 30_000 }).map(count => DateTime.utc(1970).plus({ days: count }))

test('the process runs in a time zone of its own, which none of these tests notices', () => {
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(process.env.TZ)
  expect(process.env.TZ).not.toBe(tokyo)
})

test('a clock runs on from where it is started', () => {
  const startAt = Date.UTC(2026, 11, 1)
  const now = createClock(startAt).now()

  expect(now).toBeGreaterThanOrEqual(startAt)
  expect(now).toBeLessThan(startAt + 60_000)
  expect(Math.abs(createClock().now() - Date.now())).toBeLessThan(60_000)
})

test('a clock may run faster than real time, from where it is started', async () => {
  const startAt = Date.UTC(2026, 11, 1)
  const clock = createClock(startAt, 600)
  const since = Date.now()
  await new Promise(resolve => setTimeout(resolve, 50))
  const passed = Date.now() - since

  expect(clock.now() - startAt).toBeGreaterThanOrEqual(passed * 600)
  expect(clock.now() - startAt).toBeLessThan((passed + 1000) * 600)
  expect(Number.isInteger(clock.now())).toBe(true)
})

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2028-02-29', 366, '2029-03-01'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2027-01-01', -1, '2026-12-31'],
  ['2026-03-31', 1, '2026-04-01'],
  ['2026-11-01', 0, '2026-11-01'],
])('%s plus %i days is %s', (date, count, later) => {
  expect(addDays(date, count)).toBe(later)
})

test('days are added and named as the calendar does, in every year', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -800, max: 800 }), (day, count) => {
      const date = day.toFormat('yyyy-MM-dd')
      expect(addDays(date, count)).toBe(day.plus({ days: count }).toFormat('yyyy-MM-dd'))
      expect(weekdayOf(date)).toBe(day.weekday)
    }),
    { seed: 1, numRuns: 2000 },
  )
})

test.each([
  ['2026-12-15', 0, '2026-12-01'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2026-01-31', 1, '2026-02-01'],
  ['2026-01-31', -1, '2025-12-01'],
])('the month of %s plus %i begins on %s', (date, months, first) => {
  expect(monthStart(date, months)).toBe(first)
})

test('days between two are both of them and all in the middle, or none', () => {
  expect(daysBetween('2026-12-30', '2027-01-02')).toEqual([
    '2026-12-30',
    '2026-12-31',
    '2027-01-01',
    '2027-01-02',
  ])
  expect(daysBetween('2026-12-30', '2026-12-30')).toEqual(['2026-12-30'])
  expect(daysBetween('2026-12-31', '2026-12-30')).toEqual([])
})

test('an instant in Tokyo is nine hours before the same hour of UTC', () => {
  expect(instantOf('2026-12-01', 0, tokyo)).toBe(Date.UTC(2026, 10, 30, 15))
  expect(instantOf('2026-12-01', 17 * 60 + 30, tokyo)).toBe(Date.UTC(2026, 11, 1, 8, 30))
  expect(instantOf('2026-12-01', 24 * 60, tokyo)).toBe(instantOf('2026-12-02', 0, tokyo))
})

test.each([
  ['a day before the change', '2027-03-27', 9 * 60, '2027-03-27T08:00:00Z'],
  ['the day clocks go forward', '2027-03-28', 9 * 60, '2027-03-28T07:00:00Z'],
  ['the day clocks go back', '2027-10-31', 9 * 60, '2027-10-31T08:00:00Z'],
  ['the night before it', '2027-10-31', 60, '2027-10-30T23:00:00Z'],
])('an instant in Berlin is right on %s', (_, date, minute, utc) => {
  expect(instantOf(date, minute, 'Europe/Berlin')).toBe(Date.parse(utc))
})

test('an instant is on the day and minute it was made of, wherever the office is', () => {
  const zones = fc.constantFrom(
    tokyo,
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
  )
  const officeHours = fc.integer({ min: 6 * 60, max: 23 * 60 })
  fc.assert(
    fc.property(days, officeHours, zones, (day, minute, zone) => {
      const date = day.toFormat('yyyy-MM-dd')
      const at = instantOf(date, minute, zone)
      expect([dateOf(at, zone), minuteOf(at, zone)]).toEqual([date, minute])
    }),
    { seed: 2, numRuns: 2000 },
  )
})

test.each(['2026-12-01', '2028-02-29', '1970-01-01', '9998-12-31'])('%s is a day', text => {
  expect(parseDate(text)).toBe(text)
})

test.each([
  '2026-02-29',
  '2027-02-29',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-12-00',
  '2026-12-32',
  '1969-12-31',
  '9999-01-01',
  '0000-01-01',
  '2026-1-1',
  '26-12-01',
  '２０２６-１２-０１',
  '2026/12/01',
  '2026-12-01 ',
  '2026-12-01T09:00',
  '',
  '2026-W49-1',
  '20261201',
  '+02026-12-01',
  '2026-12-01\n',
])('%j is no day', text => {
  expect(parseDate(text)).toBeNull()
})

test.each([
  ['2026-12-01T09:00+09:00', '2026-12-01T00:00:00Z'],
  ['2026-12-01T09:00:30.5+09:00', '2026-12-01T00:00:30.500Z'],
  ['2026-12-01T00:00:00Z', '2026-12-01T00:00:00Z'],
  ['2026-11-30T23:00:00-01:00', '2026-12-01T00:00:00Z'],
  ['2026-12-01T09:00+0900', '2026-12-01T00:00:00Z'],
])('%s is an instant', (text, utc) => {
  expect(parseInstant(text)).toBe(Date.parse(utc))
})

test.each([
  '2026-12-01',
  '2026-12-01T09:00',
  '2026-12-01T24:00+09:00',
  '2026-12-01T25:00+09:00',
  '2026-12-01T9:60+09:00',
  '2026-12-01T09:60+09:00',
  '2026-02-29T09:00+09:00',
  '2026-12-01T09:00:60+09:00',
  '2026-12-01 09:00+09:00',
  '2026-12-01T09:00+24:00',
  '2026-12-01T09:00Z ',
  '2026-12-01T09:00z',
  '',
  'now',
  '1796083200000',
  '2026-12-01T09:00JST',
])('%j is no instant', text => {
  expect(parseInstant(text)).toBeNull()
})

test('an instant is written with the offset of the office and read back', () => {
  const at = Date.parse('2026-12-01T00:00:00Z')

  expect(isoOf(at, tokyo)).toBe('2026-12-01T09:00:00+09:00')
  expect(isoOf(Date.parse('2027-07-01T00:00:00Z'), 'Europe/Berlin')).toBe('2027-07-01T02:00:00+02:00')
  expect(parseInstant(isoOf(at, tokyo))).toBe(at)
})

test('any instant is written as luxon writes it, before and after 1970 and around every change of clocks', () => {
  const zones = fc.constantFrom(tokyo, 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'UTC')
  const instants = fc.integer({ min: Date.parse('1960-01-01'), max: Date.parse('2099-12-31') })
  fc.assert(
    fc.property(instants, zones, (at, zone) => {
      const local = DateTime.fromMillis(at, { zone })
      expect(isoOf(at, zone)).toBe(local.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ"))
      expect(wallMilliseconds(at, zone)).toBe(local.setZone('utc', { keepLocalTime: true }).toMillis())
    }),
  )
})

test.each([
  [0, '00:00'],
  [545, '09:05'],
  [1439, '23:59'],
  [1440, '24:00'],
])('minute %i of a day is %s', (minute, text) => {
  expect(clockTime(minute)).toBe(text)
})
