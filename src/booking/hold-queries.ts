import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Channel, Leg } from './appointment.ts'
import { insertLegs, type NewLeg } from './leg-queries.ts'

type HeldRow = {
  officeId: number
  calendarUid: string
  language: string
  people: number
  channel: Channel
  heldUntil: Instant
  now: Instant
}

/** A hold without its places yet. */
export async function insertHeld(
  db: Db,
  held: HeldRow,
  wished: readonly NewLeg[],
): Promise<{ appointmentId: number; legs: Leg[] }> {
  const [appointment] = (await insertAppointment(db, held)).rows
  if (!appointment) throw new Error('an insert gave no id')
  const legs = await insertLegs(db, { officeId: held.officeId, appointmentId: appointment.id }, wished)
  return { appointmentId: appointment.id, legs }
}

const insertAppointment = prepared((db, blank: Blanks<HeldRow>) =>
  db
    .insertInto('appointments')
    .values({
      office_id: blank('officeId'),
      state: 'held',
      calendar_uid: blank('calendarUid'),
      sequence: 0,
      language: blank('language'),
      people: blank('people'),
      channel: blank('channel'),
      held_until_at: blank('heldUntil'),
      is_hold_extended: 0,
      created_at: blank('now'),
    })
    .returning('id'),
)

/**
 * Frees the places of holds whose time is over. The hold itself stays for an hour, so that what somebody
 * typed is not lost with the time. The update takes the row's lock and looks again: on PostgreSQL a hold that
 * is being booked at this moment keeps its places.
 */
export async function freeExpiredPlaces(
  db: Db,
  now: Instant,
  at?: { counterId: number; from: Instant; to: Instant },
): Promise<void> {
  const expired = await db
    .updateTable('appointments')
    .set(eb => ({ held_until_at: eb.ref('held_until_at') }))
    .where('state', '=', 'held')
    .where('held_until_at', '<=', now)
    .where('id', 'in', eb =>
      eb
        .selectFrom('places as place')
        .innerJoin('legs as leg', 'leg.id', 'place.leg_id')
        .select('leg.appointment_id')
        .$if(at !== undefined, query =>
          query
            .where('place.counter_id', '=', at?.counterId ?? 0)
            .where('place.starts_at', '>=', at?.from ?? 0)
            .where('place.starts_at', '<', at?.to ?? 0),
        ),
    )
    .returning('id')
    .execute()
  if (expired.length === 0) return

  const ids = expired.map(({ id }) => id)
  await db
    .deleteFrom('places')
    .where('leg_id', 'in', eb => eb.selectFrom('legs').select('id').where('appointment_id', 'in', ids))
    .execute()
}

/** Removes holds that ended before an instant, with all that was typed. */
export async function deleteHoldsEndedBefore(db: Db, before: Instant): Promise<void> {
  const rows = await db
    .deleteFrom('appointments')
    .where('state', '=', 'held')
    .where('held_until_at', '<=', before)
    .returning('person_id')
    .execute()
  await deletePersons(db, rows)
}

/** Removes one hold that is still held; false when it is none any more. */
export async function deleteHold(db: Db, appointmentId: number): Promise<boolean> {
  const rows = await db
    .deleteFrom('appointments')
    .where('id', '=', appointmentId)
    .where('state', '=', 'held')
    .returning('person_id')
    .execute()
  await deletePersons(db, rows)
  return rows.length > 0
}

async function deletePersons(db: Db, rows: ReadonlyArray<{ person_id: number | null }>): Promise<void> {
  const ids = rows.flatMap(row => row.person_id ?? [])
  if (ids.length > 0) await db.deleteFrom('persons').where('id', 'in', ids).execute()
}

/** Counters at which expired holds still keep places. */
export async function countersWithExpiredHolds(db: Db, now: Instant): Promise<number[]> {
  const rows = await db
    .selectFrom('appointments as appointment')
    .innerJoin('legs as leg', 'leg.appointment_id', 'appointment.id')
    .innerJoin('places as place', 'place.leg_id', 'leg.id')
    .select('leg.counter_id')
    .distinct()
    .where('appointment.held_until_at', '<=', now)
    .execute()
  return rows.map(row => row.counter_id)
}

/**
 * Whether a held appointment still has its places. Asked once its row is locked: somebody with a later clock may
 * have freed them a moment ago, those of all its legs at once or only those at the counter they came to.
 */
export async function keepsPlaces(db: Db, legs: readonly Pick<Leg, 'id'>[]): Promise<boolean> {
  for (const { id: legId } of legs) if ((await selectAPlace(db, { legId })).rows.length === 0) return false
  return true
}

const selectAPlace = prepared((db, blank: Blanks<{ legId: number }>) =>
  db.selectFrom('places').select('place_number').where('leg_id', '=', blank('legId')).limit(1),
)

/** Gives a hold its one extension; false when it is over or has had it. */
export async function extendHold(
  db: Db,
  appointmentId: number,
  until: Instant,
  now: Instant,
): Promise<boolean> {
  const result = await db
    .updateTable('appointments')
    .set({ held_until_at: until, is_hold_extended: 1 })
    .where('id', '=', appointmentId)
    .where('state', '=', 'held')
    .where('is_hold_extended', '=', 0)
    .where('held_until_at', '>', now)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Keeps everybody else from a hold until this transaction ends; false when its time is over. */
export async function claimHeld(db: Db, appointmentId: number, now: Instant): Promise<boolean> {
  const result = await db
    .updateTable('appointments')
    .set(eb => ({ held_until_at: eb.ref('held_until_at') }))
    .where('id', '=', appointmentId)
    .where('state', '=', 'held')
    .where('held_until_at', '>', now)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
