import { expect, test } from 'vitest'
import { openSite } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { openTwoOffices } from '../support/two-offices.ts'
import { formOf, openVisitor, valueOf } from '../support/visitor.ts'
import { answers, comments, firstQuestion } from './surveys.ts'

const poster = '/mihon/survey'
const now = '2026-12-01T09:00'

test('whoever scans the poster answers all at once, without a ticket', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const page = await visitor.get(poster)
  expect(page.html).toContain(firstQuestion)

  const fields = { 'q-overall': '5', 'q-sign': '2', 'q-booking': 'none', counter: 'ido', comment: '見本' }
  const thanks = await visitor.submit(page, poster, fields)

  expect(thanks.path).toBe(`${poster}/thanks`)
  expect(await answers(site)).toMatchObject([
    { channel: 'poster', month: '2026-12', scores: { 'q-overall': 5, 'q-sign': 2 } },
  ])
  expect(await comments(site)).toMatchObject([{ body: '見本' }])
})

test('a browser answers once a month', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const page = await visitor.get(poster)
  await visitor.submit(page, poster, { 'q-overall': '5' })

  expect((await visitor.get(poster)).html).toContain('もういただいています')
  await visitor.submit(page, poster, { 'q-overall': '1' })
  expect(await answers(site)).toHaveLength(1)

  site.setNow('2027-01-04T09:00')
  await visitor.submit(await visitor.get(poster), poster, { 'q-overall': '1' })
  expect(await answers(site)).toHaveLength(2)
})

test('a browser that has answered at one office answers at another one too, and once at each', async () => {
  const { site } = await openTwoOffices()
  const visitor = openVisitor(site)
  const answerAt = async (path: string) => visitor.submit(await visitor.get(path), path, { 'q-overall': '5' })
  await answerAt(poster)

  const thanks = await answerAt('/tonari/survey')

  expect(thanks.path).toBe('/tonari/survey/thanks')
  expect(new Set((await answers(site)).map(({ office_id }) => office_id)).size).toBe(2)
  for (const path of [poster, '/tonari/survey'])
    expect((await visitor.get(path)).html).toContain('もういただいています')
})

test('what a browser remembers from before there were several offices still counts', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  visitor.cookies.set('madoguchi-survey', '2026-12')

  expect((await visitor.get(poster)).html).toContain('もういただいています')
})

test('sent twice at once it is one answer', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const page = await visitor.get(poster)

  await Promise.all([
    visitor.submit(page, poster, { 'q-overall': '5' }),
    visitor.submit(page, poster, { 'q-overall': '5' }),
  ])

  expect(await answers(site)).toHaveLength(1)
})

test('a program that fills in the field nobody sees is thanked and not counted', async () => {
  const site = await openSite({ now })

  const page = await openVisitor(site).post(poster, { 'q-overall': '1', website: 'https://example.test' })

  expect(page.path).toBe(`${poster}/thanks`)
  expect(await answers(site)).toEqual([])
})

test.each([
  ['no first answer', {}, '最初の質問の答え'],
  ['a mark that is none', { 'q-overall': '9' }, '画面の中から'],
  ['a counter that there is not', { 'q-overall': '5', counter: 'nowhere' }, '一覧から'],
  ['too much', { 'q-overall': '5', comment: 'あ'.repeat(401) }, '400文字'],
])('%s comes back filled in', async (_, fields, text) => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)

  const page = await visitor.submit(await visitor.get(poster), poster, { 'q-wait': '2', ...fields })

  expect(page.status).toBe(422)
  expect(page.html).toContain(text)
  expect(valueOf(formOf(page, poster), 'q-wait')).toBe('2')
  expect(await answers(site)).toEqual([])
})

test('one address can send only so many in an hour', async () => {
  const site = await openSite({ now, settings: { RATE_LIMIT: 'on' } })
  const send = () => openVisitor(site).post(poster, { 'q-overall': '1' })
  for (let count = 0; count < 20; count += 1) expect((await send()).status).toBe(200)

  expect((await send()).status).toBe(429)
  expect(await answers(site)).toHaveLength(20)
})

test('the printed poster leads there', async () => {
  const site = await openSite({ now, settings: { PUBLIC_URL: 'http://localhost' } })
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'reception')

  const page = await visitor.get('/staff/survey/poster')

  expect(page.html).toContain('http://localhost/mihon/survey')
  expect(page.html).toContain('<svg')
})
