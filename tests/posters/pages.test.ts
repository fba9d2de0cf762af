import { expect, test } from 'vitest'
import { languages, langOf } from '#src/languages.ts'
import { posterSubjects, typedAddress } from '#src/posters/poster.ts'
import { residentTextsIn } from '#views/text/index.ts'
import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { openVisitor, textOf, type Visitor } from '../support/visitor.ts'
import { readQr } from './read-qr.ts'

const posters = '/staff/posters'
const publicUrl = 'http://localhost'

async function openPosters(
  login: 'reception' | 'admin' = 'reception',
): Promise<{ site: Site; staff: Visitor }> {
  const site = await openSite({ now: '2026-12-01T09:00', settings: { PUBLIC_URL: publicUrl } })
  const staff = openVisitor(site)
  await letVisitorIn(site, staff, login)
  return { site, staff }
}

const codeOf = (html: string) => /<svg viewBox.*?<\/svg>/s.exec(html)?.[0] ?? ''

test('the code of every service, life event and of the office leads to a page of it that there is', async () => {
  const { site, staff } = await openPosters()
  const subjects = posterSubjects(site.office)
  expect(subjects.length).toBe(1 + site.office.lifeEvents.length + site.office.services.length)

  for (const { key, kind, path, name } of subjects) {
    const { html } = await staff.get(`${posters}/qr.svg?of=${encodeURIComponent(key)}`)

    expect(readQr(html), key).toBe(`${publicUrl}${path}`)
    const page = await openVisitor(site).get(path)
    expect(page.status, key).toBe(200)
    expect(page.heading, key).toBe(kind === 'office' ? '窓口の予約' : name.ja)
  }
})

test.for(languages)('a poster in %s leads to the page in that language', async language => {
  const { site, staff } = await openPosters()

  const { html } = await staff.get(`${posters}?of=services/tennyu&language=${language}`)

  const link = readQr(codeOf(html))
  expect(link).toBe(`${publicUrl}/mihon/services/tennyu${language === 'ja' ? '' : `?lang=${language}`}`)
  const page = await openVisitor(site).get(link.replace(publicUrl, ''))
  expect(page.html).toContain(`<html lang="${langOf(language)}">`)
  expect(/<article [^>]*lang="([^"]*)"/.exec(html)?.[1]).toBe(langOf(language))
})

test('without a language of its own a poster leaves the choice to the phone', async () => {
  const { site, staff } = await openPosters()

  const { html } = await staff.get(`${posters}?of=services/tennyu&language=all`)

  const path = readQr(codeOf(html)).replace(publicUrl, '')
  expect((await openVisitor(site, 'vi').get(path)).html).toContain('<html lang="vi">')
  const poster = textOf(/<article.*<\/article>/s.exec(html)?.[0] ?? '').replaceAll(' ', '')
  for (const language of ['ja', 'en', 'zh-Hans', 'ko', 'vi'] as const)
    expect(poster).toContain(residentTextsIn[language].posters.headline.book.replaceAll(' ', ''))
})

test('it says in words where the code leads, whom it is of and how to reach them', async () => {
  const { staff } = await openPosters()

  const text = textOf((await staff.get(`${posters}?of=services/tennyu&form=a3&language=ja`)).html)

  for (const said of [
    '見本区役所 窓口の予約ができます 転入届（市外から引っ越してきた）',
    '持ち物と空いている時間を見て、予約できます',
    '電話でも予約できます 06-0000-0000',
  ])
    expect(text).toContain(said)
  expect(text.replaceAll(' ', '')).toContain('localhost/mihon/services/tennyu')
})

test('what needs no booking is not said to be booked', async () => {
  const { site, staff } = await openPosters()
  const { slug } = site.office.services.find(({ isBookable }) => !isBookable) ?? { slug: '' }

  for (const form of ['a4', 'box']) {
    const { html } = await staff.get(`${posters}?of=services/${slug}&form=${form}&language=ja`)
    const poster = textOf(/<article.*<\/article>/s.exec(html)?.[0] ?? '')
    expect(poster).toContain('予約はいりません')
    expect(poster).not.toContain('予約できます')
  }
})

test('a name that the office has not entered is told before anything is printed', async () => {
  const { site, staff } = await openPosters('admin')
  const { ko: _korean, ...name } = site.wish('tennyu').services[0]?.name ?? { ja: '' }
  const enter = (texts: object) =>
    site.change(db =>
      db
        .updateTable('services')
        .set({ name: JSON.stringify(texts) })
        .where('slug', '=', 'tennyu')
        .execute(),
    )
  const korean = async () => textOf((await staff.get(`${posters}?of=services/tennyu&language=ko`)).html)

  await enter({ ...name, ko: '전입신고' })
  expect(await korean()).not.toContain('名前が入っていない言語')
  await enter(name)
  expect(await korean()).toContain('名前が入っていない言語があります')
  const { links } = await staff.get(`${posters}?of=services/tennyu&language=ko`)
  expect(links).toContain('/staff/setup/offices/mihon/catalogue/services/tennyu')
})

test('the box for the ward paper is black, whatever colour was chosen', async () => {
  const { staff } = await openPosters()

  const { html } = await staff.get(`${posters}?of=office&form=box&language=all&ink=colour`)

  const isColoured = (page: string) => page.includes('/staff/posters/colour.css')
  expect(isColoured(html)).toBe(false)
  expect(isColoured((await staff.get(`${posters}?ink=black`)).html)).toBe(false)
  expect(isColoured((await staff.get(posters)).html)).toBe(true)
})

test('a poster is in the colour that the office has chosen', async () => {
  const { site, staff } = await openPosters()
  await site.change(db => db.updateTable('offices').set({ key_colour: 'green' }).execute())

  const sheet = await staff.get(`${posters}/colour.css`)

  expect(sheet.headers.get('Content-Type')).toContain('text/css')
  expect(sheet.html).toContain('.poster {\n  --primary: #115a36')
})

test('the code alone is taken as a file that says what it is', async () => {
  const { staff } = await openPosters()

  const file = await staff.get(`${posters}/qr.svg?of=services%2Ftennyu&language=vi`)

  expect(file.headers.get('Content-Type')).toBe('image/svg+xml; charset=utf-8')
  expect(file.headers.get('Content-Disposition')).toMatch(
    /^attachment; filename="mihon_qr-services-tennyu-vi\.svg"; filename\*=UTF-8''QR/,
  )
  expect(file.html).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  expect(readQr(file.html)).toBe(`${publicUrl}/mihon/services/tennyu?lang=vi`)
})

test.for(['of=services/none', 'of=../a', 'form=a0', 'language=xx', 'ink=gold', 'of=office&of=office'])(
  'a choice that there is not (%s) is refused',
  async choice => {
    const { staff } = await openPosters()

    for (const path of [posters, `${posters}/qr.svg`])
      expect([404, 422]).toContain((await staff.get(`${path}?${choice}`)).status)
  },
)

test('an address is typed without its https, but never without its http', () => {
  expect(typedAddress('https://yoyaku.example.jp/mihon')).toBe('yoyaku.example.jp/mihon')
  expect(typedAddress('http://yoyaku.example.jp/mihon')).toBe('http://yoyaku.example.jp/mihon')
})
