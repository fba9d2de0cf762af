import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, weekdayOf } from '#src/clock.ts'
import { grains } from '#src/statistics/figures.ts'
import {
  datesOf,
  endOf,
  fiscalYearOf,
  nextPeriod,
  parsePeriod,
  periodKey,
  periodOf,
  previousPeriod,
} from '#src/statistics/period.ts'

const dates = fc.integer({ min: 0, max: 25_000 }).map(days => addDays('2000-01-01', days))
const periods = fc.tuple(dates, fc.constantFrom(...grains)).map(([date, grain]) => periodOf(date, grain))

test('the fiscal year turns between 31 March and 1 April, not at new year', () => {
  expect(['2026-03-31', '2026-04-01', '2026-12-31', '2027-01-01', '2027-03-31'].map(fiscalYearOf)).toEqual([
    2025, 2026, 2026, 2026, 2026,
  ])
})

test('a day lies in its week from Monday, its month, and its fiscal year from April', () => {
  expect(grains.map(grain => periodOf('2027-01-03', grain).start)).toEqual([
    '2027-01-03',
    '2026-12-28',
    '2027-01-01',
    '2026-04-01',
  ])
  expect(periodOf('2027-01-04', 'week').start).toBe('2027-01-04')
})

test('a period ends on its last day, 29 February included', () => {
  expect(endOf({ grain: 'month', start: '2028-02-01' })).toBe('2028-02-29')
  expect(endOf({ grain: 'month', start: '2027-02-01' })).toBe('2027-02-28')
  expect(endOf({ grain: 'week', start: '2026-12-28' })).toBe('2027-01-03')
  expect(endOf({ grain: 'fiscal_year', start: '2027-04-01' })).toBe('2028-03-31')
  expect(datesOf({ grain: 'fiscal_year', start: '2027-04-01' })).toHaveLength(366)
  expect(datesOf({ grain: 'fiscal_year', start: '2026-04-01' })).toHaveLength(365)
})

test('the periods of a grain follow each other without a gap, forwards as backwards', () => {
  fc.assert(
    fc.property(periods, period => {
      const next = nextPeriod(period)
      expect(next.start).toBe(addDays(endOf(period), 1))
      expect(periodOf(next.start, period.grain)).toEqual(next)
      expect(previousPeriod(next)).toEqual(period)
      expect(datesOf(period).every(date => periodOf(date, period.grain).start === period.start)).toBe(true)
    }),
    { numRuns: 100 },
  )
})

test('a period is written and read again', () => {
  expect(periodKey(periodOf('2026-12-01', 'day'))).toBe('2026-12-01')
  expect(periodKey(periodOf('2026-12-01', 'week'))).toBe('week-2026-11-30')
  expect(periodKey(periodOf('2026-12-01', 'month'))).toBe('2026-12')
  expect(periodKey(periodOf('2026-12-01', 'fiscal_year'))).toBe('fy2026')
  fc.assert(
    fc.property(periods, period => {
      expect(parsePeriod(periodKey(period))).toEqual(period)
    }),
  )
})

test('a day at the turn of the year is written by its own year, whatever week it lies in', () => {
  expect(weekdayOf('2019-12-30')).toBe(1)
  expect(periodKey(periodOf('2019-12-31', 'day'))).toBe('2019-12-31')
  expect(periodKey(periodOf('2019-12-31', 'week'))).toBe('week-2019-12-30')
  expect(periodKey(periodOf('2019-12-31', 'month'))).toBe('2019-12')
})

test.for([
  '2026-02-29',
  '2026-04-31',
  '2026-13',
  '2026-00',
  'week-2026-12-01',
  'week-',
  'fy26',
  'fy２０２６',
  '２０２６-０４-０１',
  '2026-W49',
  '2026',
  '',
])('"%s" is no period', key => {
  expect(parsePeriod(key)).toBeNull()
})
