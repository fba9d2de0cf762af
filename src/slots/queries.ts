import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

export type TakenPlace = { startsAt: Instant; placeNumber: number; heldUntil: Instant | null }

/** Places of a counter taken from one instant up to, not including, another; expired holds among them. */
export function takenPlaces(db: Db, counterId: number, from: Instant, to: Instant): Promise<TakenPlace[]> {
  return db
    .selectFrom('places as place')
    .innerJoin('legs as leg', 'leg.id', 'place.leg_id')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .select([
      'place.starts_at as startsAt',
      'place.place_number as placeNumber',
      'appointment.held_until_at as heldUntil',
    ])
    .where('place.counter_id', '=', counterId)
    .where('place.starts_at', '>=', from)
    .where('place.starts_at', '<', to)
    .execute()
}

/**
 * Takes a place for a leg; false when somebody has it. On PostgreSQL it waits for another transaction that is
 * just taking it; the primary key makes that safe.
 */
export async function insertPlace(
  db: Db,
  place: { officeId: number; counterId: number; legId: number; startsAt: Instant; placeNumber: number },
): Promise<boolean> {
  const result = await db
    .insertInto('places')
    .values({
      office_id: place.officeId,
      counter_id: place.counterId,
      starts_at: place.startsAt,
      place_number: place.placeNumber,
      leg_id: place.legId,
    })
    .onConflict(conflict => conflict.columns(['counter_id', 'starts_at', 'place_number']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function deletePlaces(db: Db, legIds: readonly number[]): Promise<void> {
  await db.deleteFrom('places').where('leg_id', 'in', legIds).execute()
}
