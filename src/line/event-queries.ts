import type { Db } from '#db/store.ts'
import { tokenHash } from '../access/token.ts'
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

/** Notes when somebody has blocked the account, of whom nothing but a digest is kept; an earlier block changes nothing. */
export async function noteBlock(
  db: Db,
  { officeId, userKey, at }: { officeId: number; userKey: string; at: Instant },
): Promise<void> {
  await db
    .insertInto('line_events')
    .values({ office_id: officeId, event_key: blockKey(userKey), received_at: at })
    .onConflict(conflict =>
      conflict
        .columns(['office_id', 'event_key'])
        .doUpdateSet({ received_at: at })
        .where('line_events.received_at', '<', at),
    )
    .execute()
}

/** When somebody last blocked the account; null where they have not, or so long ago that nothing of before is believed. */
export async function blockedAt(
  db: Db,
  { officeId, userKey }: { officeId: number; userKey: string },
): Promise<Instant | null> {
  const row = await db
    .selectFrom('line_events')
    .select('received_at')
    .where('office_id', '=', officeId)
    .where('event_key', '=', blockKey(userKey))
    .executeTakeFirst()
  return row?.received_at ?? null
}

function blockKey(userKey: string): string {
  return `blocked ${tokenHash(userKey)}`
}
