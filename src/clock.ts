import { DateTime, IANAZone } from 'luxon'

/** Unix milliseconds. */
export type Instant = number

/** A day of the office's calendar, `YYYY-MM-DD`. */
export type LocalDate = string

export type Clock = { now: () => Instant }

/** The real clock, or one that starts at `startAt` now and then runs on, `speed` times as fast. */
export function createClock(startAt?: Instant, speed = 1): Clock {
  const since = Date.now()
  const from = startAt ?? since
  return { now: () => from + (Date.now() - since) * speed }
}

const quarter = 900_000
const offsetsKeptMax = 20_000
const offsets = new Map<string, Map<number, number>>()

/**
 * Milliseconds that local time is ahead of UTC. Luxon knows; since offsets only ever change on a quarter of an
 * hour and are asked for a thousand times a second, its answers are kept.
 */
function offsetAt(at: Instant, timeZone: string): number {
  let ofZone = offsets.get(timeZone)
  if (!ofZone || ofZone.size > offsetsKeptMax) {
    ofZone = new Map()
    offsets.set(timeZone, ofZone)
  }
  const part = Math.floor(at / quarter)
  const known = ofZone.get(part)
  if (known !== undefined) return known
  const offset = DateTime.fromMillis(at, { zone: timeZone }).offset * 60_000
  ofZone.set(part, offset)
  return offset
}

/** Local time written as if it were UTC. */
function localAsUtc(at: Instant, timeZone: string): Date {
  return new Date(wallMilliseconds(at, timeZone))
}

/** What the clock on the wall shows at `at`, in milliseconds as if it stood in UTC: what spreadsheets count. */
export function wallMilliseconds(at: Instant, timeZone: string): number {
  return at + offsetAt(at, timeZone)
}

/** The day on which `at` falls in `timeZone`. */
export function dateOf(at: Instant, timeZone: string): LocalDate {
  return isoDay(Math.floor(wallMilliseconds(at, timeZone) / dayMilliseconds))
}

/** Minutes after local midnight at `at`. */
export function minuteOf(at: Instant, timeZone: string): number {
  const local = localAsUtc(at, timeZone)
  return local.getUTCHours() * 60 + local.getUTCMinutes()
}

const dayMilliseconds = 86_400_000

/** The instant of a local day and minute; a time that the clocks skip is the one after the gap. */
export function instantOf(date: LocalDate, minute: number, timeZone: string): Instant {
  const asUtc = Date.parse(date) + minute * 60_000
  const offset = offsetAt(asUtc - dayMilliseconds, timeZone)
  if (offset === offsetAt(asUtc + dayMilliseconds, timeZone)) return asUtc - offset
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
  return isoDay(Date.parse(date) / dayMilliseconds + days)
}

/** First day of the month of `date`, plus whole months. */
export function monthStart(date: LocalDate, months = 0): LocalDate {
  return DateTime.fromISO(date, { zone: 'utc' }).startOf('month').plus({ months }).toFormat('yyyy-MM-dd')
}

/** All days from `from` to `to`, both included. */
export function daysBetween(from: LocalDate, to: LocalDate): LocalDate[] {
  const first = Date.parse(from) / dayMilliseconds
  return Array.from({ length: Math.max(0, daysApart(from, to) + 1) }, (_, index) => isoDay(first + index))
}

/** How many days `to` is after `from`. */
export function daysApart(from: LocalDate, to: LocalDate): number {
  return (Date.parse(to) - Date.parse(from)) / dayMilliseconds
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

const isoDays = new Map<number, string>()
const daysKeptMax = 5000

/** The local day with this number of days after 1970; a file of a year names each a thousand times. */
function isoDay(day: number): string {
  const known = isoDays.get(day)
  if (known !== undefined) return known
  if (isoDays.size >= daysKeptMax) isoDays.clear()
  const text = new Date(day * dayMilliseconds).toISOString().slice(0, 10)
  isoDays.set(day, text)
  return text
}

/** ISO 8601 with the office's offset, to the second: `2026-12-01T09:00:00+09:00`. */
export function isoOf(at: Instant, timeZone: string): string {
  const offset = offsetAt(at, timeZone)
  const day = Math.floor((at + offset) / dayMilliseconds)
  const second = Math.floor((at + offset) / 1000) - day * 86_400
  const sign = offset < 0 ? '-' : '+'
  return `${isoDay(day)}T${clockTime(Math.floor(second / 60))}:${twoDigits[second % 60]}${sign}${clockTime(Math.abs(offset) / 60_000)}`
}

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))

/** Minutes after midnight as `HH:MM`. */
export function clockTime(minute: number): string {
  return `${twoDigits[Math.floor(minute / 60)]}:${twoDigits[minute % 60]}`
}

/** Minutes after midnight of exactly `HH:MM`, with `24:00` as the end of a day; else null. */
export function parseTime(text: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? []
  if (hours === undefined) return text === '24:00' ? 1440 : null
  return Number(hours) * 60 + Number(minutes)
}

/** Whether there is a time zone of this name. */
export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name)
}
