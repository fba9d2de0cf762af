import { expect, test } from 'vitest'
import { daysBetween } from '#src/clock.ts'
import { isAfterHoliday, loadOf, paceOf, seasonOf } from '#src/history/season.ts'
import { congestion } from './history.ts'

const monthMean = (month: string, last: string) => {
  const days = daysBetween(`2026-${month}-01`, `2026-${month}-${last}`)
  return days.reduce((sum, date) => sum + seasonOf(congestion, date), 0) / days.length
}

test('the middle of March until early April is fullest, and the months are as full as they are said to be', () => {
  expect(seasonOf(congestion, '2026-03-14')).toBeLessThan(seasonOf(congestion, '2026-03-15') / 1.5)
  expect(seasonOf(congestion, '2026-04-11')).toBeLessThan(seasonOf(congestion, '2026-04-10'))
  expect(monthMean('03', '31')).toBeCloseTo(1.6, 1)
  expect(monthMean('04', '30')).toBeCloseTo(1.5, 1)
  expect(monthMean('08', '31')).toBeCloseTo(0.9)
})

test('a season is felt where people come because they move more than elsewhere', () => {
  const load = (counter: string) => loadOf(congestion, counter, '2026-03-24', false)

  expect(load('ido')).toBeGreaterThan(1.7)
  expect(load('seikatsu')).toBeLessThan(1.3)
})

test('Mondays and days after a holiday are fuller, a Monday after a holiday not twice', () => {
  const load = (date: string, isAfter: boolean) => loadOf(congestion, 'ido', date, isAfter)

  expect(load('2026-06-01', false) / load('2026-06-02', false)).toBeCloseTo(1.25)
  expect(load('2026-06-02', true) / load('2026-06-02', false)).toBeCloseTo(1.15)
  expect(load('2026-06-01', true)).toBe(load('2026-06-01', false))
  expect(load('2026-06-28', false) / load('2026-06-30', false)).toBeCloseTo(0.8)
})

test('a day comes after a holiday when the office was closed on a weekday before', () => {
  const closedOn = (date: string) => (other: string) => other !== date

  expect(isAfterHoliday('2026-05-07', closedOn('2026-05-06'))).toBe(true)
  expect(isAfterHoliday('2026-05-08', closedOn('2026-05-06'))).toBe(false)
  expect(isAfterHoliday('2026-05-11', closedOn('2026-05-10'))).toBe(false)
})

test('the office works faster in a full season, never slower in a quiet one', () => {
  expect(paceOf(0.9)).toBe(1)
  expect(paceOf(1)).toBe(1)
  expect(paceOf(1.9)).toBeCloseTo(0.82)
})
