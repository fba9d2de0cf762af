import { expect, test } from 'vitest'
import { targetOf } from '#src/indicators/value-queries.ts'
import { newStaffMember } from '../support/queue.ts'
import type { Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'
import { formOf, openVisitor, textOf, valueOf, type Visitor } from '../support/visitor.ts'
import { openSupervisor } from './pages.ts'

const values = '/staff/indicators/years/2023/values'
const rating = '/staff/indicators/years/2023/rating'
const activities = '/staff/indicators/years/2023/activities'
const budget = '/staff/indicators/years/2023/budget'
const review = '/staff/indicators/years/2023/review'

async function audits(site: Site): Promise<Array<{ deed: string; details: Record<string, unknown> }>> {
  const rows = await site.deps.store.read(db =>
    db
      .selectFrom('audit')
      .select(['deed', 'details_json'])
      .where('deed', '!=', 'signed_in')
      .orderBy('id')
      .execute(),
  )
  return rows.map(({ deed, details_json }) => ({ deed, details: JSON.parse(details_json) }))
}

async function save(visitor: Visitor, path: string, fields: Record<string, string>) {
  return visitor.submit(await visitor.get(path), path, fields)
}

/** Another supervisor of the same office. */
async function openSecond(site: Site): Promise<Visitor> {
  const { login } = await newStaffMember(site, 'supervisor')
  const [name = '', token = ''] = (await signIn(site, login)).Cookie.split('=')
  const second = openVisitor(site)
  second.cookies.set(name, token)
  return second
}

test('values are entered in any width and shown with their interval and certainty', async () => {
  const { supervisor } = await openSupervisor()

  const page = await save(supervisor, values, {
    'value-counter-good': '８０．２％',
    'answers-counter-good': '1,000',
    'survey-counter-good': '令和5年度 区民モニターアンケート',
  })

  expect(page.path).toBe('/staff/indicators?year=2023')
  const text = textOf(page.html)
  expect(text).toContain('令和5年度 区民モニターアンケート')
  expect(text).toContain('回答 1,000件')
  expect(text).toContain('95%信頼区間 77.6〜82.6%')
  expect(text).toContain('未達確実')
})

test.for([
  { field: 'value-counter-good', typed: '80.25', says: '小数第1位' },
  { field: 'value-counter-good', typed: '八十', says: '小数第1位' },
  { field: 'value-counter-good', typed: '-1', says: '小数第1位' },
  { field: 'value-counter-good', typed: '100.1', says: '範囲' },
  { field: 'target-info', typed: '1e2', says: '小数第1位' },
  { field: 'answers-info', typed: '0', says: '範囲' },
  { field: 'answers-info', typed: '12.5', says: '整数' },
  { field: 'survey-needs', typed: 'あ'.repeat(101), says: '多すぎ' },
  { field: 'survey-needs', typed: 'a\u0000b', says: '使えない文字' },
])('"$typed" in $field comes back with what is wrong', async ({ field, typed, says }) => {
  const { site, supervisor } = await openSupervisor()

  const page = await save(supervisor, values, { [field]: typed, 'value-efficient': '63' })

  expect(page.status).toBe(422)
  expect(textOf(page.html)).toContain(says)
  expect(valueOf(formOf(page, values), field)).toBe(typed)
  expect(valueOf(formOf(page, values), 'value-efficient')).toBe('63')
  expect(await audits(site)).toEqual([])
})

test('where there is no indicator, its figures lead to the page that adds one', async () => {
  const { site, supervisor } = await openSupervisor()
  await site.change(async db => {
    await db.deleteFrom('indicator_years').execute()
    await db.deleteFrom('indicators').execute()
  })

  const page = await supervisor.get(values)

  expect(textOf(page.html)).toContain('先に、指標を追加してください')
  expect(page.links).toContain('/staff/indicators/definitions')
})

test('the target of a year is that of its own', async () => {
  const { site, supervisor } = await openSupervisor()
  await save(supervisor, '/staff/indicators/years/2026/values', { 'target-counter-good': '85' })
  const target = (slug: string, year: number) =>
    site.deps.store.read(db => targetOf(db, site.office.id, slug, year))

  expect(await target('counter-good', 2022)).toBe(80)
  expect(await target('counter-good', 2023)).toBe(85)
  expect(await target('counter-good', 2026)).toBe(85)
  expect(await target('counter-good', 2024)).toBeNull()
  expect(await target('nothing', 2023)).toBeNull()
  expect(await site.deps.store.read(db => targetOf(db, site.office.id + 1, 'counter-good', 2023))).toBeNull()
})

test('a year of which nothing was said is not the latest, though its forms were saved', async () => {
  const { supervisor } = await openSupervisor()
  for (const part of ['values', 'activities', 'budget', 'review'])
    await save(supervisor, `/staff/indicators/years/2027/${part}`, {})

  const page = await supervisor.get('/staff/indicators')

  expect(page.links).toContain('/staff/indicators/years/2023/values')
  expect(page.links).not.toContain('/staff/indicators/years/2027/values')
  await save(supervisor, '/staff/indicators/years/2026/values', { 'target-counter-good': '85' })
  expect((await supervisor.get('/staff/indicators')).links).toContain('/staff/indicators/years/2026/values')
})

test('an edit is written down with what it changed', async () => {
  const { site, supervisor } = await openSupervisor()

  await save(supervisor, values, { 'value-info': '44.0' })

  expect(await audits(site)).toEqual([
    {
      deed: 'save_year_values',
      details: { fiscalYear: 2023, version: 1, changed: { 'value-info': ['43.5', '44.0'] } },
    },
  ])
})

test('of two supervisors the second sees what the first has saved, and nothing typed is lost', async () => {
  const { site, supervisor } = await openSupervisor()
  const second = await openSecond(site)
  const [ones, others] = [await supervisor.get(values), await second.get(values)]

  await supervisor.submit(ones, values, { 'value-info': '44.0' })
  const behind = await second.submit(others, values, { 'value-needs': '47.0' })

  expect(behind.status).toBe(409)
  const text = textOf(behind.html)
  expect(text).toContain('ほかの人が先に保存しました')
  expect(text).toContain('保存されている値：44.0')
  expect(valueOf(formOf(behind, values), 'value-needs')).toBe('47.0')

  const saved = await second.submit(behind, values, { 'value-info': '44.0' })
  expect(saved.path).toBe('/staff/indicators?year=2023')
  expect(valueOf(formOf(await second.get(values), values), 'value-info')).toBe('44.0')
  expect(valueOf(formOf(await second.get(values), values), 'value-needs')).toBe('47.0')
})

test('of two who press at once, for the first time ever, one saves and one is told', async () => {
  const { site, supervisor } = await openSupervisor()
  const second = await openSecond(site)
  const [ones, others] = [await supervisor.get(rating), await second.get(rating)]

  const answers = await Promise.all([
    supervisor.submit(ones, rating, { points: '3.9', stars: '2' }),
    second.submit(others, rating, { points: '4.0', stars: '2' }),
  ])

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]))
  expect(await audits(site)).toHaveLength(1)
})

test('the same press twice is one edit and no fault', async () => {
  const { site, supervisor } = await openSupervisor()
  const page = await supervisor.get(activities)

  const fields = { 'name-new1': '窓口の混雑予想の公開', 'plan-new1': '常時' }
  const answers = [1, 2].map(() => supervisor.submit(page, activities, fields))

  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200])
  const added = await site.deps.store.read(db =>
    db.selectFrom('activities').selectAll().where('name', '=', fields['name-new1']).execute(),
  )
  expect(added).toHaveLength(1)
})

test('a rating has points and stars, or neither', async () => {
  const { supervisor } = await openSupervisor()

  expect((await save(supervisor, rating, { points: '3.9', stars: '' })).status).toBe(422)
  expect((await save(supervisor, rating, { points: '5.1', stars: '3' })).status).toBe(422)
  expect(textOf((await save(supervisor, rating, { points: '3.9', stars: '2' })).html)).toContain('3.9点')
  expect(textOf((await save(supervisor, rating, { points: '', stars: '' })).html)).not.toContain('3.9点')
})

test('an activity without plan and result is not told of that year, and one needs a name', async () => {
  const { supervisor } = await openSupervisor()
  const nameless = await save(supervisor, activities, { 'plan-new1': '1回' })
  expect(nameless.status).toBe(422)

  const form = formOf(await supervisor.get(activities), activities)
  const [, id] = /^plan-(\d+)$/.exec(form.fields.find(([, value]) => value === '1回')?.[0] ?? '') ?? []
  await save(supervisor, activities, { [`plan-${id}`]: '', [`result-${id}`]: '' })

  const sheet = await supervisor.get('/staff/evaluation/2024')
  expect(textOf(sheet.html)).toContain('転入者・新規採用者対象とした接客研修の実施 1回')
  expect((await supervisor.get('/staff/evaluation/2023')).html).not.toMatch(
    /接客研修の実施<\/th><td[^>]*>1回/,
  )
})

test('a name changed on one year’s form is kept by a form of another year that was open before', async () => {
  const { supervisor } = await openSupervisor()
  const earlier = '/staff/indicators/years/2022/activities'
  const open = await supervisor.get(earlier)
  const field = formOf(open, earlier).fields.find(([, value]) => value.startsWith('LINE'))?.[0] ?? ''
  await save(supervisor, activities, { [field]: 'LINEによる窓口の案内' })

  await supervisor.submit(open, earlier)

  expect(valueOf(formOf(await supervisor.get(activities), activities), field)).toBe('LINEによる窓口の案内')
})

test('yen are typed with or without commas, and an initiative needs a number of its own', async () => {
  const { supervisor } = await openSupervisor()
  const page = await supervisor.get(budget)
  const settlement = formOf(page, budget).fields.find(([name]) => name.startsWith('settlement-'))?.[0] ?? ''

  expect(textOf((await save(supervisor, budget, { [settlement]: '８９０，１２３円' })).html)).toContain(
    '890,123',
  )
  const taken = { 'number-new1': '5-2-1', 'name-new1': '別の取組' }
  const refused = await save(supervisor, budget, taken)
  expect(refused.status).toBe(422)
  expect(textOf(refused.html)).toContain('すでに使われています')
  const added = await save(supervisor, budget, { ...taken, 'number-new1': '5-2-2', 'budget-new1': '100000' })
  expect(textOf(added.html)).toContain('5-2-2 別の取組')
})

test('issues and improvement keep their lines, and the audit does not repeat them', async () => {
  const { site, supervisor } = await openSupervisor()
  const { html } = await supervisor.get(review)
  const [, id = ''] = /name="evaluation-(\d+)"/.exec(html) ?? []

  const fields = { [`evaluation-${id}`]: '一行目\r\n二行目', [`improvement-${id}`]: '案内を増やす' }
  const page = await save(supervisor, review, fields)

  expect(page.html).toContain('一行目\n二行目')
  expect((await audits(site)).map(({ details }) => details['changed'])).toEqual([
    { [`evaluation-${id}`]: 'text', [`improvement-${id}`]: 'text' },
  ])
})

test('an indicator that is measured cannot be of the panel', async () => {
  const { supervisor } = await openSupervisor()
  const add = '/staff/indicators/definitions'
  const indicator = {
    slug: 'on-site',
    name: '来庁者アンケートの満足度',
    measure: 'satisfaction',
    source: 'panel',
  }

  expect((await save(supervisor, add, { ...indicator, slug: 'On Site' })).status).toBe(422)
  const page = await save(supervisor, add, indicator)

  expect(textOf(page.html)).toContain('来庁者アンケート（先行指標）・自動集計')
  expect((await save(supervisor, add, indicator)).status).toBe(409)
})

test('a definition that somebody else has changed comes back beside theirs', async () => {
  const { supervisor } = await openSupervisor()
  const path = '/staff/indicators/definitions/info'
  const open = await supervisor.get(path)
  await save(supervisor, path, { unit: '点' })

  const behind = await supervisor.submit(open, path, { name: '届いていると感じる割合' })

  expect(behind.status).toBe(409)
  expect(textOf(behind.html)).toContain('保存されている値：点')
  expect(valueOf(formOf(behind, path), 'name')).toBe('届いていると感じる割合')
})

test.for(['1988/values', '2023/nothing', 'x/values'])('there is no form of %s', async path => {
  const { supervisor } = await openSupervisor()

  expect((await supervisor.get(`/staff/indicators/years/${path}`)).status).toBe(404)
})
