import { asLanguage } from '#src/languages.ts'

const easyIn: Record<string, string> = { ja: 'やさしい日本語', en: 'Plain Japanese' }

/** A language's name in the reader's own, Japanese or English: 英語. A code that nobody knows stands for itself. */
export function languageName(code: string, reader: string): string {
  const easy = easyIn[reader] ?? easyIn.en ?? code
  if (asLanguage(code) === 'easy') return easy
  return new Intl.DisplayNames(reader, { type: 'language', fallback: 'code' }).of(code) ?? code
}
