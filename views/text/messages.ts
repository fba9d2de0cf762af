import { asLanguage, type Language, languages } from '#src/languages.ts'
import { messagesEasy } from './messages-easy.ts'
import { messagesEn } from './messages-en.ts'
import { messagesJa, type MessageTexts } from './messages-ja.ts'
import { messagesKo } from './messages-ko.ts'
import { messagesVi } from './messages-vi.ts'
import { messagesZhHans } from './messages-zh-hans.ts'

export type { MessageTexts } from './messages-ja.ts'

/** The texts of messages by language. */
export const messagesIn: Record<Language, MessageTexts> = {
  ja: messagesJa,
  easy: messagesEasy,
  en: messagesEn,
  'zh-Hans': messagesZhHans,
  ko: messagesKo,
  vi: messagesVi,
}

/** The texts of messages in a language, in Japanese when there are none. */
export function messageTextsIn(language: string): MessageTexts {
  return messagesIn[asLanguage(language) ?? 'ja']
}

/** The languages in which messages are sent. */
export const messageLanguages: readonly Language[] = languages
