import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import { endLocked } from './decline.ts'
import { findEntry } from './entry-queries.ts'
import { lockEntry } from './state-queries.ts'
import { forgetLinksToWaits } from './token-queries.ts'

/**
 * Ends these waits, whatever they are about, and takes every link to them back, so that nothing tells whose they were.
 * Nobody is written to. Answers the times that become free by it.
 */
export async function forgetWaits(
  db: Db,
  office: Office,
  { entryIds, actor }: { entryIds: readonly number[]; actor: string },
  now: Instant,
): Promise<Instant[]> {
  const freed: Instant[] = []
  for (const entryId of entryIds) {
    const isWaiting = await lockEntry(db, entryId)
    const entry = isWaiting ? await findEntry(db, office, entryId) : null
    const place = entry && (await endLocked(db, entry, { actor, reason: 'removed' }, now))
    if (place) freed.push(place.startsAt)
  }
  if (entryIds.length > 0) await forgetLinksToWaits(db, { entryIds, appointmentIds: [] })
  return freed
}
