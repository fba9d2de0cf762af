import { expect, test } from 'vitest'
import { forgetLinks } from '#src/survey/forget-links.ts'
import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { formOf, openVisitor, valueOf } from '../support/visitor.ts'
import { answers, comments, deedsOf } from './surveys.ts'

const paper = '/staff/survey/paper'
const stack = `${paper}?month=2026-12&counter=ido`
const now = '2026-12-10T09:00'

async function clerk(site: Site) {
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'clerk')
  return visitor
}

test('sheets are typed in one after the other, by figures from 0 to 5 in any width', async () => {
  const site = await openSite({ now })
  const visitor = await clerk(site)

  const first = await visitor.get(stack)
  const fields = { 'q-overall': '５', 'q-explain': '0', 'q-wait': '1', comment: '見本' }
  const second = await visitor.submit(first, paper, fields)
  const third = await visitor.submit(second, paper, { 'q-overall': '3' })

  expect(third.html).toContain('2枚 入力しました')
  const found = await answers(site)
  expect(found.map(({ scores }) => scores)).toEqual(
    expect.arrayContaining([{ 'q-overall': 5, 'q-explain': null, 'q-wait': 1 }, { 'q-overall': 3 }]),
  )
  const ido = site.office.counters.find(({ slug }) => slug === 'ido')
  for (const answer of found)
    expect(answer).toMatchObject({ channel: 'paper', month: '2026-12', counter_id: ido?.id })
  expect(await comments(site)).toMatchObject([{ body: '見本' }])
  expect(await deedsOf(site)).toMatchObject([
    { deed: 'enter_survey_sheet', details_json: '{"month":"2026-12"}' },
    { deed: 'enter_survey_sheet' },
  ])
})

test('Enter pressed twice is one sheet', async () => {
  const site = await openSite({ now })
  const visitor = await clerk(site)
  const page = await visitor.get(stack)

  const send = () => visitor.submit(page, paper, { 'q-overall': '5' })
  await Promise.all([send(), send()])

  expect(await answers(site)).toHaveLength(1)
})

test('Enter pressed twice is one sheet with its words too, and goes on to the next', async () => {
  const site = await openSite({ now })
  const visitor = await clerk(site)
  const page = await visitor.get(stack)

  const send = () => visitor.submit(page, paper, { 'q-overall': '5', comment: '見本' })
  const pressed = [await send(), await send()]

  expect(pressed.map(({ status, path }) => [status, path.split('?')[0]])).toEqual([
    [200, paper],
    [200, paper],
  ])
  expect(await answers(site)).toHaveLength(1)
  expect(await comments(site)).toMatchObject([{ body: '見本' }])
})

test('a page of yesterday takes a further sheet with words', async () => {
  const site = await openSite({ now })
  const visitor = await clerk(site)
  const page = await visitor.get(stack)
  await visitor.submit(page, paper, { 'q-overall': '5', comment: '見本 一' })

  site.setNow('2026-12-11T11:00')
  await forgetLinks(site.deps)
  await letVisitorIn(site, visitor, 'clerk')
  const sent = await visitor.submit(page, paper, { 'q-overall': '4', comment: '見本 二' })

  expect(sent.status).toBe(200)
  expect(await answers(site)).toHaveLength(2)
  expect((await comments(site)).map(({ body }) => body).toSorted()).toEqual(['見本 一', '見本 二'])
})

test('the sheet before can be taken back, once', async () => {
  const site = await openSite({ now })
  const visitor = await clerk(site)
  const page = await visitor.submit(await visitor.get(stack), paper, { 'q-overall': '5' })

  const back = await visitor.submit(page, `${paper}/take-back`)
  const again = await visitor.submit(page, `${paper}/take-back`)

  expect(back.html).toContain('直前の1枚を取り消しました')
  expect(again.html).toContain('取り消せる1枚がありません')
  expect(await answers(site)).toEqual([])
})

test('what was written on a sheet goes with it, and only that', async () => {
  const site = await openSite({ now })
  const visitor = await clerk(site)
  const first = await visitor.submit(await visitor.get(stack), paper, {
    'q-overall': '4',
    comment: '見本の一',
  })
  const page = await visitor.submit(first, paper, { 'q-overall': '5', comment: '見本の二' })

  const back = await visitor.submit(page, `${paper}/take-back`)
  await visitor.submit(back, paper, { 'q-overall': '2', comment: '見本の二' })

  const kept = await answers(site)
  expect(new Set((await comments(site)).map(({ body }) => body))).toEqual(new Set(['見本の一', '見本の二']))
  expect(await comments(site)).toHaveLength(2)
  expect(new Set(kept.map(({ scores }) => scores['q-overall']))).toEqual(new Set([2, 4]))
  expect(kept).toHaveLength(2)
})

test('a key of what was written looks like any other', async () => {
  const site = await openSite({ now })
  const visitor = await clerk(site)
  await visitor.submit(await visitor.get(stack), paper, { comment: '見本' })

  expect((await comments(site))[0]?.id).toMatch(
    /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
  )
})

test.each([
  ['a figure above 5', { 'q-overall': '6' }, '0から5'],
  ['an empty sheet', {}, '白紙'],
])('%s comes back', async (_, fields, text) => {
  const site = await openSite({ now })
  const visitor = await clerk(site)

  const page = await visitor.submit(await visitor.get(stack), paper, fields)

  expect(page.status).toBe(422)
  expect(page.html).toContain(text)
  expect(valueOf(formOf(page, paper), 'month')).toBe('2026-12')
  expect(await answers(site)).toEqual([])
})

test.each([
  ['this month', '2026-12', true],
  ['eleven months ago', '2026-01', true],
  ['twelve months ago', '2025-12', false],
  ['next month', '2027-01', false],
])('sheets of %s are taken or not', async (_, month, isTaken) => {
  const site = await openSite({ now })
  const visitor = await clerk(site)

  await visitor.post(paper, { month, counter: '', 'q-overall': '5' })

  expect((await answers(site)).map(answer => answer.month)).toEqual(isTaken ? [month] : [])
})

test('months before the office asked anything have no sheets, and an office that never has has none at all', async () => {
  const site = await openSite({ now })
  await site.change(db => db.updateTable('survey_months').set({ month: '2026-11' }).execute())
  const visitor = await clerk(site)

  const { html } = await visitor.get(paper)
  expect(['2026-12', '2026-11', '2026-10'].map(month => html.includes(`value="${month}"`))).toEqual([
    ...[true, true, false],
  ])
  await visitor.post(paper, { month: '2026-10', counter: '', 'q-overall': '5' })
  expect(await answers(site)).toEqual([])

  await site.change(db => db.deleteFrom('survey_months').execute())
  expect((await visitor.get(paper)).path).toBe('/staff/survey')
})

test('the sheet to print has the questions of its month and the keys to circle', async () => {
  const site = await openSite({ now })
  const visitor = await clerk(site)

  const { html } = await visitor.get('/staff/survey/sheet?month=2026-12')

  expect(html).toContain('8. 来庁前の予約は使いやすかったですか')
  expect(html.match(/<td class="sheet-mark">5<\/td>/g)).toHaveLength(8)
})
