import type { Language } from '#src/booking/appointment.ts'
import { messagesEn } from './messages-en.ts'
import { messagesJa, type MessageTexts } from './messages-ja.ts'

export type { MessageTexts } from './messages-ja.ts'

const messages: Record<Language, MessageTexts> = { ja: messagesJa, en: messagesEn }

/** The texts of messages in a language, in Japanese when there are none. */
export function messageTextsIn(language: string): MessageTexts {
  return language === 'en' ? messages.en : messages.ja
}

/** The languages in which messages are sent. */
export const messageLanguages = Object.keys(messages) as Language[]
