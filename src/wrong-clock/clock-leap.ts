import type { Db } from '#db/store.ts'
import { addDays, dateOf, daysApart, type Instant, type LocalDate } from '../clock.ts'
import { lastCheckedAt } from './queries.ts'

/** `after` the last day before it nothing is known of; the clock is doubted before `until`. */
export type ClockLeap = { after: LocalDate; until: LocalDate }

/** So many days of which nothing is known are a server that was off; more may as well be a clock put forward. */
const missedDaysMax = 7
/** Long enough for somebody to notice a wrong clock: every opening time and every call shows it. */
const doubtedDays = 3
/** A check each night, and one more for every day that went by without: enough for the days of doubt. */
const checksRead = 10

/**
 * Whether the clock may have been put forward within the last three days, by the nights on which all invariants were
 * looked at. What cannot be undone waits until then: what a clock years ahead would erase is gone for good, and what is
 * erased three days late after a long pause is not missed by anybody.
 */
export async function clockLeap(db: Db, now: Instant, timeZone: string): Promise<ClockLeap | null> {
  const today = dateOf(now, timeZone)
  const checkedAt = await lastCheckedAt(db, now, checksRead)
  const dates = [today, ...checkedAt.map(at => dateOf(at, timeZone))]
  for (const [index, later] of dates.entries()) {
    const earlier = dates[index + 1]
    const isDoubted = daysApart(later, today) < doubtedDays
    if (isDoubted && earlier !== undefined && daysApart(earlier, later) > missedDaysMax)
      return { after: earlier, until: addDays(later, doubtedDays) }
  }
  return null
}
