import type { MailContent } from '#views/messages/mail-page.tsx'
import { messageTextsIn } from '#views/text/messages.ts'
import { displayReceipt } from '../access/token.ts'
import { langOf } from '../languages.ts'
import { messageTextOf, plainTextOf } from '../offices/localized.ts'
import type { Office } from '../offices/office.ts'
import type { AnswerMessage } from './letter.ts'

/** What the answer to an opinion says. It bears neither the writer's name nor what they had written. */
export function answerMail(office: Office, message: AnswerMessage): MailContent {
  const texts = messageTextsIn(message.language)
  const officeName = messageTextOf(office.name, texts.language)
  const { phone } = office.contact
  return {
    language: langOf(texts.language),
    subject: texts.answer.subject(plainTextOf(office.name, texts.language)),
    intro: [texts.answer.intro(officeName)],
    facts: [{ label: texts.answer.receipt, value: displayReceipt(message.receipt) }],
    lists: [],
    notes: message.answer.split(/\n{2,}/),
    links: [],
    closing: [texts.answer.question(phone), texts.answer.notYou, texts.doNotReply],
    signature: [officeName, texts.phone(phone)],
  }
}
