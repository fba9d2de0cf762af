import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import { clockLeap } from '../wrong-clock/clock-leap.ts'
import { forgetReminders } from './queries.ts'

const keptMilliseconds = 7 * 24 * 3_600_000

/**
 * Forgets what was decided about visits that are long over. Not while the clock may have been put forward: whoever has
 * been reminded of a visit that is yet to come would be reminded again.
 */
export async function forgetOldReminders(db: Db, now: Instant): Promise<void> {
  if (await clockLeap(db, now, 'UTC')) return
  await forgetReminders(db, now - keptMilliseconds)
}
