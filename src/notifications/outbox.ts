import { randomUUID } from 'node:crypto'
import type { Db } from '#db/store.ts'
import type { Appointment } from '../booking/appointment.ts'
import type { Instant } from '../clock.ts'

export type MessageKind = 'booked' | 'rescheduled' | 'cancelled'

/** All that a message is made of, as it was when the deed was done. */
export type Message = {
  to: string
  language: string
  reference: string
  token: string
  calendarUid: string
  sequence: number
  counterId: number
  serviceIds: number[]
  startsAt: Instant
  minutes: number
  people: number
  createdAt: Instant
}

/** Puts a message into the outbox, in the transaction of the deed that it tells about. */
export async function putInOutbox(
  db: Db,
  appointment: Appointment,
  kind: MessageKind,
  to: string,
  token: string,
  now: Instant,
): Promise<void> {
  if (!appointment.reference) throw new Error('a message about an appointment without a reference')
  const message: Message = {
    to,
    language: appointment.language,
    reference: appointment.reference,
    token,
    calendarUid: appointment.calendarUid,
    sequence: appointment.sequence,
    counterId: appointment.leg.counterId,
    serviceIds: appointment.services.map(service => service.id),
    startsAt: appointment.leg.startsAt,
    minutes: appointment.leg.minutes,
    people: appointment.people,
    createdAt: now,
  }
  await db
    .insertInto('outbox')
    .values({
      office_id: appointment.officeId,
      appointment_id: appointment.id,
      kind,
      message_id: randomUUID(),
      state: 'waiting',
      message_json: JSON.stringify(message),
      attempts: 0,
      due_at: now,
      created_at: now,
    })
    .execute()
}
