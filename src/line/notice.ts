import { longDateTime, timeOf } from '#views/text/dates.ts'
import { lineTextsIn } from '#views/text/line.ts'
import { messageTextsIn } from '#views/text/messages.ts'
import { displayReference } from '../access/token.ts'
import type { Instant } from '../clock.ts'
import { unmarked } from '../marks.ts'
import { manageUrl, placeOf } from '../notifications/mail-content.ts'
import {
  isOfWaitlist,
  type CalledMessage,
  type Letter,
  type NearTurnMessage,
  type VisitMessage,
  type VisitMessageKind,
  type WaitlistMessageKind,
} from '../notifications/letter.ts'
import { messageTextOf, plainTextOf } from '../offices/localized.ts'
import { counterById, type Office } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { windowLabel } from '../queue/day.ts'
import { type Card, cardMessage } from './card.ts'
import type { LineMessage } from './messaging.ts'

/** The messages of a letter that goes by LINE; every call with the same arguments gives the same. */
export function noticeOf(office: Office, letter: Letter, publicUrl: string): LineMessage[] {
  if (letter.kind === 'opinion_answered' || isOfWaitlist(letter))
    throw new Error('answers to opinions and offers of freed places go by mail')
  const texts = lineTextsIn(letter.message.language)
  return [cardMessage([cardOf(office, letter, publicUrl)], texts)]
}

type LineLetter = Exclude<Letter, { kind: 'opinion_answered' | WaitlistMessageKind }>

function cardOf(office: Office, letter: LineLetter, publicUrl: string): Card {
  if (letter.kind === 'called') return callCard(office, letter.message)
  if (letter.kind === 'near_turn') return nearTurnCard(office, letter.message, publicUrl)
  return visitCard(office, letter.kind, letter.message, publicUrl)
}

/** When, where and the number: what a locked screen shows names no service and nobody. */
function visitCard(office: Office, kind: VisitMessageKind, message: VisitMessage, publicUrl: string): Card {
  return {
    ...newsOf(office, kind, message),
    facts: bookingFacts(office, message),
    links: [{ label: lineTextsIn(message.language).open, url: manageUrl(office, message, publicUrl) }],
  }
}

/** What has become of it; where the office had to do it, why; which counter alone is cancelled. */
function newsOf(
  office: Office,
  kind: VisitMessageKind,
  { language, closing, legGone }: VisitMessage,
): Pick<Card, 'title' | 'lines'> {
  const texts = messageTextsIn(language)
  const name = plainTextOf(office.name, texts.language)
  if (legGone) {
    const { subject, which, rest } = texts.legGone
    return { title: subject(name), lines: [texts.fact(which, placeOf(office, legGone, texts)), rest] }
  }
  if (!closing || kind === 'booked' || kind === 'reminder') return { title: texts.subject[kind](name) }
  const { subject, reason, again, ifNot } = texts.closing
  return {
    title: subject[kind](name),
    lines: [reason(messageTextOf(closing.reason, texts.language)), closing.from === null ? again : ifNot],
  }
}

type Shown = Pick<VisitMessage, 'language' | 'counterId' | 'startsAt' | 'legs' | 'reference'>

/** What tells one booking from another; of a visit over several counters each with its time. */
export function bookingFacts(office: Office, booking: Shown): NonNullable<Card['facts']> {
  const { labels, language } = messageTextsIn(booking.language)
  const { counterId, startsAt, legs, reference } = booking
  const where = legs
    ? legs.map(
        leg => `${timeIn(office, leg.startsAt, language)} ${counterIn(office, leg.counterId, language)}`,
      )
    : [counterIn(office, counterId, language)]
  return [
    { label: labels.when, value: unmarked(longDateTime(startsAt, office.timeZone, language)) },
    { label: labels.counter, value: where.join('\n') },
    { label: labels.reference, value: displayReference(reference) },
  ]
}

function timeIn(office: Office, at: Instant, language: string): string {
  return unmarked(timeOf(at, office.timeZone, language))
}

/** As messages say it: a private counter by its public name. */
export function counterIn(office: Office, counterId: number, language: string): string {
  const { number, floor, publicName } = counterById(office, counterId)
  return messageTextsIn(language).counter(number, floor, messageTextOf(publicName, language))
}

function callCard(office: Office, { language, number, counterId, window }: CalledMessage): Card {
  const { called } = lineTextsIn(language)
  const counter = counterById(office, counterId)
  return { title: called.title(number), lines: [called.line(windowLabel(counter, window), counter.floor)] }
}

function nearTurnCard(office: Office, message: NearTurnMessage, publicUrl: string): Card {
  const { language, number, counterId, token } = message
  const { nearTurn, labels } = messageTextsIn(language)
  return {
    title: nearTurn.subject(plainTextOf(office.name, language)),
    facts: [
      { label: nearTurn.number, value: number },
      { label: labels.counter, value: counterIn(office, counterId, language) },
    ],
    lines: [nearTurn.order],
    links: [
      {
        label: lineTextsIn(language).openTicket,
        url: `${publicUrl}${paths.ticketIn(language, office.slug, token)}`,
      },
    ],
  }
}
