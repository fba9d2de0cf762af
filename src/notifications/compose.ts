import { DateTime } from 'luxon'
import { type MailContent, mailHtml } from '#views/messages/mail-page.tsx'
import { mailText } from '#views/messages/mail-text.ts'
import { writtenHtml, writtenText } from '#views/messages/written-mail.tsx'
import { messageTextsIn } from '#views/text/messages.ts'
import { plainTextOf } from '../offices/localized.ts'
import { counterById, type Office } from '../offices/office.ts'
import { answerMail } from './answer-content.ts'
import { calendarOf, type Sender } from './calendar.ts'
import { manageUrl, visitMail } from './mail-content.ts'
import { nearTurnMail } from './near-turn-content.ts'
import { isOfBooking, isOfWaitlist, type Letter, type VisitMessage, type VisitMessageKind } from './letter.ts'
import { ownWording, writtenMail } from './own-wording.ts'
import { waitlistMail } from './waitlist-content.ts'

/** A message ready to be sent. */
export type Mail = {
  id: string
  messageId: string
  date: Date
  fromName: string
  to: string
  subject: string
  text: string
  html: string
  /** Only with messages about a visit. */
  calendar: { filename: string; content: string; contentType: string } | null
}

/** Writes the mail of a stored message; every call with the same arguments gives the same mail. */
export function compose(
  office: Office,
  { messageId, ...letter }: Letter & { messageId: string },
  from: Sender,
): Mail {
  const { message } = letter
  const texts = messageTextsIn(message.language)
  return {
    id: messageId,
    messageId: `<${messageId}@${new URL(from.publicUrl).hostname}>`,
    date: DateTime.fromMillis(message.createdAt, { zone: 'utc' }).toJSDate(),
    fromName: plainTextOf(office.name, texts.language),
    to: message.to,
    ...wordsOf(office, letter, from),
    // A reminder brings nothing new to a calendar.
    calendar:
      isOfBooking(letter) && letter.kind !== 'reminder'
        ? calendarFile(office, letter.kind, letter.message, from)
        : null,
  }
}

/** In the office's own words where it has some that can be sent, else in the standard ones. */
function wordsOf(
  office: Office,
  letter: Letter,
  { publicUrl }: Sender,
): Pick<Mail, 'subject' | 'text' | 'html'> {
  if (letter.kind === 'called') throw new Error('a call is not told by mail')
  // Why the office moved or cancelled a visit, and which counter of it is gone, stands in the standard text alone.
  const isStandard = isOfBooking(letter) && Boolean(letter.message.closing ?? letter.message.legGone)
  if (letter.kind !== 'near_turn' && !isStandard) {
    const own = ownWording(office, letter.kind, letter.message.language)
    const mail = own && writtenMail(office, letter, own, publicUrl)
    if (mail) return { subject: mail.subject, text: writtenText(mail), html: writtenHtml(mail) }
  }
  const content = contentOf(office, letter, publicUrl)
  const texts = messageTextsIn(letter.message.language)
  return { subject: content.subject, text: mailText(content, texts), html: mailHtml(content) }
}

function contentOf(
  office: Office,
  letter: Exclude<Letter, { kind: 'called' }>,
  publicUrl: string,
): MailContent {
  if (letter.kind === 'opinion_answered') return answerMail(office, letter.message)
  if (letter.kind === 'near_turn') return nearTurnMail(office, letter.message, publicUrl)
  if (isOfWaitlist(letter)) return waitlistMail(office, letter.kind, letter.message, publicUrl)
  return visitMail(office, letter.kind, letter.message, publicUrl)
}

function calendarFile(
  office: Office,
  kind: VisitMessageKind,
  message: VisitMessage,
  from: Sender,
): Mail['calendar'] {
  const isCancelled = kind === 'cancelled'
  const { legs, legGone: _, ...visit } = message
  const content = calendarOf(
    office,
    {
      ...visit,
      counter: counterById(office, message.counterId),
      ...(legs && { legs: legs.map(leg => ({ ...leg, counter: counterById(office, leg.counterId) })) }),
      state: isCancelled ? 'cancelled' : 'booked',
      manageUrl: manageUrl(office, message, from.publicUrl),
      changedAt: message.createdAt,
    },
    from,
  )
  const method = isCancelled ? 'CANCEL' : 'PUBLISH'
  return { filename: 'yoyaku.ics', content, contentType: `text/calendar; charset=utf-8; method=${method}` }
}
