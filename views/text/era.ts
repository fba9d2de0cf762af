import { DateTime } from 'luxon'
import type { LocalDate } from '#src/clock.ts'

/** The Japanese year of a day: 令和8年. */
export function eraYear(date: LocalDate): string {
  const format = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
    era: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return format.format(DateTime.fromISO(date, { zone: 'utc' }).toMillis())
}
