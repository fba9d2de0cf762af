import { randomUUID } from 'node:crypto'
import { chunksOf } from '#db/chunks.ts'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Appointment } from '../booking/appointment.ts'
import type { Instant } from '../clock.ts'
import type {
  AnswerMessage,
  CalledMessage,
  Letter,
  MessageChannel,
  NearTurnMessage,
  VisitMessage,
  VisitMessageKind,
  WaitlistMessage,
  WaitlistMessageKind,
} from './letter.ts'

/** What a message about a visit is made from. */
export type ToldVisit = Pick<
  Appointment,
  | 'id'
  | 'officeId'
  | 'reference'
  | 'language'
  | 'calendarUid'
  | 'sequence'
  | 'people'
  | 'leg'
  | 'legs'
  | 'services'
>

/** Puts a message into the outbox, in the transaction of the deed that it tells about. */
export async function putInOutbox(
  db: Db,
  appointment: ToldVisit,
  kind: VisitMessageKind,
  addressed: SentTo,
  now: Instant,
): Promise<void> {
  await insertIntoOutbox(db, newVisitMessage(appointment, kind, addressed, now))
}

/** The same for many, in their order. */
export async function putAllInOutbox(
  db: Db,
  messages: ReadonlyArray<{ appointment: ToldVisit; addressed: SentTo }>,
  kind: VisitMessageKind,
  now: Instant,
): Promise<void> {
  for (const some of chunksOf(messages))
    await db
      .insertInto('outbox')
      .values(
        some.map(({ appointment, addressed }) =>
          outboxColumns(newVisitMessage(appointment, kind, addressed, now)),
        ),
      )
      .execute()
}

function newVisitMessage(
  appointment: ToldVisit,
  kind: VisitMessageKind,
  { channel = 'mail', ...addressed }: SentTo,
  now: Instant,
): NewMessage {
  return newMessage({
    ...{ officeId: appointment.officeId, appointmentId: appointment.id, kind, channel },
    message: visitMessage(appointment, addressed, now),
  })
}

/** How a message about a visit goes, and to whom. */
export type SentTo = Addressed & { channel?: MessageChannel }

type Addressed = Pick<VisitMessage, 'to' | 'token'> & {
  closing?: VisitMessage['closing'] | undefined
  legGone?: VisitMessage['legGone'] | undefined
  /** That of the booking unless it is given. */
  language?: string
}

/** What a message about a visit as it is now is made of. */
export function visitMessage(
  appointment: ToldVisit,
  { to, token, closing, legGone, language = appointment.language }: Addressed,
  now: Instant,
): VisitMessage {
  if (!appointment.reference) throw new Error('a message about an appointment without a reference')
  const endsAt = Math.max(...appointment.legs.map(({ startsAt, minutes }) => startsAt + minutes * 60_000))
  return {
    ...{ to, token, language, ...(closing && { closing }) },
    ...(legGone && { legGone: { counterId: legGone.counterId, startsAt: legGone.startsAt } }),
    reference: appointment.reference,
    calendarUid: appointment.calendarUid,
    sequence: appointment.sequence,
    counterId: appointment.leg.counterId,
    serviceIds: appointment.services.map(service => service.id),
    startsAt: appointment.leg.startsAt,
    minutes: (endsAt - appointment.leg.startsAt) / 60_000,
    ...(appointment.legs.length > 1 && {
      legs: appointment.legs.map(({ counterId, startsAt }) => ({ counterId, startsAt })),
    }),
    people: appointment.people,
    createdAt: now,
  }
}

/** The same for the answer to an opinion. */
export async function putAnswerInOutbox(
  db: Db,
  opinion: { id: number; officeId: number },
  message: AnswerMessage,
): Promise<void> {
  const { id: opinionId, officeId } = opinion
  await insertIntoOutbox(db, newMessage({ officeId, opinionId, kind: 'opinion_answered', message }))
}

/** The same for a call, which only a message that is read at once can tell. */
export async function putCallInOutbox(
  db: Db,
  visit: { id: number; officeId: number; appointmentId: number },
  message: CalledMessage,
): Promise<void> {
  const { id: visitId, officeId, appointmentId } = visit
  const about = { officeId, appointmentId, visitId }
  await insertIntoOutbox(db, newMessage({ ...about, kind: 'called', channel: 'line', message }))
}

type Lost = Letter & { officeId: number; appointmentId: number; visitId: number | null }

/** The same message by mail, where LINE could not take it to whom it is for. */
export async function putAgainByMail(db: Db, lost: Lost, to: string): Promise<void> {
  const { officeId, appointmentId, visitId, kind, message } = lost
  const about = { officeId, appointmentId, visitId }
  await insertIntoOutbox(db, newMessage({ ...about, kind, message: { ...message, to } }))
}

/** The same for a turn coming near. */
export async function putNearTurnInOutbox(
  db: Db,
  visit: { id: number; officeId: number; appointmentId: number | null },
  message: NearTurnMessage,
  channel: MessageChannel,
): Promise<void> {
  const { id: visitId, officeId, appointmentId } = visit
  const about = { officeId, appointmentId, visitId }
  await insertIntoOutbox(db, newMessage({ ...about, kind: 'near_turn', channel, message }))
}

/** The same for somebody who waits for a freed place. */
export async function putWaitlistMessage(
  db: Db,
  entry: { id: number; officeId: number },
  kind: WaitlistMessageKind,
  message: WaitlistMessage,
): Promise<void> {
  const { id: waitlistEntryId, officeId } = entry
  await insertIntoOutbox(db, newMessage({ officeId, waitlistEntryId, kind, message }))
}

type NewMessage = {
  officeId: number
  appointmentId: number | null
  opinionId: number | null
  visitId: number | null
  waitlistEntryId: number | null
  kind: Letter['kind']
  channel: MessageChannel
  messageId: string
  message: string
  now: Instant
}

type About = Partial<Pick<NewMessage, 'appointmentId' | 'opinionId' | 'visitId' | 'waitlistEntryId'>>

type Written = About & {
  officeId: number
  kind: Letter['kind']
  channel?: MessageChannel
  message: Letter['message']
}

/** By mail unless it is said how, and due at once. */
function newMessage({ message, ...given }: Written): NewMessage {
  return {
    ...{ appointmentId: null, opinionId: null, visitId: null, waitlistEntryId: null, channel: 'mail' },
    ...given,
    messageId: randomUUID(),
    message: JSON.stringify(message),
    now: message.createdAt,
  }
}

const insertIntoOutbox = prepared((db, blank: Blanks<NewMessage>) =>
  db.insertInto('outbox').values(
    outboxColumns({
      officeId: blank('officeId'),
      appointmentId: blank('appointmentId'),
      opinionId: blank('opinionId'),
      visitId: blank('visitId'),
      waitlistEntryId: blank('waitlistEntryId'),
      kind: blank('kind'),
      channel: blank('channel'),
      messageId: blank('messageId'),
      message: blank('message'),
      now: blank('now'),
    }),
  ),
)

function outboxColumns(message: NewMessage) {
  return {
    office_id: message.officeId,
    appointment_id: message.appointmentId,
    opinion_id: message.opinionId,
    visit_id: message.visitId,
    waitlist_entry_id: message.waitlistEntryId,
    kind: message.kind,
    channel: message.channel,
    message_id: message.messageId,
    state: 'waiting' as const,
    message_json: message.message,
    attempts: 0,
    due_at: message.now,
    created_at: message.now,
  }
}
