import { DateTime } from 'luxon'
import { paths } from '#src/paths.ts'
import type { Period } from '#src/statistics/figures.ts'
import { longDate, longMonth, shortDate } from '../text/dates.ts'
import { eraYear } from '../text/era.ts'
import type { Texts } from '../text/index.ts'

/** The page of a day, month or fiscal year, of the whole office or of one counter. */
export function pathOf({ grain, start }: Period, counter?: string): string {
  if (grain === 'month') return paths.figuresMonth(start.slice(0, 7), counter)
  return grain === 'fiscal_year'
    ? paths.figuresYear(start.slice(0, 4), counter)
    : paths.figuresDay(start, counter)
}

/** A period in full: 2026年12月 · December 2026; 令和8年度（2026年度） · fiscal year 2026. */
export function periodText(t: Texts, { grain, start }: Period, language: string): string {
  const day = DateTime.fromISO(start, { zone: 'utc' })
  if (grain === 'fiscal_year') return t.figures.year(day.year, eraYear(start))
  if (grain === 'month') return longMonth(start, language)
  return longDate(start, language)
}

/** As short as it stands in the rows of a table: 12月1日（火） · 2026年12月. */
export function rowText(t: Texts, period: Period, language: string): string {
  return period.grain === 'day' ? shortDate(period.start, language) : periodText(t, period, language)
}

/** The number of a month, as it stands below a bar. */
export function monthNumber(start: string): string {
  return String(Number(start.slice(5, 7)))
}

/** A Monday as it stands below a week: 12/1 · 1 Dec. */
export function weekText(start: string, language: string): string {
  const day = DateTime.fromISO(start, { zone: 'utc' })
  return language === 'ja' ? `${day.month}/${day.day}` : day.setLocale('en-GB').toFormat('d LLL')
}
