import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

/** An offer to somebody who waits, with its hold, and how many offers and messages of offers they have had. */
export type KnownOffer = {
  id: number
  state: string
  until: Instant
  entryState: string
  hold: { state: string; heldUntil: Instant | null } | null
  told: number
  made: number
}

export async function offersAfter(db: Db, after: number, countMax: number): Promise<KnownOffer[]> {
  const rows = await db
    .selectFrom('waitlist_offers as offer')
    .innerJoin('waitlist_entries as entry', 'entry.id', 'offer.entry_id')
    .leftJoin('appointments as held', 'held.id', 'offer.appointment_id')
    .select(eb => [
      'offer.id',
      'offer.state',
      'offer.until_at',
      'entry.state as entry_state',
      'held.state as hold_state',
      'held.held_until_at',
      eb
        .selectFrom('outbox')
        .select(count => count.fn.countAll<number>().as('count'))
        .whereRef('outbox.waitlist_entry_id', '=', 'entry.id')
        .where('outbox.kind', '=', 'place_offered')
        .as('told'),
      eb
        .selectFrom('waitlist_offers as earlier')
        .select(count => count.fn.countAll<number>().as('count'))
        .whereRef('earlier.entry_id', '=', 'entry.id')
        .as('made'),
    ])
    .where('offer.id', '>', after)
    .orderBy('offer.id')
    .limit(countMax)
    .execute()
  return rows.map(row => ({
    id: row.id,
    state: row.state,
    until: row.until_at,
    entryState: row.entry_state,
    hold: row.hold_state === null ? null : { state: row.hold_state, heldUntil: row.held_until_at },
    told: Number(row.told),
    made: Number(row.made),
  }))
}
