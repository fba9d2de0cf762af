import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

/** When the last nightly checks were begun, the newest first and none after `now`. */
export async function lastCheckedAt(db: Db, now: Instant, count: number): Promise<Instant[]> {
  const rows = await db
    .selectFrom('invariant_checks')
    .select('started_at')
    .where('started_at', '<=', now)
    .orderBy('started_at', 'desc')
    .limit(count)
    .execute()
  return rows.map(row => row.started_at)
}
