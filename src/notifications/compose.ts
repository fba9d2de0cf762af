import { DateTime } from 'luxon'
import { mailHtml } from '#views/messages/mail-page.tsx'
import { mailText } from '#views/messages/mail-text.ts'
import { messageTextsIn } from '#views/text/messages.ts'
import { textOf } from '../offices/localized.ts'
import { counterById, type Office } from '../offices/office.ts'
import { answerMail } from './answer-content.ts'
import { calendarOf, type Sender } from './calendar.ts'
import { manageUrl, visitMail } from './mail-content.ts'
import type { Letter, VisitMessage, VisitMessageKind } from './outbox.ts'

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
  const isAnswer = letter.kind === 'opinion_answered'
  const content = isAnswer
    ? answerMail(office, letter.message)
    : visitMail(office, letter.kind, letter.message, from.publicUrl)
  return {
    id: messageId,
    messageId: `<${messageId}@${new URL(from.publicUrl).hostname}>`,
    date: DateTime.fromMillis(message.createdAt, { zone: 'utc' }).toJSDate(),
    fromName: textOf(office.name, texts.language),
    to: message.to,
    subject: content.subject,
    text: mailText(content, texts),
    html: mailHtml(content),
    calendar: isAnswer ? null : calendarFile(office, letter.kind, letter.message, from),
  }
}

function calendarFile(
  office: Office,
  kind: VisitMessageKind,
  message: VisitMessage,
  from: Sender,
): Mail['calendar'] {
  const isCancelled = kind === 'cancelled'
  const content = calendarOf(
    office,
    {
      ...message,
      counter: counterById(office, message.counterId),
      state: isCancelled ? 'cancelled' : 'booked',
      manageUrl: manageUrl(office, message, from.publicUrl),
      changedAt: message.createdAt,
    },
    from,
  )
  const method = isCancelled ? 'CANCEL' : 'PUBLISH'
  return { filename: 'yoyaku.ics', content, contentType: `text/calendar; charset=utf-8; method=${method}` }
}
