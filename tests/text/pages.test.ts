import { expect, test } from 'vitest'
import { languages, langOf } from '#src/languages.ts'
import { residentTextsIn } from '#views/text/index.ts'
import { openSite } from '../support/site.ts'
import { openVisitor } from '../support/visitor.ts'

const now = '2026-12-01T08:30'

test.for([
  ['zh-CN,zh;q=0.9', 'zh-Hans'],
  ['zh', 'zh-Hans'],
  ['zh-TW, ko;q=0.5', 'ko'],
  ['ko-KR', 'ko'],
  ['vi-VN,en;q=0.5', 'vi'],
  ['pt-BR,es;q=0.8', 'ja'],
  ['easy', 'ja'],
])('a browser that asks for %s gets %s', async ([header = '', lang]) => {
  const site = await openSite({ now })

  expect((await openVisitor(site, header).get('/mihon')).html).toContain(`<html lang="${lang}">`)
})

test('every language leads to the same page in every other, under its own name', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)

  for (const language of languages) {
    const { html } = await visitor.get(`/mihon/slots?services=tennyu&lang=${language}`)

    expect(html).toContain(`<html lang="${langOf(language)}">`)
    for (const other of languages)
      expect(html).toMatch(
        new RegExp(
          `services=tennyu&amp;lang=${other}" lang="${langOf(other)}" hreflang="${langOf(other)}"[^>]*>${residentTextsIn[other].languageName}<`,
        ),
      )
  }
})

test.for(['xx', 'zh', 'JA', '"><b>', ''])('a link to the language "%s" is answered in words', async code => {
  const site = await openSite({ now })

  const page = await openVisitor(site, 'ko').get(`/mihon?lang=${encodeURIComponent(code)}`)

  expect(page.status).toBe(404)
  expect(page.heading).toBe('이 언어로 된 페이지가 없습니다')
  expect(page.html).toContain('href="/mihon?lang=vi"')
  expect(page.html).not.toContain('"><b>')
})

test('a page for staff is in Japanese for those who chose a language that it does not have', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  await visitor.get('/mihon?lang=vi')

  const signIn = await visitor.get('/staff/sign-in')

  expect(signIn.html).toContain('<html lang="ja">')
  expect(signIn.html).not.toContain('lang=vi')
  expect((await visitor.get('/mihon')).html).toContain('<html lang="vi">')
})

test('plain words stand with their readings until somebody hides them, and stay so', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const ruby = '<ruby>手続<rp>（</rp><rt>てつづ</rt><rp>）</rp></ruby>きを さがす'

  const first = await visitor.get('/mihon?lang=easy')
  expect(first.html).toContain(ruby)
  expect(first.html).toContain('<title>窓口の 予約 | 見本区役所</title>')
  expect(first.html).toContain('href="/mihon?furigana=off"')
  await visitor.get('/mihon?furigana=off')
  const { html } = await visitor.get('/mihon')

  expect(html).toContain('手続きを さがす')
  expect(html).not.toContain('<ruby>')
  expect(html).toContain('href="/mihon?furigana=on"')
})

test('Japanese gains readings on demand, where its words have some', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)

  expect((await visitor.get('/mihon')).html).not.toContain('<ruby>')
  const { html } = await visitor.get('/mihon?furigana=on')

  expect(html).toContain('<ruby>手続<rp>（</rp><rt>てつづ</rt><rp>）</rp></ruby>きをさがす')
  expect((await visitor.get('/mihon?lang=en')).html).not.toContain('<ruby>')
})

test('what somebody typed is never taken for marks', async () => {
  const site = await openSite({ now })

  const { html } = await openVisitor(site, 'vi').get(
    `/mihon/services?q=${encodeURIComponent('{予約|よやく}\u{FFF9}a\u{FFFA}b\u{FFFB}<b>')}`,
  )

  expect(html).toContain('value="{予約|よやく}a&lt;b&gt;"')
})

test.for(languages)('no mark is left on a page in %s', async language => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)

  for (const path of [
    '/mihon',
    '/mihon/services/tennyu',
    '/mihon/slots?services=tennyu',
    '/kiosk/mihon/counters',
  ]) {
    const { html } = await visitor.get(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`)

    expect(html).not.toMatch(/[\u{FFF9}-\u{FFFB}\u{2068}\u{2069}]|\{\p{Script=Han}+\|/u)
  }
})
