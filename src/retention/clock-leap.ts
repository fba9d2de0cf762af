import type { Db } from '#db/store.ts'
import type { LocalDate } from '../clock.ts'
import { type ClockLeap, doubtedDays, leapIn } from '../wrong-clock/leap.ts'
import { purgeDates } from './purge-queries.ts'

/**
 * Whether the clock may have been put forward within the last three days, by the days on which nights of erasing were
 * done; nothing is erased before `until`. What a clock years ahead would erase is gone for good; what is erased three
 * days late after a long pause is not missed by anybody.
 */
export async function clockLeap(db: Db, officeId: number, date: LocalDate): Promise<ClockLeap | null> {
  return leapIn(await purgeDates(db, { officeId, until: date, count: doubtedDays + 1 }), date)
}
