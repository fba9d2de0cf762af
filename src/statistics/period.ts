import { addDays, daysBetween, type LocalDate, monthStart, parseDate, weekdayOf } from '../clock.ts'
import type { Grain, Period } from './figures.ts'

/** The fiscal year (年度) of a business day, named by the year in which its April lies. */
export function fiscalYearOf(date: LocalDate): number {
  const year = Number(date.slice(0, 4))
  return date.slice(5, 7) < '04' ? year - 1 : year
}

const starts: Record<Grain, (date: LocalDate) => LocalDate> = {
  day: date => date,
  week: date => addDays(date, 1 - weekdayOf(date)),
  month: date => `${date.slice(0, 7)}-01`,
  fiscal_year: date => `${fiscalYearOf(date)}-04-01`,
}

const following: Record<Grain, (start: LocalDate) => LocalDate> = {
  day: start => addDays(start, 1),
  week: start => addDays(start, 7),
  month: start => monthStart(start, 1),
  fiscal_year: start => monthStart(start, 12),
}

/** The day, week, month or fiscal year in which a business day lies. */
export function periodOf(date: LocalDate, grain: Grain): Period {
  return { grain, start: starts[grain](date) }
}

/** The last day of a period. */
export function endOf({ grain, start }: Period): LocalDate {
  return addDays(following[grain](start), -1)
}

/** All days of a period, open or not. */
export function datesOf(period: Period): LocalDate[] {
  return daysBetween(period.start, endOf(period))
}

export function nextPeriod({ grain, start }: Period): Period {
  return { grain, start: following[grain](start) }
}

export function previousPeriod({ grain, start }: Period): Period {
  return periodOf(addDays(start, -1), grain)
}

/**
 * How a period is written in addresses and files: `2026-12-01`, `week-2026-11-30` by its Monday, `2026-12`,
 * `fy2026`. Weeks have no numbers: a week's year is not always its days' year.
 */
export function periodKey({ grain, start }: Period): string {
  if (grain === 'week') return `week-${start}`
  if (grain === 'month') return start.slice(0, 7)
  return grain === 'fiscal_year' ? `fy${start.slice(0, 4)}` : start
}

/** The period that is written so; null for a day that does not exist and for a week that begins on no Monday. */
export function parsePeriod(key: string): Period | null {
  const { grain, date } = written(key)
  const start = parseDate(date)
  if (start === null) return null
  const period = periodOf(start, grain)
  return period.start === start ? period : null
}

function written(key: string): { grain: Grain; date: string } {
  if (key.startsWith('week-')) return { grain: 'week', date: key.slice(5) }
  if (key.startsWith('fy')) return { grain: 'fiscal_year', date: `${key.slice(2)}-04-01` }
  return key.length === 7 ? { grain: 'month', date: `${key}-01` } : { grain: 'day', date: key }
}

/** The month with which a period is closed: that of its last day. */
export function closingMonthOf(period: Period): LocalDate {
  return monthStart(endOf(period))
}
