import type { Appointment } from '../booking/appointment.ts'
import { addDays, dateOf, type Instant, type LocalDate, minuteOf } from '../clock.ts'
import type { Counter, Office, Service } from '../offices/office.ts'
import { businessDate } from '../queue/day.ts'
import { openingOf, usableHours } from '../slots/opening.ts'

export type CheckInRefusal = 'not_booked' | 'not_today' | 'check_in_not_open' | 'day_over'

/** From when a booked visitor may check in by phone or kiosk; reception may do it all day. */
export function checkInOpensAt(office: Office, startsAt: Instant): Instant {
  return startsAt - office.rules.checkInOpensMinutesBefore * 60_000
}

/** Why a booking cannot be checked in now, or null. Coming late is no refusal: it only costs the priority. */
export function refuseCheckIn(
  office: Office,
  { state, leg }: Appointment,
  now: Instant,
  isByStaff: boolean,
): CheckInRefusal | null {
  if (state !== 'booked') return 'not_booked'
  const today = businessDate(office, now)
  const date = businessDate(office, leg.startsAt)
  if (date > today) return 'not_today'
  if (date < today) return 'day_over'
  return !isByStaff && now < checkInOpensAt(office, leg.startsAt) ? 'check_in_not_open' : null
}

/** What the owner of a booking can do about arriving now; null on other days and when it is not booked. */
export type Arrival = { kind: 'early'; opensAt: Instant } | { kind: 'open'; isLate: boolean }

export function arrivalNow(office: Office, appointment: Appointment, now: Instant): Arrival | null {
  const refusal = refuseCheckIn(office, appointment, now, false)
  const { startsAt } = appointment.leg
  if (refusal === 'check_in_not_open') return { kind: 'early', opensAt: checkInOpensAt(office, startsAt) }
  if (refusal) return null
  return { kind: 'open', isLate: now > startsAt + office.rules.lateGraceMinutes * 60_000 }
}

const queueBeforeOpeningMinutes = 60

/** Whether a kiosk gives tickets of a counter now: from an hour before it opens until it closes. */
export function isTakingTickets(
  office: Office,
  counter: Counter,
  services: readonly Service[],
  now: Instant,
): boolean {
  const minute = minuteOf(now, office.timeZone)
  const opening = openingOf(office, counter, dateOf(now, office.timeZone))
  return usableHours(opening, services).some(
    ({ from, to }) => from - queueBeforeOpeningMinutes <= minute && minute < to,
  )
}

const daysLookedAhead = 60

/** When a kiosk gives tickets of a counter for these services next: the counter's day and opening minute. */
export function nextOpening(
  office: Office,
  counter: Counter,
  services: readonly Service[],
  now: Instant,
): { date: LocalDate; minute: number } | null {
  const today = dateOf(now, office.timeZone)
  for (let days = 0; days <= daysLookedAhead; days += 1) {
    const date = addDays(today, days)
    const hours = usableHours(openingOf(office, counter, date), services)
    const next = hours.find(({ from }) => days > 0 || from > minuteOf(now, office.timeZone))
    if (next) return { date, minute: next.from }
  }
  return null
}
