import { asLanguage, type Language } from '#src/languages.ts'
import { lineEasy } from './line-easy.ts'
import { lineEn } from './line-en.ts'
import { lineJa, type LineTexts } from './line-ja.ts'
import { lineKo } from './line-ko.ts'
import { lineVi } from './line-vi.ts'
import { lineZhHans } from './line-zh-hans.ts'

export type { LineTexts } from './line-ja.ts'

/** What is said on LINE by language. */
export const lineIn: Record<Language, LineTexts> = {
  ja: lineJa,
  easy: lineEasy,
  en: lineEn,
  'zh-Hans': lineZhHans,
  ko: lineKo,
  vi: lineVi,
}

/** The texts of LINE in a language, in Japanese when there are none. */
export function lineTextsIn(language: string): LineTexts {
  return lineIn[asLanguage(language) ?? 'ja']
}
