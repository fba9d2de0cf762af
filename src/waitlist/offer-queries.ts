import type { Db } from '#db/store.ts'
import { word } from '#db/words.ts'
import type { Instant } from '../clock.ts'

type NewOffer = {
  officeId: number
  entryId: number
  appointmentId: number
  startsAt: Instant
  madeAt: Instant
  until: Instant
}

export async function insertOffer(db: Db, offer: NewOffer): Promise<void> {
  await db
    .insertInto('waitlist_offers')
    .values({
      office_id: offer.officeId,
      entry_id: offer.entryId,
      appointment_id: offer.appointmentId,
      starts_at: offer.startsAt,
      made_at: offer.madeAt,
      until_at: offer.until,
      state: 'open',
    })
    .execute()
}

/** Ends an open offer; false when it is not open any more. */
export async function closeOffer(
  db: Db,
  offerId: number,
  state: 'taken' | 'declined' | 'passed',
  now: Instant,
): Promise<boolean> {
  const result = await db
    .updateTable('waitlist_offers')
    .set({ state, ended_at: now })
    .where('id', '=', offerId)
    .where('state', '=', word('open'))
    .where('until_at', state === 'passed' ? '<=' : '>', now)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** The entry to which a hold is offered; null for a hold of somebody who types. */
export async function entryOfHold(db: Db, appointmentId: number): Promise<number | null> {
  const row = await db
    .selectFrom('waitlist_offers')
    .select('entry_id as entryId')
    .where('appointment_id', '=', appointmentId)
    .executeTakeFirst()
  return row?.entryId ?? null
}

/** Offers of an office whose deadline has passed, oldest first. */
export function dueOffers(db: Db, officeId: number, now: Instant) {
  return db
    .selectFrom('waitlist_offers')
    .select(['id', 'entry_id as entryId'])
    .where('office_id', '=', officeId)
    .where('state', '=', word('open'))
    .where('until_at', '<=', now)
    .orderBy('until_at')
    .orderBy('id')
    .limit(100)
    .execute()
}

/** Whether our own mail kept somebody from hearing of an offer: its message never left. */
export async function isUntold(db: Db, entryId: number): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('state')
    .where('waitlist_entry_id', '=', entryId)
    .where('kind', '=', 'place_offered')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.state === 'waiting' || row?.state === 'expired'
}
