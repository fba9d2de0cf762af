import type { Db } from '#db/store.ts'
import type { HeldMessage } from './held.ts'

/** Messages that were written about bookings, opinions and waits; their content is not kept. */
export async function messagesAbout(
  db: Db,
  about: 'appointment_id' | 'opinion_id' | 'waitlist_entry_id',
  ids: readonly number[],
): Promise<Array<HeldMessage & { aboutId: number | null }>> {
  if (ids.length === 0) return []
  return db
    .selectFrom('outbox')
    .select(['kind', 'state', 'created_at as createdAt', `${about} as aboutId`])
    .where(about, 'in', ids)
    .orderBy('id')
    .execute()
}

/** The same about the visits that these bookings have become, where the message does not name the booking itself. */
export async function messagesOfVisits(
  db: Db,
  appointmentIds: readonly number[],
): Promise<Array<HeldMessage & { aboutId: number | null }>> {
  if (appointmentIds.length === 0) return []
  return db
    .selectFrom('visits as visit')
    .innerJoin('outbox as message', 'message.visit_id', 'visit.id')
    .select([
      'message.kind',
      'message.state',
      'message.created_at as createdAt',
      'visit.appointment_id as aboutId',
    ])
    .where('visit.appointment_id', 'in', appointmentIds)
    .where('message.appointment_id', 'is', null)
    .orderBy('message.id')
    .execute()
}
