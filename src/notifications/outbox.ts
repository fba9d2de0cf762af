import { randomUUID } from 'node:crypto'
import { chunksOf } from '#db/chunks.ts'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Appointment } from '../booking/appointment.ts'
import type { Instant, LocalDate } from '../clock.ts'
import type { Localized } from '../offices/office.ts'

export type VisitMessageKind = 'booked' | 'rescheduled' | 'cancelled' | 'reminder'

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

/** All that is said of a call to a window, and until when it is of use. */
export type CalledMessage = {
  to: string
  language: string
  number: string
  counterId: number
  window: number
  createdAt: Instant
  expiresAt: Instant
}

/** All that a notice of a turn coming near is made of. */
export type NearTurnMessage = {
  to: string
  language: string
  /** The ticket's, as it is called. */
  number: string
  counterId: number
  /** Of the ticket's page. */
  token: string
  createdAt: Instant
  /** When it is worth nothing any more, though nobody has been called. */
  expiresAt: Instant
}

const waitlistMessageKinds = ['waitlisted', 'place_offered', 'waitlist_ended'] as const
export type WaitlistMessageKind = (typeof waitlistMessageKinds)[number]

/** All that a message to somebody who waits for a freed place is made of. */
export type WaitlistMessage = {
  to: string
  language: string
  token: string
  counterId: number
  serviceIds: number[]
  people: number
  fromDate: LocalDate
  toDate: LocalDate
  fromMinute: number
  toMinute: number
  createdAt: Instant
  /** The place that is offered. */
  offer?: { startsAt: Instant; until: Instant }
  /** When it is pointless: the place is no longer kept. */
  expiresAt?: Instant
  /** Why the wait has ended. */
  because?: string
}

/** A message by what it tells. */
export type Letter =
  | { kind: VisitMessageKind; message: VisitMessage }
  | { kind: 'called'; message: CalledMessage }
  | { kind: 'near_turn'; message: NearTurnMessage }
  | { kind: 'opinion_answered'; message: AnswerMessage }
  | { kind: WaitlistMessageKind; message: WaitlistMessage }

/** Whether a message is about a booked visit. */
export function isOfBooking(letter: Letter): letter is Letter & { kind: VisitMessageKind } {
  const isOther =
    letter.kind === 'opinion_answered' || letter.kind === 'called' || letter.kind === 'near_turn'
  return !isOther && !isOfWaitlist(letter)
}

/** Whether a message is for somebody who waits for a freed place. */
export function isOfWaitlist(letter: Letter): letter is Letter & { kind: WaitlistMessageKind } {
  return (waitlistMessageKinds as readonly string[]).includes(letter.kind)
}

/** How a message goes to whom it is for. */
export type MessageChannel = 'mail' | 'line'

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
  return {
    officeId: appointment.officeId,
    appointmentId: appointment.id,
    opinionId: null,
    visitId: null,
    waitlistEntryId: null,
    kind,
    channel,
    messageId: randomUUID(),
    message: JSON.stringify(visitMessage(appointment, addressed, now)),
    now,
  }
}

/** How a message about a visit goes, and to whom. */
export type SentTo = Addressed & { channel?: MessageChannel }

type Addressed = Pick<VisitMessage, 'to' | 'token'> & {
  closing?: VisitMessage['closing'] | undefined
  /** That of the booking unless it is given. */
  language?: string
}

/** What a message about a visit as it is now is made of. */
export function visitMessage(
  appointment: ToldVisit,
  { to, token, closing, language = appointment.language }: Addressed,
  now: Instant,
): VisitMessage {
  if (!appointment.reference) throw new Error('a message about an appointment without a reference')
  const endsAt = Math.max(...appointment.legs.map(({ startsAt, minutes }) => startsAt + minutes * 60_000))
  return {
    ...{ to, token, language, ...(closing && { closing }) },
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
  await insertIntoOutbox(db, {
    officeId: opinion.officeId,
    appointmentId: null,
    opinionId: opinion.id,
    visitId: null,
    waitlistEntryId: null,
    kind: 'opinion_answered',
    channel: 'mail',
    messageId: randomUUID(),
    message: JSON.stringify(message),
    now: message.createdAt,
  })
}

/** The same for a call, which only a message that is read at once can tell. */
export async function putCallInOutbox(
  db: Db,
  visit: { id: number; officeId: number; appointmentId: number },
  message: CalledMessage,
): Promise<void> {
  await insertIntoOutbox(db, {
    officeId: visit.officeId,
    appointmentId: visit.appointmentId,
    opinionId: null,
    visitId: visit.id,
    waitlistEntryId: null,
    kind: 'called',
    channel: 'line',
    messageId: randomUUID(),
    message: JSON.stringify(message),
    now: message.createdAt,
  })
}

type Lost = Letter & { officeId: number; appointmentId: number; visitId: number | null }

/** The same message by mail, where LINE could not take it to whom it is for. */
export async function putAgainByMail(db: Db, lost: Lost, to: string): Promise<void> {
  const { officeId, appointmentId, visitId, kind, message } = lost
  await insertIntoOutbox(db, {
    ...{ officeId, appointmentId, opinionId: null, visitId, waitlistEntryId: null, kind, channel: 'mail' },
    messageId: randomUUID(),
    message: JSON.stringify({ ...message, to }),
    now: message.createdAt,
  })
}

/** The same for a turn coming near. */
export async function putNearTurnInOutbox(
  db: Db,
  visit: { id: number; officeId: number; appointmentId: number | null },
  message: NearTurnMessage,
  channel: MessageChannel,
): Promise<void> {
  await insertIntoOutbox(db, {
    officeId: visit.officeId,
    appointmentId: visit.appointmentId,
    opinionId: null,
    visitId: visit.id,
    waitlistEntryId: null,
    kind: 'near_turn',
    channel,
    messageId: randomUUID(),
    message: JSON.stringify(message),
    now: message.createdAt,
  })
}

/** The same for somebody who waits for a freed place. */
export async function putWaitlistMessage(
  db: Db,
  entry: { id: number; officeId: number },
  kind: WaitlistMessageKind,
  message: WaitlistMessage,
): Promise<void> {
  await insertIntoOutbox(db, {
    officeId: entry.officeId,
    appointmentId: null,
    opinionId: null,
    visitId: null,
    waitlistEntryId: entry.id,
    kind,
    channel: 'mail',
    messageId: randomUUID(),
    message: JSON.stringify(message),
    now: message.createdAt,
  })
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
