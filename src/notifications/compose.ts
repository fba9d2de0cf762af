import { DateTime } from 'luxon'
import { visitMailHtml } from '#views/messages/visit-mail.tsx'
import { visitMailText } from '#views/messages/visit-mail-text.ts'
import { messageTextsIn } from '#views/text/messages.ts'
import { textOf } from '../offices/localized.ts'
import { counterById, type Office } from '../offices/office.ts'
import { calendarOf, type Sender } from './calendar.ts'
import { manageUrl, visitMail } from './mail-content.ts'
import type { Message, MessageKind } from './outbox.ts'

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
  calendar: { filename: string; content: string; contentType: string }
}

/** Writes the mail of a stored message; every call with the same arguments gives the same mail. */
export function compose(
  office: Office,
  { kind, messageId, message }: { kind: MessageKind; messageId: string; message: Message },
  from: Sender,
): Mail {
  const texts = messageTextsIn(message.language)
  const content = visitMail(office, kind, message, from.publicUrl)
  return {
    id: messageId,
    messageId: `<${messageId}@${new URL(from.publicUrl).hostname}>`,
    date: DateTime.fromMillis(message.createdAt, { zone: 'utc' }).toJSDate(),
    fromName: textOf(office.name, texts.language),
    to: message.to,
    subject: content.subject,
    text: visitMailText(content, texts),
    html: visitMailHtml(content),
    calendar: calendarFile(office, kind, message, from),
  }
}

function calendarFile(office: Office, kind: MessageKind, message: Message, from: Sender): Mail['calendar'] {
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
