import { DateTime } from 'luxon'

/** Unix milliseconds. */
export type Instant = number

/** A day of the office's calendar, `YYYY-MM-DD`. */
export type LocalDate = string

export type Clock = { now: () => Instant }

/** The real clock, or one that starts at `startAt` now and then runs on. */
export function createClock(startAt?: Instant): Clock {
  const ahead = startAt === undefined ? 0 : startAt - Date.now()
  return { now: () => Date.now() + ahead }
}

/** The day on which `at` falls in `timeZone`. */
export function dateOf(at: Instant, timeZone: string): LocalDate {
  return DateTime.fromMillis(at, { zone: timeZone }).toFormat('yyyy-MM-dd')
}

/** Minutes after local midnight at `at`. */
export function minuteOf(at: Instant, timeZone: string): number {
  const local = DateTime.fromMillis(at, { zone: timeZone })
  return local.hour * 60 + local.minute
}

/** The instant of a local day and minute. */
export function instantOf(date: LocalDate, minute: number, timeZone: string): Instant {
  return DateTime.fromISO(date, { zone: timeZone })
    .set({ hour: Math.floor(minute / 60), minute: minute % 60 })
    .toMillis()
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(date).getUTCDay() || 7
}

/** `date` plus whole days. Asked for dozens of times by one question, so in UTC days instead of luxon's. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}

/** First day of the month of `date`, plus whole months. */
export function monthStart(date: LocalDate, months = 0): LocalDate {
  return DateTime.fromISO(date, { zone: 'utc' }).startOf('month').plus({ months }).toFormat('yyyy-MM-dd')
}

/** All days from `from` to `to`, both included. */
export function daysBetween(from: LocalDate, to: LocalDate): LocalDate[] {
  const days: LocalDate[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) days.push(date)
  return days
}

/** A real calendar day in exactly `YYYY-MM-DD`, else null: 2026-02-29 is no day. */
export function parseDate(text: string): LocalDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const day = DateTime.fromISO(text, { zone: 'utc' })
  return day.isValid && day.year >= 1970 && day.year <= 9998 ? text : null
}

const isoInstant =
  /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)$/

/** An ISO 8601 instant with a date that exists and an offset, else null. */
export function parseInstant(text: string): Instant | null {
  if (!isoInstant.test(text) || !parseDate(text.slice(0, 10))) return null
  const at = DateTime.fromISO(text)
  return at.isValid ? at.toMillis() : null
}

/** ISO 8601 with the office's offset, to the second: `2026-12-01T09:00:00+09:00`. */
export function isoOf(at: Instant, timeZone: string): string {
  return DateTime.fromMillis(at, { zone: timeZone }).toISO({ suppressMilliseconds: true }) ?? ''
}

/** Minutes after midnight as `HH:MM`. */
export function clockTime(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
