import { DateTime } from 'luxon'
import type { LocalDate } from '#src/clock.ts'

// Made once: making it costs more than all it formats on a page.
const format = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  era: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

/** The Japanese year of a day: 令和8年. */
export function eraYear(date: LocalDate): string {
  return format.format(DateTime.fromISO(date, { zone: 'utc' }).toMillis())
}
