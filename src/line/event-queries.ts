import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

/** Takes an event for itself; false when it has been dealt with, here or by another server. */
export async function claimEvent(
  db: Db,
  { officeId, key, now }: { officeId: number; key: string; now: Instant },
): Promise<boolean> {
  const rows = await db
    .insertInto('line_events')
    .values({ office_id: officeId, event_key: key, received_at: now })
    .onConflict(conflict => conflict.doNothing())
    .returning('received_at')
    .execute()
  return rows.length > 0
}
