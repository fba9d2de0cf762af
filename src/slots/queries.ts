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
 * Takes the given places for a leg and says how many it got. On PostgreSQL a number that another transaction
 * is just taking is not got; the primary key makes that safe.
 */
export async function insertPlaces(
  db: Db,
  officeId: number,
  counterId: number,
  legId: number,
  places: ReadonlyArray<{ startsAt: Instant; placeNumber: number }>,
): Promise<number> {
  const result = await db
    .insertInto('places')
    .values(
      places.map(({ startsAt, placeNumber }) => ({
        office_id: officeId,
        counter_id: counterId,
        starts_at: startsAt,
        place_number: placeNumber,
        leg_id: legId,
      })),
    )
    .onConflict(conflict => conflict.columns(['counter_id', 'starts_at', 'place_number']).doNothing())
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0)
}

export async function deletePlaces(db: Db, legIds: readonly number[]): Promise<void> {
  await db.deleteFrom('places').where('leg_id', 'in', legIds).execute()
}
