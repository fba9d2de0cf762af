import { foreign, readingsOf, unmarked } from '../marks.ts'
import type { Localized } from './office.ts'

/**
 * The text in a language for a page, with its readings; where the office has not entered it, the Japanese one,
 * marked as Japanese.
 */
export function textOf(text: Localized, language: string): string {
  const own = text[language]
  if (own === undefined) return language === 'easy' ? inJapanese(text) : foreign(text.ja)
  return language === 'ja' ? inJapanese(text) : readingsOf(own)
}

/** With the readings that are entered for the plain words, where these are the same words. */
function inJapanese({ ja, easy }: Localized): string {
  if (easy === undefined) return ja
  const read = readingsOf(easy.replaceAll(' ', ''))
  return unmarked(read) === ja ? read : ja
}

/** The same for subjects, buttons, files and other programs: letters alone. */
export function plainTextOf(text: Localized, language: string): string {
  return text[language]?.replaceAll(written, '$1') ?? text.ja
}

/** The same for what a message says, which shows nothing above its letters: each reading behind its word. */
export function messageTextOf(text: Localized, language: string): string {
  return text[language]?.replaceAll(written, '$1（$2）') ?? text.ja
}

/** A word with its reading, as an office enters it: `{予約|よやく}`. */
const written = /\{([^|{}]+)\|([^{}]+)\}/g
