import type { Localized } from './office.ts'

/** The text in a language, or in Japanese where the office has not entered it. */
export function textOf(text: Localized, language: string): string {
  return text[language] ?? text.ja
}
