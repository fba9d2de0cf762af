import { longDateTime } from '#views/text/dates.ts'
import { lineTextsIn } from '#views/text/line.ts'
import { messageTextsIn } from '#views/text/messages.ts'
import { displayReference } from '../access/token.ts'
import { unmarked } from '../marks.ts'
import { manageUrl } from '../notifications/mail-content.ts'
import type { CalledMessage, Letter, VisitMessage, VisitMessageKind } from '../notifications/outbox.ts'
import { plainTextOf } from '../offices/localized.ts'
import { counterById, type Office } from '../offices/office.ts'
import { windowLabel } from '../queue/day.ts'
import { type Card, cardMessage } from './card.ts'
import type { LineMessage } from './messaging.ts'

/** The messages of a letter that goes by LINE; every call with the same arguments gives the same. */
export function noticeOf(office: Office, letter: Letter, publicUrl: string): LineMessage[] {
  if (letter.kind === 'opinion_answered') throw new Error('an answer to an opinion goes by mail')
  const texts = lineTextsIn(letter.message.language)
  const card =
    letter.kind === 'called'
      ? callCard(office, letter.message)
      : visitCard(office, letter.kind, letter.message, publicUrl)
  return [cardMessage([card], texts)]
}

/** When, where and the number: what a locked screen shows names no service and nobody. */
function visitCard(office: Office, kind: VisitMessageKind, message: VisitMessage, publicUrl: string): Card {
  const texts = messageTextsIn(message.language)
  const name = plainTextOf(office.name, texts.language)
  const { closing } = message
  const isOfClosing = closing !== undefined && kind !== 'booked'
  return {
    title: isOfClosing ? texts.closing.subject[kind](name) : texts.subject[kind](name),
    facts: bookingFacts(office, message),
    lines: isOfClosing
      ? [
          texts.closing.reason(plainTextOf(closing.reason, texts.language)),
          closing.from === null ? texts.closing.again : texts.closing.ifNot,
        ]
      : [],
    links: [{ label: lineTextsIn(message.language).open, url: manageUrl(office, message, publicUrl) }],
  }
}

/** What tells one booking from another. */
export function bookingFacts(
  office: Office,
  booking: Pick<VisitMessage, 'language' | 'counterId' | 'startsAt' | 'reference'>,
): NonNullable<Card['facts']> {
  const texts = messageTextsIn(booking.language)
  const counter = counterById(office, booking.counterId)
  const when = longDateTime(booking.startsAt, office.timeZone, texts.language)
  const where = texts.counter(counter.number, counter.floor, plainTextOf(counter.publicName, texts.language))
  return [
    { label: texts.labels.when, value: unmarked(when) },
    { label: texts.labels.counter, value: where },
    { label: texts.labels.reference, value: displayReference(booking.reference) },
  ]
}

function callCard(office: Office, { language, number, counterId, window }: CalledMessage): Card {
  const { called } = lineTextsIn(language)
  const counter = counterById(office, counterId)
  return { title: called.title(number), lines: [called.line(windowLabel(counter, window), counter.floor)] }
}
