import type { Db } from '#db/store.ts'
import { dateOf, type Instant } from '../clock.ts'
import { leapIn } from './leap.ts'
import { lastCheckedAt } from './queries.ts'

/** A check each night, and one more for every day that went by without: enough for the days of doubt. */
const checksRead = 10

/** Whether the clock may have been put forward within the last days, by the nights on which all was looked at. */
export async function isClockDoubted(db: Db, now: Instant, timeZone: string): Promise<boolean> {
  const today = dateOf(now, timeZone)
  const checkedAt = await lastCheckedAt(db, now, checksRead)
  return leapIn([today, ...checkedAt.map(at => dateOf(at, timeZone))], today) !== null
}
