import { chunksOf } from '#db/chunks.ts'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

export type NumberedPlace = { startsAt: Instant; placeNumber: number }
export type TakenPlace = NumberedPlace & { heldUntil: Instant | null }

/** Places of a counter taken from one instant up to, not including, another; expired holds among them. */
export async function takenPlaces(
  db: Db,
  counterId: number,
  from: Instant,
  to: Instant,
): Promise<TakenPlace[]> {
  return (await selectTaken(db, { counterId, from, to })).rows
}

const selectTaken = prepared((db, blank: Blanks<{ counterId: number; from: Instant; to: Instant }>) =>
  db
    .selectFrom('places as place')
    .innerJoin('legs as leg', 'leg.id', 'place.leg_id')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .select([
      'place.starts_at as startsAt',
      'place.place_number as placeNumber',
      'appointment.held_until_at as heldUntil',
    ])
    .where('place.counter_id', '=', blank('counterId'))
    .where('place.starts_at', '>=', blank('from'))
    .where('place.starts_at', '<', blank('to')),
)

/** The same without a look at holds, read from the key alone. */
export async function placesOf(
  db: Db,
  counterId: number,
  from: Instant,
  to: Instant,
): Promise<NumberedPlace[]> {
  return (await selectPlaces(db, { counterId, from, to })).rows
}

const selectPlaces = prepared((db, blank: Blanks<{ counterId: number; from: Instant; to: Instant }>) =>
  db
    .selectFrom('places')
    .select(['starts_at as startsAt', 'place_number as placeNumber'])
    .where('counter_id', '=', blank('counterId'))
    .where('starts_at', '>=', blank('from'))
    .where('starts_at', '<', blank('to')),
)

/**
 * Takes a place for a leg; false when somebody has it. On PostgreSQL it waits for another transaction that is
 * just taking it; the primary key makes that safe.
 */
export async function insertPlace(db: Db, place: NewPlace): Promise<boolean> {
  return (await insertIntoPlaces(db, place)).numAffectedRows === 1n
}

type NewPlace = {
  officeId: number
  counterId: number
  legId: number
  startsAt: Instant
  placeNumber: number
}

const insertIntoPlaces = prepared((db, blank: Blanks<NewPlace>) =>
  db
    .insertInto('places')
    .values({
      office_id: blank('officeId'),
      counter_id: blank('counterId'),
      starts_at: blank('startsAt'),
      place_number: blank('placeNumber'),
      leg_id: blank('legId'),
    })
    .onConflict(conflict => conflict.columns(['counter_id', 'starts_at', 'place_number']).doNothing()),
)

export async function deletePlaces(db: Db, legIds: readonly number[]): Promise<void> {
  for (const ids of chunksOf(legIds)) await db.deleteFrom('places').where('leg_id', 'in', ids).execute()
}

/** Keeps others who lock this counter waiting until this transaction ends. */
export async function lockCounter(db: Db, counterId: number): Promise<void> {
  await db
    .updateTable('counters')
    .set(eb => ({ position: eb.ref('position') }))
    .where('id', '=', counterId)
    .execute()
}

/** Gives back every place of an appointment. */
export async function deletePlacesOf(db: Db, appointmentId: number): Promise<void> {
  await db
    .deleteFrom('places')
    .where('leg_id', 'in', eb =>
      eb.selectFrom('legs').select('id').where('appointment_id', '=', appointmentId),
    )
    .execute()
}
