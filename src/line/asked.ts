import { lineTextsIn } from '#views/text/line.ts'
import { lineWords } from '#views/text/line-words.ts'
import { asLanguage, type Language, languages } from '../languages.ts'
import { searchKey } from '../offices/search.ts'

const plainQuestions = [
  ...(['menu', 'bookings', 'bring', 'crowded', 'change', 'cancel'] as const),
  ...(['guide', 'languages', 'unlink'] as const),
] as const
type PlainQuestion = (typeof plainQuestions)[number]

/** What somebody wants to know or have done. */
export type Asked =
  | { what: PlainQuestion }
  | { what: 'life_event' | 'service'; slug: string }
  | { what: 'language'; language: Language }
  | { what: 'search'; words: string }

/** What a button sends back: no booking is named in it, so nothing is done by it to one that is not the sender's. */
export function dataOf(asked: Exclude<Asked, { what: 'search' }>): string {
  if ('slug' in asked) return `${asked.what}/${asked.slug}`
  return 'language' in asked ? `${asked.what}/${asked.language}` : asked.what
}

/** What a button has sent; the menu for what no button of ours sends. */
export function askedByData(data: string): Asked {
  const [what = '', value = ''] = data.split('/')
  const plain = plainQuestions.find(question => question === what)
  if (plain) return { what: plain }
  if (what === 'life_event' || what === 'service') return { what, slug: value.slice(0, 40) }
  const language = what === 'language' ? asLanguage(value) : null
  return language ? { what: 'language', language } : { what: 'menu' }
}

/** What somebody has written: the words of a button in any language, or else words to look for. */
export function askedByText(text: string): Asked {
  const key = searchKey(text)
  const plain = plainQuestions.find(question =>
    [
      ...languages.map(language => lineTextsIn(language).quick[question]),
      ...(lineWords[question] ?? []),
    ].some(words => searchKey(words) === key),
  )
  if (plain) return { what: plain }
  return key === '' ? { what: 'menu' } : { what: 'search', words: text.slice(0, 100) }
}
