import { expect, test } from 'vitest'
import { type Language, languages } from '#src/languages.ts'
import { unmarked } from '#src/marks.ts'
import { easy } from '#views/text/easy.ts'
import { jaWithReadings, residentTextsIn, textsIn } from '#views/text/index.ts'
import { messagesIn } from '#views/text/messages.ts'
import { reviewedTexts, said } from '#views/text/review.ts'

// Numbers that no text has by itself, so that each is found where it is said.
const values = [71, 82, 93]
const kanji = /[\p{Script=Han}々]/u
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u

const other = languages.filter(language => language !== 'ja')
const foreign = ['zh-Hans', 'ko', 'vi'] as const
const ofResidents = new Set(said(residentTextsIn.easy, values).map(([path]) => path))

/** What residents read in a language: on pages and in messages. */
function wordsIn(language: Language): Array<[string, string]> {
  const pages = said(residentTextsIn[language], values).filter(([path]) => ofResidents.has(path))
  const messages = said(messagesIn[language], values)
  return [...pages, ...messages.map(([path, text]): [string, string] => [`messages.${path}`, text])]
}

test.for(other)('%s says everything that Japanese says', language => {
  const said = new Set(wordsIn(language).map(([path]) => path))
  const missing = wordsIn('ja').filter(([path]) => !said.has(path) && !path.startsWith('shell.readings'))

  expect(missing).toEqual([])
})

test.for(other)('%s says every number that Japanese says', language => {
  const said = new Map(wordsIn(language))
  const numbersOf = (text = '') => values.filter(value => text.includes(String(value)))
  const wrong = wordsIn('ja').filter(
    ([path, text]) =>
      // The year of the era is said in Japanese alone.
      path !== 'slots.monthTitle' && numbersOf(text).join() !== numbersOf(said.get(path)).join(),
  )

  expect(wrong.map(([path]) => path)).toEqual([])
})

test.for(languages)('no text of %s is empty', language => {
  const empty = wordsIn(language).filter(([path, text]) => text.trim() === '' && !path.endsWith('.past'))

  expect(empty).toEqual([])
})

test.for(foreign)('no Japanese letter is left in %s', language => {
  expect(wordsIn(language).filter(([, text]) => kana.test(text))).toEqual([])
})

test.for(['ko', 'vi'] as const)('no Chinese character is left in %s', language => {
  expect(wordsIn(language).filter(([, text]) => kanji.test(text))).toEqual([])
})

test('the characters of mainland China are used, not those of Japan', () => {
  const onlyJapanese = /[込働畑辻峠気図対応変経済発売険験帰団囲広庁労読電話間開閉個届録類様実効]/u

  expect(wordsIn('zh-Hans').filter(([, text]) => onlyJapanese.test(text))).toEqual([])
})

/** Words for which docs/terms-of-translation.md has another. */
const others: Record<(typeof foreign)[number], RegExp> = {
  'zh-Hans': /邮箱地址|你(?!们)/u,
  ko: /성함|일시|절차(?!·서류)|종합안내|맡아 |십시오/u,
  vi: /(?<!kết )\bbạn\b|\bhãy\b|e-mail|hộp thư góp ý|giấy cư trú/iu,
}

test.for(foreign)('%s has one word for one thing and speaks to everybody in the same way', language => {
  expect(wordsIn(language).filter(([, text]) => others[language].test(text))).toEqual([])
})

test('every kanji of the plain words has a reading', () => {
  const unread = (text: string) => text.replaceAll(/\{[^|{}]+\|[^{}]+\}/g, '')
  const wrong = said(easy, values).filter(
    ([, text]) => kanji.test(unread(text)) || /[{}|]/.test(unread(text)),
  )

  expect(wrong).toEqual([])
})

test('every reading stands over kanji or a number with its counter, and is in hiragana', () => {
  const readings = said(easy, values).flatMap(([path, text]) =>
    [...text.matchAll(/\{([^|{}]+)\|([^{}]+)\}/g)].map(([, base = '', reading = '']) => ({
      path,
      base,
      reading,
    })),
  )
  const wrong = readings.filter(
    ({ base, reading }) =>
      !/^[\p{Script=Han}々\d]+$/u.test(base) || !/^[\p{Script=Hiragana}ー]+$/u.test(reading),
  )

  expect(readings.length).toBeGreaterThan(300)
  expect(wrong).toEqual([])
})

test('every word of the Japanese texts for residents has a reading', () => {
  const wrong = said(jaWithReadings(), values)
    // Dates stay as they are.
    .filter(([path]) => ofResidents.has(path) && path !== 'slots.monthTitle')
    .map(([path, text]) => [path, text.replaceAll(/\u{FFF9}[^\u{FFFB}]*\u{FFFB}/gu, '')] as const)
    .filter(([, text]) => kanji.test(text))

  expect(wrong).toEqual([])
})

test('with and without its readings a Japanese text has the same letters', () => {
  const plain = new Map(said(residentTextsIn.ja, values))
  const changed = said(jaWithReadings(), values).filter(([path, text]) => plain.get(path) !== unmarked(text))

  expect(changed).toEqual([])
})

test('every area of the texts has a name for those who review them', () => {
  const areas = new Set(reviewedTexts().map(({ area }) => area))

  for (const { areas: names } of [textsIn.ja.review, textsIn.en.review])
    expect([...areas].filter(area => !(area in names))).toEqual([])
})
