import { expect, test } from 'vitest'
import { openSite } from '../support/site.ts'
import { openVisitor } from '../support/visitor.ts'

const now = '2026-12-01T08:30'

test.for([
  { language: 'vi', words: 'Đăng ký kết hôn'.normalize('NFD'), slug: 'koseki-konin' },
  { language: 'vi', words: 'dang ky ket hon', slug: 'koseki-konin' },
  { language: 'vi', words: 'BAN SAO PHIEU CU DAN', slug: 'shomei-juminhyo' },
  { language: 'ko', words: '혼인 신고', slug: 'koseki-konin' },
  { language: 'ko', words: '혼인신고', slug: 'koseki-konin' },
  { language: 'ko', words: '주민표사본', slug: 'shomei-juminhyo' },
  { language: 'ja', words: '引越し', slug: 'tennyu' },
  { language: 'ja', words: '引越', slug: 'tennyu' },
  { language: 'ja', words: '婚姻届け', slug: 'koseki-konin' },
  { language: 'ja', words: 'マイナンバーカードの受取り', slug: 'mn-uketori' },
  { language: 'ja', words: 'カード　受取', slug: 'mn-uketori' },
  { language: 'ja', words: 'ｼﾞｭｳﾐﾝﾋｮｳ', slug: 'shomei-juminhyo' },
])('who reads $language and looks for “$words” is led to $slug first', async ({ language, words, slug }) => {
  const visitor = openVisitor(await openSite({ now }), language)

  const { links } = await visitor.get(`/mihon/services?q=${encodeURIComponent(words)}`)

  expect(links.filter(link => link.startsWith('/mihon/services/'))[0]).toBe(`/mihon/services/${slug}`)
})

test.for([
  { what: 'kana without their marks', words: 'しゅうみんひょう' },
  { what: 'another word in katakana before the same kanji', words: 'パスポートの受取り' },
  { what: 'one kanji of a word with other kana', words: '取らない' },
])('$what are another word: “$words” finds nothing', async ({ words }) => {
  const visitor = openVisitor(await openSite({ now }))

  const { links } = await visitor.get(`/mihon/services?q=${encodeURIComponent(words)}`)

  expect(links.filter(link => link.startsWith('/mihon/services/'))).toEqual([])
})
