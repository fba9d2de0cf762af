import { randomUUID } from 'node:crypto'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Appointment } from '../booking/appointment.ts'
import type { Instant } from '../clock.ts'
import type { Localized } from '../offices/office.ts'

export type VisitMessageKind = 'booked' | 'rescheduled' | 'cancelled'

/** All that a message about a visit is made of, as it was when the deed was done. */
export type VisitMessage = {
  to: string
  language: string
  reference: string
  token: string
  calendarUid: string
  sequence: number
  counterId: number
  serviceIds: number[]
  /** From the first counter's time to the end at the last. */
  startsAt: Instant
  minutes: number
  /** Every counter of a visit over several of them, in the order of time. */
  legs?: Array<{ counterId: number; startsAt: Instant }>
  people: number
  createdAt: Instant
  /** Set when the office closes; `from`: the time that was given up for it. */
  closing?: { reason: Localized; from: Instant | null }
}

/** All that the answer to an opinion is made of. */
export type AnswerMessage = {
  to: string
  language: string
  receipt: string
  answer: string
  createdAt: Instant
}

/** A message by what it tells. */
export type Letter =
  { kind: VisitMessageKind; message: VisitMessage } | { kind: 'opinion_answered'; message: AnswerMessage }

/** Puts a message into the outbox, in the transaction of the deed that it tells about. */
export async function putInOutbox(
  db: Db,
  appointment: Appointment,
  kind: VisitMessageKind,
  addressed: Addressed,
  now: Instant,
): Promise<void> {
  await insertIntoOutbox(db, {
    officeId: appointment.officeId,
    appointmentId: appointment.id,
    opinionId: null,
    kind,
    messageId: randomUUID(),
    message: JSON.stringify(visitMessage(appointment, addressed, now)),
    now,
  })
}

type Addressed = Pick<VisitMessage, 'to' | 'token'> & { closing?: VisitMessage['closing'] | undefined }

/** What a message about a visit as it is now is made of. */
export function visitMessage(
  appointment: Appointment,
  { to, token, closing }: Addressed,
  now: Instant,
): VisitMessage {
  if (!appointment.reference) throw new Error('a message about an appointment without a reference')
  return {
    ...{ to, token, ...(closing && { closing }) },
    language: appointment.language,
    reference: appointment.reference,
    calendarUid: appointment.calendarUid,
    sequence: appointment.sequence,
    counterId: appointment.leg.counterId,
    serviceIds: appointment.services.map(service => service.id),
    startsAt: appointment.leg.startsAt,
    minutes: minutesOf(appointment),
    ...(appointment.legs.length > 1 && {
      legs: appointment.legs.map(({ counterId, startsAt }) => ({ counterId, startsAt })),
    }),
    people: appointment.people,
    createdAt: now,
  }
}

/** From the first start to the last end. */
function minutesOf({ leg, legs }: Appointment): number {
  return Math.max(...legs.map(({ startsAt, minutes }) => (startsAt - leg.startsAt) / 60_000 + minutes))
}

/** The same for the answer to an opinion. */
export async function putAnswerInOutbox(
  db: Db,
  opinion: { id: number; officeId: number },
  message: AnswerMessage,
): Promise<void> {
  await insertIntoOutbox(db, {
    officeId: opinion.officeId,
    appointmentId: null,
    opinionId: opinion.id,
    kind: 'opinion_answered',
    messageId: randomUUID(),
    message: JSON.stringify(message),
    now: message.createdAt,
  })
}

type NewMessage = {
  officeId: number
  appointmentId: number | null
  opinionId: number | null
  kind: Letter['kind']
  messageId: string
  message: string
  now: Instant
}

const insertIntoOutbox = prepared((db, blank: Blanks<NewMessage>) =>
  db.insertInto('outbox').values({
    office_id: blank('officeId'),
    appointment_id: blank('appointmentId'),
    opinion_id: blank('opinionId'),
    kind: blank('kind'),
    message_id: blank('messageId'),
    state: 'waiting',
    message_json: blank('message'),
    attempts: 0,
    due_at: blank('now'),
    created_at: blank('now'),
  }),
)
