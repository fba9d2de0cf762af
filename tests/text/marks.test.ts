import { expect, test } from 'vitest'
import { foreign, readingsOf, unmarked, withElements } from '#src/marks.ts'
import { plainTextOf, textOf } from '#src/offices/localized.ts'

const shown = { hasReadings: true }
const hidden = { hasReadings: false }
const booking = readingsOf('{予約|よやく}する')
const ruby = '<ruby>予約<rp>（</rp><rt>よやく</rt><rp>）</rp></ruby>する'

test('a reading stands above its word, and in brackets where there is no ruby', () => {
  expect(withElements(`<p>${booking}</p>`, shown)).toBe(`<p><span>${ruby}</span></p>`)
})

test('without readings the letters alone are left', () => {
  expect(withElements(`<p>${booking}</p>`, hidden)).toBe('<p>予約する</p>')
})

test('attributes, titles, options and typed texts hold letters alone', () => {
  const page = `<title>${booking}</title><a title="${booking}"><option value="a">${booking}</option><textarea>${booking}</textarea></a>`

  expect(withElements(page, shown)).toBe(
    '<title>予約する</title><a title="予約する"><option value="a">予約する</option><textarea>予約する</textarea></a>',
  )
})

test('a text that exists in Japanese alone says so on a page in another language', () => {
  const name = textOf({ ja: '住民情報', en: 'Residents' }, 'vi')

  expect(withElements(`<li>Quầy số 2 ${name}</li><li title="${name}"></li>`, hidden)).toBe(
    '<li><span>Quầy số 2 <span lang="ja">住民情報</span></span></li><li title="住民情報"></li>',
  )
})

test('plain words without an entry are the Japanese ones, with the readings entered for the same words', () => {
  expect(textOf({ ja: '転入届' }, 'easy')).toBe('転入届')
  expect(unmarked(textOf({ ja: '転入届', easy: '{転入届|てんにゅうとどけ}' }, 'ja'))).toBe('転入届')
  expect(withElements(textOf({ ja: '転入届', easy: '{転入届|てんにゅうとどけ}' }, 'ja'), shown)).toContain(
    'てんにゅうとどけ',
  )
  expect(textOf({ ja: '転入届', easy: 'ひっこしの {届|とど}け' }, 'ja')).toBe('転入届')
})

test('a message and another program get letters alone', () => {
  expect(plainTextOf({ ja: '転入届', easy: '{転入届|てんにゅうとどけ} です' }, 'easy')).toBe('転入届 です')
  expect(plainTextOf({ ja: '転入届' }, 'vi')).toBe('転入届')
})

test('a mark that lost its other half leaves nothing behind', () => {
  const broken = `<p>\u{FFF9}予約 <b>\u{FFFB}</b>${foreign('あ').slice(0, -1)}</p>`

  expect(withElements(broken, shown).replaceAll(/<\/?span>/g, '')).toBe('<p>予約 <b></b>あ</p>')
  expect(withElements('<p>{予約|よやく}</p>', shown)).toBe('<p>{予約|よやく}</p>')
})
