import type { Language, StaffLanguage } from '#src/languages.ts'
import { readingsOf } from '#src/marks.ts'
import { changeTexts } from './change-texts.ts'
import { easy } from './easy.ts'
import { en } from './en.ts'
import { ja, type Texts } from './ja.ts'
import { ko } from './ko.ts'
import { withJapaneseReadings } from './japanese-readings.ts'
import type { ResidentTexts } from './resident.ts'
import { vi } from './vi.ts'
import { zhHans } from './zh-hans.ts'

export type { Texts } from './ja.ts'
export type { ResidentTexts } from './resident.ts'

/** The texts of residents' pages by language; a language without one of them does not compile. */
export const residentTextsIn: Record<Language, ResidentTexts> = {
  ja,
  easy: changeTexts(easy, readingsOf),
  en,
  'zh-Hans': zhHans,
  ko,
  vi,
}

/** Japanese with the readings of its words: made when somebody first wants them, which takes longer than a page. */
export const jaWithReadings = madeOnce(() => {
  const read = changeTexts<ResidentTexts>(ja, withJapaneseReadings)
  // A letter alone reads otherwise than in a sentence.
  return { ...read, slots: { ...read.slots, weekdays: residentTextsIn.easy.slots.weekdays } }
})

function madeOnce<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** The texts of all pages, those for staff too, in the languages that staff read. */
export const textsIn: Record<StaffLanguage, Texts> = { ja, en }
