import { addDays, dateOf, type Instant, instantOf, minuteOf } from '../clock.ts'
import type { NoticeRules } from '../offices/notices.ts'

export const reminderKinds = ['days_before', 'hours_before'] as const
export type ReminderKind = (typeof reminderKinds)[number]

const hour = 3_600_000

/** The second reminder goes two hours before the visit. */
const hoursBefore = 2

/** Whoever was told of the visit within the hour before its reminder's moment needs none. */
const freshMilliseconds = hour

/** In the last half hour a reminder changes nothing any more. */
const usefulMilliseconds = hour / 2

const night = { fromMinute: 21 * 60, toMinute: 8 * 60 }

type Rules = { notices: NoticeRules; timeZone: string }

/** When the reminder of a kind goes for a visit, though that may be at night. */
export function reminderMoment(kind: ReminderKind, { notices, timeZone }: Rules, startsAt: Instant): Instant {
  if (kind === 'hours_before') return startsAt - hoursBefore * hour
  const date = addDays(dateOf(startsAt, timeZone), -notices.daysBefore)
  return instantOf(date, notices.hour * 60, timeZone)
}

/**
 * Until when the visits begin whose reminder's moment has come; null when none may go now: it is switched off, or
 * it is night (21:00 to 8:00), in which only the one two hours before goes.
 */
export function remindsUntil(kind: ReminderKind, { notices, timeZone }: Rules, now: Instant): Instant | null {
  if (kind === 'hours_before') return notices.isHoursBefore ? now + hoursBefore * hour : null
  const minute = minuteOf(now, timeZone)
  const isNight = minute >= night.fromMinute || minute < night.toMinute
  if (notices.daysBefore === 0 || isNight) return null
  const today = dateOf(now, timeZone)
  const last = addDays(today, minute < notices.hour * 60 ? notices.daysBefore - 1 : notices.daysBefore)
  return instantOf(addDays(last, 1), 0, timeZone) - 1
}

type Visit = {
  startsAt: Instant
  /** When the visitor was last told its time: by the booking or the change itself. */
  toldAt: Instant
}

/**
 * Whether a visit whose reminder's moment has come is still reminded of. One that is late, after an outage, is of
 * use days before until the two-hours one is due, and that until half an hour before the visit.
 */
export function isWorthReminding(kind: ReminderKind, rules: Rules, visit: Visit, now: Instant): boolean {
  const { startsAt, toldAt } = visit
  if (toldAt > reminderMoment(kind, rules, startsAt) - freshMilliseconds) return false
  return kind === 'days_before' ? now < startsAt - hoursBefore * hour : now <= startsAt - usefulMilliseconds
}
