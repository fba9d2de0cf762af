import type { MailContent } from '#views/messages/mail-page.tsx'
import { messageTextsIn } from '#views/text/messages.ts'
import { langOf } from '../languages.ts'
import { messageTextOf, plainTextOf } from '../offices/localized.ts'
import { counterById, type Office } from '../offices/office.ts'
import { paths } from '../paths.ts'
import type { NearTurnMessage } from './letter.ts'

/** What the notice of a turn coming near says: number and counter, and nothing of the visit. */
export function nearTurnMail(office: Office, message: NearTurnMessage, publicUrl: string): MailContent {
  const texts = messageTextsIn(message.language)
  const officeName = messageTextOf(office.name, texts.language)
  const { number, floor, publicName } = counterById(office, message.counterId)
  return {
    language: langOf(texts.language),
    subject: texts.nearTurn.subject(plainTextOf(office.name, texts.language)),
    intro: [texts.nearTurn.intro(officeName)],
    facts: [
      { label: texts.nearTurn.number, value: message.number },
      {
        label: texts.labels.counter,
        value: texts.counter(number, floor, messageTextOf(publicName, texts.language)),
      },
    ],
    lists: [],
    notes: [texts.nearTurn.order],
    links: [
      {
        label: texts.nearTurn.page,
        url: `${publicUrl}${paths.ticketIn(message.language, office.slug, message.token)}`,
      },
    ],
    closing: [texts.nearTurn.once, texts.doNotReply],
    signature: [officeName, texts.phone(office.contact.phone)],
  }
}
