import { expect, test } from 'vitest'
import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { formOf, openVisitor, textOf, valueOf } from '../support/visitor.ts'
import { answers, deedsOf, given } from './surveys.ts'

const month = (name: string) => `/staff/survey/months/${name}`
const now = '2026-11-25T09:00'

async function supervisor(site: Site) {
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'supervisor')
  return visitor
}

const goal = { 'goal-ja': '見本の目標', 'goal-en': 'A sample goal' }

test('a month gets its goal, its order, its wording and what is left out', async () => {
  const site = await openSite({ now })
  const visitor = await supervisor(site)
  const change = {
    ...goal,
    ...{ 'q-wait-position': '2', 'q-explain-position': '9', 'q-sign-asked': '' },
    ...{ 'q-wait-ja': '待ち時間はどうでしたか', 'q-wait-en': 'How was the wait?' },
  }

  const saved = await visitor.submit(await visitor.get(month('2026-12')), month('2026-12'), change)
  expect(saved.html).toContain('保存しました')

  site.setNow('2026-12-01T09:00')
  const shown = textOf((await openVisitor(site).get('/mihon/survey')).html)
  expect(shown).toContain('見本の目標')
  expect(shown).toContain('待ち時間はどうでしたか')
  expect(shown).not.toContain('案内表示')
  expect(shown.indexOf('待ち時間')).toBeLessThan(shown.indexOf('職員の説明'))
  expect(await deedsOf(site)).toMatchObject([
    { deed: 'change_survey_month', details_json: '{"month":"2026-12"}' },
  ])
})

test('an office that was set up by itself begins its questionnaire with the standard questions', async () => {
  const site = await openSite({ now })
  await site.change(db => db.deleteFrom('survey_months').execute())
  const visitor = await supervisor(site)
  const home = await visitor.get('/staff/survey')
  expect(home.links).toContain(month('2026-11'))
  expect((await openVisitor(site).get('/mihon/survey')).status).toBe(404)

  const page = await visitor.get(month('2026-11'))
  const saved = await visitor.submit(page, month('2026-11'), { ...goal, 'q-privacy-asked': '' })

  expect(saved.html).toContain('保存しました')
  const asked = textOf((await openVisitor(site, 'ko').get('/mihon/survey')).html)
  expect(asked).toContain('오늘 창구 응대는 전체적으로 어떠셨나요?')
  expect(asked).toContain('방문 전 예약은 이용하기 쉬웠나요?')
  expect(asked).not.toContain('사생활 보호')
  await given(site, [5])
  expect(await answers(site)).toMatchObject([{ month: '2026-11', scores: { 'q-overall': 5 } }])
  site.setNow('2026-12-01T09:00')
  expect((await openVisitor(site).get('/mihon/survey')).status).toBe(200)
})

test('before it has begun, clerks are told so and led nowhere', async () => {
  const site = await openSite({ now })
  await site.change(db => db.deleteFrom('survey_months').execute())
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'clerk')

  const home = await visitor.get('/staff/survey')

  expect(textOf(home.html)).toContain('まだアンケートを行っていません')
  expect(home.links.filter(link => link.startsWith('/staff/survey/'))).toEqual([])
})

test('a new wording takes the place of the old one in every language', async () => {
  const site = await openSite({ now })
  const visitor = await supervisor(site)
  const change = { 'q-wait-ja': '待ち時間はどうでしたか', 'q-wait-en': 'How was the wait?' }
  await visitor.submit(await visitor.get(month('2026-11')), month('2026-11'), change)

  const { html } = await openVisitor(site, 'vi').get('/mihon/survey')

  expect(html).toContain('Nhân viên giải thích có dễ hiểu không?')
  expect(html).toContain('<span lang="ja">待ち時間はどうでしたか</span>')
})

test('later months ask the same until they are changed, but have goals of their own', async () => {
  const site = await openSite({ now })
  const visitor = await supervisor(site)
  const page = await visitor.get(month('2026-12'))
  await visitor.submit(page, month('2026-12'), { ...goal, 'q-sign-asked': '' })

  const form = formOf(await visitor.get(month('2027-01')), month('2027-01'))
  expect(valueOf(form, 'goal-ja')).toBe('')
  expect(valueOf(form, 'q-sign-asked')).toBeUndefined()
  expect(valueOf(form, 'q-wait-asked')).toBe('1')
  expect(valueOf(formOf(await visitor.get(month('2026-11')), month('2026-11')), 'q-sign-asked')).toBe('1')
})

test('a month that has answers is not changed by changing the one before', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  await given(site, [5])
  const visitor = await supervisor(site)
  const before = await visitor.get(month('2026-11'))
  await visitor.submit(before, month('2026-11'), { 'q-wait-ja': '別の文', 'q-wait-en': 'Another' })

  const page = await visitor.get(month('2026-12'))

  expect(valueOf(formOf(page, month('2026-12')), 'q-wait-ja')).toBe('待ち時間は納得できるものでしたか')
})

test.each([
  ['another wording', { 'q-overall-ja': '別の文' }],
  ['no wording in English', { 'q-overall-en': '' }],
])('a question that has been answered keeps its wording: %s is refused', async (_, change) => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  await given(site, [5])
  const visitor = await supervisor(site)

  const page = await visitor.submit(await visitor.get(month('2026-12')), month('2026-12'), change)

  expect(page.status).toBe(422)
  expect(page.html).toContain('この月の回答があるので')
})

test('a question that has been answered stays, others can still be taken away', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const poster = openVisitor(site)
  await poster.post('/mihon/survey', { 'q-overall': '5', 'q-wait': '2' })
  const visitor = await supervisor(site)
  const page = await visitor.get(month('2026-12'))

  const refused = await visitor.submit(page, month('2026-12'), { 'q-wait-asked': '' })
  const taken = await visitor.submit(page, month('2026-12'), { 'q-sign-asked': '' })

  expect(refused.status).toBe(422)
  expect(taken.html).toContain('保存しました')
  expect(await answers(site)).toMatchObject([{ scores: { 'q-wait': 2 } }])
})

test('the first question is always asked and always first', async () => {
  const site = await openSite({ now })
  const visitor = await supervisor(site)
  const page = await visitor.get(month('2026-12'))
  const change = { 'q-overall-asked': '', 'q-overall-position': '9' }

  const saved = await visitor.submit(page, month('2026-12'), change)

  const form = formOf(saved, month('2026-12'))
  expect(form.fields.find(([name]) => name.startsWith('q-'))?.[0]).toBe('q-overall-position')
  expect(valueOf(form, 'q-overall-asked')).toBe('1')
})

test.each([
  ['a goal in one language', { 'goal-ja': '見本' }, 'goal-en'],
  ['a goal that is too long', { 'goal-ja': 'あ'.repeat(101), 'goal-en': 'a' }, 'goal-ja'],
  ['no wording', { 'q-wait-ja': ' ' }, 'q-wait-ja'],
  ['no place', { 'q-wait-position': 'first' }, 'q-wait-position'],
])('%s comes back with what is wrong', async (_, change, field) => {
  const site = await openSite({ now })
  const visitor = await supervisor(site)

  const page = await visitor.submit(await visitor.get(month('2026-12')), month('2026-12'), change)

  expect(page.status).toBe(422)
  expect(page.links).toContain(`#${field}`)
})

test('the preview shows what is typed and keeps nothing', async () => {
  const site = await openSite({ now })
  const visitor = await supervisor(site)
  const preview = `${month('2026-12')}/preview`

  const page = await visitor.submit(await visitor.get(month('2026-12')), preview, goal)

  expect(page.html).toContain('まだ保存していません')
  expect(valueOf(formOf(page, month('2026-12')), 'goal-ja')).toBe('見本の目標')
  expect((await visitor.get('/staff/survey/months?year=2026')).html).not.toContain('見本の目標')
})

test('two who change a month at the same time: the second is told', async () => {
  const site = await openSite({ now })
  const visitor = await supervisor(site)
  const page = await visitor.get(month('2026-12'))
  await visitor.submit(page, month('2026-12'), goal)

  const late = await visitor.submit(page, month('2026-12'), { 'goal-ja': '別', 'goal-en': 'Other' })

  expect(late.status).toBe(409)
  expect(late.html).toContain('ほかの人が先に変更しました')
})

test.each([
  ['the month before', '2026-10', 200],
  ['an older one', '2026-09', 404],
  ['twelve months ahead', '2027-11', 200],
  ['thirteen months ahead', '2027-12', 404],
  ['no month', '2026-13', 404],
])('%s can be changed or not', async (_, name, status) => {
  const site = await openSite({ now })
  const visitor = await supervisor(site)

  expect((await visitor.get(month(name))).status).toBe(status)
})
