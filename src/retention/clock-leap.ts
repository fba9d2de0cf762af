import type { Db } from '#db/store.ts'
import { addDays, daysApart, type LocalDate } from '../clock.ts'
import { purgeDates } from './purge-queries.ts'

/** `after` the last day before it nothing is known of; nothing is erased before `until`. */
export type ClockLeap = { after: LocalDate; until: LocalDate }

/** So many days without a night's erasing are a server that was off; more may as well be a clock put forward. */
const missedDaysMax = 7
/** Long enough for somebody to notice a wrong clock: every opening time and every call shows it. */
const doubtedDays = 3

/**
 * Whether the clock may have been put forward within the last three days, by the days on which nights of erasing were
 * done. What a clock years ahead would erase is gone for good; what is erased three days late after a long pause is not
 * missed by anybody.
 */
export async function clockLeap(db: Db, officeId: number, date: LocalDate): Promise<ClockLeap | null> {
  return leapIn(await purgeDates(db, { officeId, until: date, count: doubtedDays + 1 }), date)
}

/** The same by days on which something was done that is done every day, the newest first and none after `date`. */
export function leapIn(dates: readonly LocalDate[], date: LocalDate): ClockLeap | null {
  for (const [index, later] of dates.entries()) {
    const earlier = dates[index + 1]
    const isDoubted = daysApart(later, date) < doubtedDays
    if (isDoubted && earlier !== undefined && daysApart(earlier, later) > missedDaysMax)
      return { after: earlier, until: addDays(later, doubtedDays) }
  }
  return null
}
