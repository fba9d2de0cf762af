import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { EndReason } from './entry.ts'

/** Takes somebody out of the line for as long as an offer is theirs; false when they do not wait any more. */
export async function claimWaiting(db: Db, entryId: number): Promise<boolean> {
  const result = await db
    .updateTable('waitlist_entries')
    .set({ state: 'offered' })
    .where('id', '=', entryId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Keeps other deeds on an entry waiting until this transaction ends; false once the wait is over. */
export async function lockEntry(db: Db, entryId: number): Promise<boolean> {
  const result = await db
    .updateTable('waitlist_entries')
    .set(eb => ({ passed: eb.ref('passed') }))
    .where('id', '=', entryId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Puts somebody back to where they stood in the line. */
export async function backInLine(db: Db, entryId: number, passed: number): Promise<void> {
  await db
    .updateTable('waitlist_entries')
    .set({ state: 'waiting', passed })
    .where('id', '=', entryId)
    .where('ended_at', 'is', null)
    .execute()
}

/** Ends a wait, and erases who it was. */
export async function endWait(
  db: Db,
  entryId: number,
  { reason, at, passed }: { reason: EndReason; at: Instant; passed?: number },
): Promise<void> {
  const state = reason === 'booked' ? 'booked' : reason === 'left' ? 'left' : 'ended'
  await db
    .updateTable('waitlist_entries')
    .set({
      ...{ state, end_reason: reason, ended_at: at, wish_key: null },
      ...{ name: null, email: null, phone: null, email_key: null, phone_key: null },
      ...(passed !== undefined && { passed }),
    })
    .where('id', '=', entryId)
    .where('ended_at', 'is', null)
    .execute()
}
