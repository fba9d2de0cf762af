import { DateTime } from 'luxon'
import type { Instant, LocalDate } from '#src/clock.ts'
import { datesIn } from './date-forms.ts'
import { eraYear } from './era.ts'

function local(at: Instant, timeZone: string): DateTime {
  return DateTime.fromMillis(at, { zone: timeZone })
}

/** A fiscal year in two parts: 令和5年度 · （2023年度）, FY2023 · (Reiwa 5). */
export function fiscalYearNames(fiscalYear: number, language: string): [string, string] {
  // The era changed on the first of May 2019: the fiscal year is named by the later one, as offices do.
  const may: LocalDate = `${fiscalYear}-05-01`
  if (language === 'ja') return [`${eraYear(may)}度`, `（${fiscalYear}年度）`]
  const format = new Intl.DateTimeFormat('en-u-ca-japanese', {
    era: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const parts = format.formatToParts(DateTime.fromISO(may, { zone: 'utc' }).toMillis())
  const part = (type: string) => parts.find(found => found.type === type)?.value ?? ''
  return [`FY${fiscalYear}`, ` (${part('era')} ${part('year')})`]
}

/** A fiscal year in full: 令和5年度（2023年度） · FY2023 (Reiwa 5). */
export function fiscalYearName(fiscalYear: number, language: string): string {
  return fiscalYearNames(fiscalYear, language).join('')
}

/** A day in full: 2026年（令和8年）12月1日（火曜日） · Tuesday 1 December 2026. */
export function longDate(date: LocalDate, language: string): string {
  return datesIn(language).long(utcDay(date))
}

/** A month, or that of its first day, in full: 2026年12月 · December 2026. */
export function longMonth(month: string, language: string): string {
  return datesIn(language).longMonth(utcDay(month))
}

/** A month of a known year: 12月 · Dec. */
export function shortMonth(month: string, language: string): string {
  const day = utcDay(month)
  return language === 'ja' ? `${day.month}月` : day.setLocale('en-GB').toFormat('LLL')
}

/** A day in this year: 12月1日（火） · Tue 1 Dec. */
export function shortDate(date: LocalDate, language: string): string {
  return datesIn(language).short(utcDay(date))
}

/** A day as a screen reader says it: 12月1日 火曜日 · Tuesday 1 December. */
export function spokenDate(date: LocalDate, language: string): string {
  return datesIn(language).spoken(utcDay(date))
}

/** A day of the week from 1 for Monday: 月曜日 · Monday. */
export function weekdayName(weekday: number, language: string): string {
  return datesIn(language).weekday(
    DateTime.fromObject({ weekYear: 2026, weekNumber: 1, weekday: weekday as 1 }, { zone: 'utc' }),
  )
}

/** A time of day in words: 9時00分 · 9:00. */
export function timeOf(at: Instant, timeZone: string, language: string): string {
  return datesIn(language).time(local(at, timeZone))
}

/** A time of day in figures: 9:00. */
export function figureTime(at: Instant, timeZone: string): string {
  return local(at, timeZone).toFormat('H:mm')
}

/** The same to the second: 9:00:05. */
export function secondTime(at: Instant, timeZone: string): string {
  return local(at, timeZone).toFormat('H:mm:ss')
}

/** Day and time in full. */
export function longDateTime(at: Instant, timeZone: string, language: string): string {
  const { long, time, join } = datesIn(language)
  const day = local(at, timeZone)
  return `${long(utcDay(day.toFormat('yyyy-MM-dd')))}${join}${time(day)}`
}

function utcDay(date: string): DateTime {
  return DateTime.fromISO(date, { zone: 'utc' })
}
