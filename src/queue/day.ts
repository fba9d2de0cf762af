import { addDays, dateOf, type Instant, type LocalDate, minuteOf } from '../clock.ts'
import type { Counter, Office } from '../offices/office.ts'

/** The day whose queue is running: a night belongs to the day before until `dayTurnsMinute`. */
export function businessDate(office: Office, now: Instant): LocalDate {
  const date = dateOf(now, office.timeZone)
  return minuteOf(now, office.timeZone) < office.day.dayTurnsMinute ? addDays(date, -1) : date
}

/** What is called and shown of a window: `2` where its counter has one, else `2-3`. */
export function windowLabel(counter: Counter, number: number): string {
  return counter.windows > 1 ? `${counter.number}-${number}` : counter.number
}
