import { addDays, daysApart, type LocalDate } from '../clock.ts'

/** `after` the last day before it nothing is known of; the clock is doubted before `until`. */
export type ClockLeap = { after: LocalDate; until: LocalDate }

/** So many days of which nothing is known are a server that was off; more may as well be a clock put forward. */
const missedDaysMax = 7
/** Long enough for somebody to notice a wrong clock: every opening time and every call shows it. */
export const doubtedDays = 3

/**
 * Whether the clock may have been put forward within the last three days, by the days on which something was done that
 * is done every day: the newest first and none after `date`.
 */
export function leapIn(dates: readonly LocalDate[], date: LocalDate): ClockLeap | null {
  for (const [index, later] of dates.entries()) {
    const earlier = dates[index + 1]
    const isDoubted = daysApart(later, date) < doubtedDays
    if (isDoubted && earlier !== undefined && daysApart(earlier, later) > missedDaysMax)
      return { after: earlier, until: addDays(later, doubtedDays) }
  }
  return null
}
