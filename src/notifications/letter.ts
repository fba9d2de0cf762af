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
  /** Set when one counter of several was cancelled, and nothing else has changed. */
  legGone?: { counterId: number; startsAt: Instant }
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
