import { addDays, type Instant, instantOf } from '../clock.ts'
import type { Counter, Office } from '../offices/office.ts'
import { businessDate } from '../queue/day.ts'
import { plainNumber } from './day-booking.ts'

/** The serial of a paper number of a counter, typed as `5`, `P05` or `A-P05` in any width; NaN for anything else. */
export function parsePaperSerial({ ticketPrefix }: Pick<Counter, 'ticketPrefix'>, typed: string): number {
  const plain = plainNumber(typed)
  const start = [`${ticketPrefix}P`, 'P'].find(letters => plain.startsWith(letters)) ?? ''
  const digits = plain.slice(start.length)
  return /^\d{1,2}$/.test(digits) ? Number(digits) : Number.NaN
}

/** When a time of day, typed as `9:05` or `0905` in any width, was on the business day; NaN for anything else. */
export function parseArrival(office: Office, typed: string, now: Instant): Instant {
  const [, hour, minute] = /^([01]?\d|2[0-3]):?([0-5]\d)$/.exec(typed.normalize('NFKC').trim()) ?? []
  if (hour === undefined) return Number.NaN
  const minutes = Number(hour) * 60 + Number(minute)
  const today = businessDate(office, now)
  // The small hours before the day turns are its last ones.
  const date = minutes < office.day.dayTurnsMinute ? addDays(today, 1) : today
  return instantOf(date, minutes, office.timeZone)
}
