import { dateOf, type Instant, instantOf, minuteOf } from '../clock.ts'
import type { Counter, Office } from '../offices/office.ts'
import { openingOf } from '../slots/opening.ts'
import { bookingClosesAt } from '../slots/slot.ts'
import type { Entry } from './entry.ts'

const minute = 60_000

/** Offers go out by day only; what comes free later is everybody's until the morning. */
const offersFromMinute = 8 * 60
const offersToMinute = 20 * 60

/** Nobody is asked for an answer in less, nor offered a time that begins sooner than one can come. */
const answerMinutesMin = 10
const wayMinutes = 60

/** Whether offers go out at this time of day. */
export function isOfferTime(office: Pick<Office, 'timeZone'>, now: Instant): boolean {
  const at = minuteOf(now, office.timeZone)
  return offersFromMinute <= at && at < offersToMinute
}

/** Whether an offer can be told now: whoever left no address is told by staff, who are there while the counter is open. */
export function canBeTold(
  office: Office,
  counter: Counter,
  { person }: Pick<Entry, 'person'>,
  now: Instant,
): boolean {
  if (person?.email) return true
  const at = minuteOf(now, office.timeZone)
  const { hours } = openingOf(office, counter, dateOf(now, office.timeZone))
  return hours.some(({ from, to }) => from <= at && at < to)
}

/** The last moment at which an offer of a time could still be taken. */
export function lastAnswerAt(office: Office, counter: Counter, startsAt: Instant): Instant {
  const closesAt = bookingClosesAt(office, counter, dateOf(startsAt, office.timeZone))
  return Math.min(closesAt, startsAt - wayMinutes * minute)
}

/**
 * Until when an offer is kept: `offerMinutes` from now, in whole minutes. When the time is near, half of what is
 * left, so that the next in line has a chance too, but never less than ten minutes. Null: too near to offer.
 */
export function offerDeadline(offerMinutes: number, lastAt: Instant, now: Instant): Instant | null {
  const left = Math.floor((lastAt - now) / minute)
  if (left < answerMinutesMin) return null
  const minutes = Math.min(offerMinutes, Math.max(answerMinutesMin, Math.floor(left / 2)))
  return Math.min(Math.ceil(now / minute) * minute + minutes * minute, lastAt)
}

/** Whether a time can still be offered: that there is time to answer, and to come. */
export function canBeOffered(office: Office, counter: Counter, startsAt: Instant, now: Instant): boolean {
  return offerDeadline(office.waitlist.offerMinutes, lastAnswerAt(office, counter, startsAt), now) !== null
}

/** Whether nothing of these days can be offered any more. */
export function isOver(
  office: Office,
  counter: Counter,
  { toDate, toMinute }: { toDate: string; toMinute: number },
  now: Instant,
): boolean {
  const lastStart = instantOf(toDate, Math.min(toMinute, 24 * 60 - 1), office.timeZone)
  return now >= Math.min(bookingClosesAt(office, counter, toDate), lastStart) - answerMinutesMin * minute
}
