import { chunksOf } from '#db/chunks.ts'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { CancelledBy, Channel, Leg } from './appointment.ts'
import { insertLegs, type NewLeg } from './leg-queries.ts'

type BookedRow = {
  officeId: number
  reference: string
  calendarUid: string
  personId: number
  language: string
  people: number
  channel: Channel
  createdAt: Instant
}

/** A booking without its places yet. */
export async function insertBooked(
  db: Db,
  booked: BookedRow,
  wished: readonly NewLeg[],
): Promise<{ appointmentId: number; legs: Leg[] }> {
  const [appointment] = (await insertBookedAppointment(db, booked)).rows
  if (!appointment) throw new Error('an insert gave no id')
  const legs = await insertLegs(db, { officeId: booked.officeId, appointmentId: appointment.id }, wished)
  return { appointmentId: appointment.id, legs }
}

const insertBookedAppointment = prepared((db, blank: Blanks<BookedRow>) =>
  db
    .insertInto('appointments')
    .values({
      office_id: blank('officeId'),
      state: 'booked',
      reference: blank('reference'),
      calendar_uid: blank('calendarUid'),
      sequence: 0,
      person_id: blank('personId'),
      language: blank('language'),
      people: blank('people'),
      channel: blank('channel'),
      is_hold_extended: 0,
      created_at: blank('createdAt'),
      booked_at: blank('createdAt'),
    })
    .returning('id'),
)

/** Turns a live hold into a booking of a person; false when it is none any more. */
export async function markBooked(
  db: Db,
  appointmentId: number,
  booked: Omit<NewlyBooked, 'appointmentId'>,
): Promise<boolean> {
  return (await updateToBooked(db, { appointmentId, ...booked })).numAffectedRows === 1n
}

type NewlyBooked = {
  appointmentId: number
  reference: string
  language: string
  personId: number | null
  now: Instant
}

const updateToBooked = prepared((db, blank: Blanks<NewlyBooked>) =>
  db
    .updateTable('appointments')
    .set({
      state: 'booked',
      reference: blank('reference'),
      language: blank('language'),
      person_id: blank('personId'),
      held_until_at: null,
      booked_at: blank('now'),
    })
    .where('id', '=', blank('appointmentId'))
    .where('state', '=', 'held')
    .where('held_until_at', '>', blank('now')),
)

/** Raises SEQUENCE of a booked appointment and so claims it; false when it is not booked any more. */
export async function claimBooked(db: Db, appointmentId: number): Promise<boolean> {
  const result = await db
    .updateTable('appointments')
    .set(eb => ({ sequence: eb('sequence', '+', 1) }))
    .where('id', '=', appointmentId)
    .where('state', '=', 'booked')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** The same for many; answers which are claimed. */
export async function claimAllBooked(db: Db, appointmentIds: readonly number[]): Promise<Set<number>> {
  const claimed = new Set<number>()
  for (const ids of chunksOf(appointmentIds)) {
    const rows = await db
      .updateTable('appointments')
      .set(eb => ({ sequence: eb('sequence', '+', 1) }))
      .where('id', 'in', ids)
      .where('state', '=', 'booked')
      .returning('id')
      .execute()
    for (const { id } of rows) claimed.add(id)
  }
  return claimed
}

export async function markAllCancelled(
  db: Db,
  appointmentIds: readonly number[],
  { by, now }: { by: CancelledBy; now: Instant },
): Promise<void> {
  for (const ids of chunksOf(appointmentIds))
    await db
      .updateTable('appointments')
      .set({ state: 'cancelled', cancelled_at: now, cancelled_by: by })
      .where('id', 'in', ids)
      .execute()
}

export async function markCancelled(
  db: Db,
  appointmentId: number,
  { by, now }: { by: CancelledBy; now: Instant },
): Promise<void> {
  await db
    .updateTable('appointments')
    .set({ state: 'cancelled', cancelled_at: now, cancelled_by: by })
    .where('id', '=', appointmentId)
    .execute()
}

/** Why a visit is booked above all windows; null once it is moved. */
export async function setOverbookReason(db: Db, appointmentId: number, reason: string | null): Promise<void> {
  await db
    .updateTable('appointments')
    .set({ overbook_reason: reason })
    .where('id', '=', appointmentId)
    .execute()
}

/** They are booked within the windows again. */
export async function forgetOverbookReasons(db: Db, appointmentIds: readonly number[]): Promise<void> {
  for (const ids of chunksOf(appointmentIds))
    await db.updateTable('appointments').set({ overbook_reason: null }).where('id', 'in', ids).execute()
}
