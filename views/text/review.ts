import { type Language, languages } from '#src/languages.ts'
import { easy } from './easy.ts'
import { residentTextsIn } from './index.ts'
import { lineIn } from './line.ts'
import { messagesIn } from './messages.ts'

/** One text of the product in every language; the plain words with their readings as they are written. */
export type ReviewedText = { key: string; area: string; words: Record<Language, string> }

/** What stands in the places of a text for values, so that a reader sees where they are. */
export const sampleValues = [3, 5, 7] as const

/** Every text of a dictionary by its path; those with places for values are said with the samples. */
export function said(
  texts: unknown,
  values: readonly unknown[] = sampleValues,
  path = '',
): Array<[string, string]> {
  if (typeof texts === 'string') return [[path, texts]]
  if (typeof texts === 'function') return said(texts(...values), values, path)
  if (typeof texts !== 'object' || texts === null) return []
  return Object.entries(texts).flatMap(([key, one]) => said(one, values, path ? `${path}.${key}` : key))
}

/** Every text that residents read, on pages and in messages, in the order of the plain words. */
export function reviewedTexts(): ReviewedText[] {
  const inLanguage = Object.fromEntries(
    languages.map(language => {
      const pages = language === 'easy' ? easy : residentTextsIn[language]
      return [language, new Map(said({ ...pages, messages: messagesIn[language], line: lineIn[language] }))]
    }),
  ) as Record<Language, Map<string, string>>
  return [...inLanguage.easy.keys()].map(key => ({
    key,
    // Texts that belong to no page stand with those of all pages.
    area: key.includes('.') ? (key.split('.')[0] ?? key) : 'shell',
    words: Object.fromEntries(
      languages.map(language => [language, inLanguage[language].get(key) ?? '']),
    ) as ReviewedText['words'],
  }))
}
