/**
 * The languages of residents' pages and messages, in the order in which they are offered. `easy` is Japanese in
 * short sentences with the readings of all its kanji.
 */
export const languages = ['ja', 'easy', 'en', 'zh-Hans', 'ko', 'vi'] as const

export type Language = (typeof languages)[number]

/** The languages of pages for staff. */
export const staffLanguages = ['ja', 'en'] as const satisfies readonly Language[]

export type StaffLanguage = (typeof staffLanguages)[number]

/** A code from outside as one of our languages, or null. */
export function asLanguage(code: string | null | undefined): Language | null {
  return languages.find(language => language === code) ?? null
}

/** What staff read in place of a resident's language: English for who reads it, else Japanese. */
export function staffLanguageOf(language: string): StaffLanguage {
  return language === 'en' ? 'en' : 'ja'
}

/** What `lang` says: plain words are Japanese too. */
export function langOf(language: string): string {
  return language === 'easy' ? 'ja' : language
}

/** Our language for one that a browser asks for (`zh-CN`, `ko-KR`), or null. Traditional characters are not ours. */
export function languageForTag(tag: string): Language | null {
  const [primary = '', ...rest] = tag.toLowerCase().split('-')
  if (primary === 'zh') return rest.some(part => ['hant', 'tw', 'hk', 'mo'].includes(part)) ? null : 'zh-Hans'
  return primary === 'easy' ? null : asLanguage(primary)
}
