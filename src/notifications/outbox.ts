import { randomUUID } from 'node:crypto'
import { type Blanks, prepared } from '#db/prepared.ts'
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
  await insertIntoOutbox(db, {
    officeId: appointment.officeId,
    appointmentId: appointment.id,
    kind,
    messageId: randomUUID(),
    message: JSON.stringify(message),
    now,
  })
}

type NewMessage = {
  officeId: number
  appointmentId: number
  kind: MessageKind
  messageId: string
  message: string
  now: Instant
}

const insertIntoOutbox = prepared((db, blank: Blanks<NewMessage>) =>
  db.insertInto('outbox').values({
    office_id: blank('officeId'),
    appointment_id: blank('appointmentId'),
    kind: blank('kind'),
    message_id: blank('messageId'),
    state: 'waiting',
    message_json: blank('message'),
    attempts: 0,
    due_at: blank('now'),
    created_at: blank('now'),
  }),
)
