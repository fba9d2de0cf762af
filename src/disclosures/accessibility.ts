import { languages } from '../languages.ts'
import { isOwnCallCentre, type Office } from '../offices/office.ts'
import { wordsEasy } from './accessibility-easy.ts'
import { wordsEn } from './accessibility-en.ts'
import { wordsJa } from './accessibility-ja.ts'
import { wordsKo } from './accessibility-ko.ts'
import { wordsVi } from './accessibility-vi.ts'
import { wordsZhHans } from './accessibility-zh-hans.ts'
import type { DisclosureField } from './disclosure.ts'

/** What a policy says, each with its heading, in the order in which みんなの公共サイト運用ガイドライン asks for it. */
export type PolicyWords = Readonly<
  Record<'scope' | 'target' | 'date' | 'state' | 'exceptions' | 'help', readonly [string, string]>
>

/** What in a policy is the office's own: its name and where to ask. */
export type PolicyOffice = { name: string; desks: ReadonlyArray<{ name: string; phone: string }> }

const wordsIn = {
  ja: wordsJa,
  easy: wordsEasy,
  en: wordsEn,
  'zh-Hans': wordsZhHans,
  ko: wordsKo,
  vi: wordsVi,
}

/**
 * The office's policy in every language; 準拠 is a goal until the ward's own test by JIS X 8341-3 has been
 * published.
 */
export function accessibilityFields({ name, contact }: Office): DisclosureField[] {
  const { callCentre, phone } = contact
  const own = { name, phone }
  const asked = isOwnCallCentre(own, callCentre) ? [own] : [own, callCentre]
  return languages.flatMap(language => {
    const words: PolicyWords = wordsIn[language]({
      name: name[language] ?? name.ja,
      desks: asked.map(desk => ({ ...desk, name: desk.name[language] ?? desk.name.ja })),
    })
    return Object.entries(words).map(([key, [label, filledIn]]) => ({
      ...{ key: `${key}-${language}`, language, label, filledIn },
    }))
  })
}
