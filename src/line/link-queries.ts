import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

/** Keeps the code by which a booking is linked; an earlier one is good no more. */
export async function saveCode(
  db: Db,
  code: { officeId: number; appointmentId: number; codeHash: string; expiresAt: Instant },
): Promise<void> {
  const values = { code_hash: code.codeHash, expires_at: code.expiresAt }
  await db
    .insertInto('line_codes')
    .values({ ...values, office_id: code.officeId, appointment_id: code.appointmentId })
    .onConflict(conflict => conflict.column('appointment_id').doUpdateSet(values))
    .execute()
}

/** The booking that a code links, which is used up by it; null for none. */
export async function takeCode(
  db: Db,
  { officeId, codeHash, now }: { officeId: number; codeHash: string; now: Instant },
): Promise<number | null> {
  const row = await db
    .deleteFrom('line_codes')
    .where('office_id', '=', officeId)
    .where('code_hash', '=', codeHash)
    .where('expires_at', '>', now)
    .returning('appointment_id')
    .executeTakeFirst()
  return row?.appointment_id ?? null
}

export async function saveLink(
  db: Db,
  link: { officeId: number; appointmentId: number; userId: number; now: Instant },
): Promise<void> {
  const values = { line_user_id: link.userId, linked_at: link.now }
  await db
    .insertInto('line_links')
    .values({ ...values, appointment_id: link.appointmentId, office_id: link.officeId })
    .onConflict(conflict => conflict.column('appointment_id').doUpdateSet(values))
    .execute()
}

/** The language in which somebody has booked. */
export async function languageOfBooking(db: Db, appointmentId: number): Promise<string | null> {
  const row = await db
    .selectFrom('appointments')
    .select('language')
    .where('id', '=', appointmentId)
    .executeTakeFirst()
  return row?.language ?? null
}

/** Whether there is still a visit that somebody could be told of. */
export async function isBooked(db: Db, appointmentId: number): Promise<boolean> {
  const row = await db
    .selectFrom('appointments')
    .select('state')
    .where('id', '=', appointmentId)
    .executeTakeFirst()
  return row?.state === 'booked'
}

/** Since when a booking is linked; null when it is not. */
export async function linkedAtOf(db: Db, appointmentId: number): Promise<Instant | null> {
  const row = await db
    .selectFrom('line_links')
    .select('linked_at')
    .where('appointment_id', '=', appointmentId)
    .executeTakeFirst()
  return row?.linked_at ?? null
}

/** Unlinks a booking; false when it was not linked. */
export async function deleteLink(db: Db, appointmentId: number): Promise<boolean> {
  const rows = await db
    .deleteFrom('line_links')
    .where('appointment_id', '=', appointmentId)
    .returning('appointment_id')
    .execute()
  return rows.length > 0
}

/** Unlinks all bookings of somebody, and answers which they were. */
export async function deleteLinksOf(db: Db, userId: number): Promise<number[]> {
  const rows = await db
    .deleteFrom('line_links')
    .where('line_user_id', '=', userId)
    .returning('appointment_id')
    .execute()
  return rows.map(row => row.appointment_id)
}

/** Somebody's bookings that have not ended before an instant, the next one first. */
export async function linkedBookings(
  db: Db,
  { userId, from, countMax }: { userId: number; from: Instant; countMax: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom('line_links as link')
    .innerJoin('appointments as appointment', 'appointment.id', 'link.appointment_id')
    .innerJoin('legs as leg', join =>
      join.onRef('leg.appointment_id', '=', 'appointment.id').on('leg.position', '=', 0),
    )
    .select('appointment.id')
    .where('link.line_user_id', '=', userId)
    .where('appointment.state', '=', 'booked')
    .where('leg.starts_at', '>=', from)
    .orderBy('leg.starts_at')
    .limit(countMax)
    .execute()
  return rows.map(({ id }) => id)
}

/** Forgets codes that are over, and events that nobody delivers any more. */
export async function forgetOldCodes(
  db: Db,
  { now, eventsBefore }: { now: Instant; eventsBefore: Instant },
): Promise<void> {
  await db.deleteFrom('line_codes').where('expires_at', '<=', now).execute()
  await db.deleteFrom('line_events').where('received_at', '<', eventsBefore).execute()
}

/** Unlinks these bookings, and forgets whoever had no other. */
export async function forgetLinks(db: Db, appointmentIds: readonly number[]): Promise<void> {
  await db.deleteFrom('line_codes').where('appointment_id', 'in', appointmentIds).execute()
  const rows = await db
    .deleteFrom('line_links')
    .where('appointment_id', 'in', appointmentIds)
    .returning('line_user_id')
    .execute()
  if (rows.length === 0) return
  await db
    .deleteFrom('line_users')
    .where(
      'id',
      'in',
      rows.map(row => row.line_user_id),
    )
    .where('id', 'not in', eb => eb.selectFrom('line_links').select('line_user_id'))
    .execute()
}
