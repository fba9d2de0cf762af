import { expect, test } from 'vitest'
import { readSampleWard } from '#db/seeds/load-ward.ts'
import { openSite } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { openVisitor, textOf } from '../support/visitor.ts'
import { cellsOf, openSupervisor, part } from './pages.ts'

const { indicators, serviceRating } = readSampleWard().ward
const years = [2021, 2022, 2023]

test('the sheet of 2023 shows every published value, target and mark', async () => {
  const { supervisor } = await openSupervisor()
  const rows = cellsOf(part(await supervisor.get('/staff/evaluation/2023'), 1))

  for (const { name, years: published } of indicators.items) {
    const at = rows.findIndex(cells => cells[0]?.startsWith(name))
    const [values, targets, marks] = rows.slice(at, at + 3).map(cells => cells.slice(-3))
    expect(values).toEqual(published.map(({ value }) => `${value.toFixed(1)}%`))
    expect(targets).toEqual(published.map(({ target }) => `${target}%以上`))
    expect(marks).toEqual(published.map(({ mark }) => (mark === '○' ? '○ 目標達成' : '— 目標未達成')))
  }
  expect(indicators.items).toHaveLength(4)
})

test('it shows the ratings, activities and budget that were published', async () => {
  const { supervisor } = await openSupervisor()
  const page = await supervisor.get('/staff/evaluation/2023')

  const [, stars, points] = cellsOf(part(page, 2))
  const published = years.map(year => serviceRating.published.find(({ fy }) => fy === year))
  expect(stars?.slice(1)).toEqual(published.map(year => (year ? `★★ 星${year.stars}つ` : '公表なし')))
  expect(points?.slice(1)).toEqual(published.map(year => (year ? `${year.points.toFixed(1)}点` : '')))

  const [, ...activities] = cellsOf(part(page, 3))
  expect(activities).toEqual(
    indicators.activities.map(({ name, plan, fy2022, fy2023 }) => [name, plan, fy2023, fy2022, '']),
  )

  const [, budget, settlement] = cellsOf(part(page, 4))
  expect(budget).toEqual(['5-2-1 区民が利用しやすい窓口の実現', '予算額', '', '2,315,000', '908,000'])
  expect(settlement).toEqual(['決算額', '1,860,000', '', ''])
})

test('it says what the signs mean, and its years in both reckonings', async () => {
  const { supervisor } = await openSupervisor()
  const page = textOf((await supervisor.get('/staff/evaluation/2023')).html)

  expect(page).toContain('○：目標達成 —：目標未達成')
  expect(page).toContain('令和5年度（2023年度）')
})

test('a confirmed sheet stays as it was when figures are edited, and the draft tells them', async () => {
  const { site, supervisor } = await openSupervisor()
  await supervisor.submit(await supervisor.get('/staff/evaluation/2023'), '/staff/evaluation/2023')
  const values = '/staff/indicators/years/2023/values'
  await supervisor.submit(await supervisor.get(values), values, { 'value-counter-good': '85.0' })

  const confirmed = await supervisor.get('/staff/evaluation/2023')
  expect(textOf(confirmed.html)).toContain('確定 第1版 2026年（令和8年）12月1日（火曜日）9時30分')
  expect(cellsOf(part(confirmed, 1))[1]?.at(-1)).toBe('80.2%')

  const draft = await supervisor.get('/staff/evaluation/2023?version=draft')
  expect(textOf(draft.html)).toContain('下書き')
  expect(cellsOf(part(draft, 1))[1]?.at(-1)).toBe('85.0%')
  expect(cellsOf(part(draft, 1))[3]?.at(-1)).toBe('○ 目標達成')

  const again = await supervisor.submit(draft, '/staff/evaluation/2023')
  expect(textOf(again.html)).toContain('確定 第2版')
  const first = await supervisor.get('/staff/evaluation/2023?version=1')
  expect(cellsOf(part(first, 1))[1]?.at(-1)).toBe('80.2%')
  expect(
    await site.deps.store.read(db => db.selectFrom('evaluation_sheets').select('version').execute()),
  ).toEqual([{ version: 1 }, { version: 2 }])
})

test('an indicator that is added later changes no sheet of the years before it, confirmed or not', async () => {
  const { supervisor } = await openSupervisor()
  const sheet = '/staff/evaluation/2023'
  await supervisor.submit(await supervisor.get(sheet), sheet)
  const add = '/staff/indicators/definitions'
  const indicator = {
    name: 'のちの指標',
    slug: 'later',
    kind: 'outcome',
    source: 'panel',
    direction: 'at_least',
    unit: '%',
  }
  await supervisor.submit(await supervisor.get(add), add, indicator)
  const values = '/staff/indicators/years/2026/values'
  await supervisor.submit(await supervisor.get(values), values, { 'target-later': '70' })

  expect(textOf((await supervisor.get(sheet)).html)).not.toContain('確定したあとに')
  expect(part(await supervisor.get(`${sheet}?version=draft`), 1)).not.toContain('のちの指標')
  expect(part(await supervisor.get('/staff/evaluation/2026'), 1)).toContain('のちの指標')
  expect((await supervisor.get('/staff/indicators?year=2023')).html).toContain('のちの指標')
})

test('a sheet is confirmed as it was looked at, or not at all', async () => {
  const { supervisor } = await openSupervisor()
  const looked = await supervisor.get('/staff/evaluation/2023')
  const rating = '/staff/indicators/years/2023/rating'
  await supervisor.submit(await supervisor.get(rating), rating, { points: '3.9', stars: '2' })

  const answer = await supervisor.submit(looked, '/staff/evaluation/2023')

  expect(answer.status).toBe(409)
  expect(textOf(answer.html)).toContain('確定していません')
  expect(cellsOf(part(answer, 2))[2]?.at(-1)).toBe('3.9点')
})

test('confirming twice makes one version', async () => {
  const { site, supervisor } = await openSupervisor()
  const looked = await supervisor.get('/staff/evaluation/2023')

  const answers = await Promise.all([1, 2].map(() => supervisor.submit(looked, '/staff/evaluation/2023')))

  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  const kept = await site.deps.store.read(db => db.selectFrom('evaluation_sheets').selectAll().execute())
  expect(kept).toHaveLength(1)
})

test('nobody changes a confirmed copy in the database', async () => {
  const { site, supervisor } = await openSupervisor()
  await supervisor.submit(await supervisor.get('/staff/evaluation/2023'), '/staff/evaluation/2023')

  await expect(
    site.deps.store.write(db => db.updateTable('evaluation_sheets').set({ sheet_json: '{}' }).execute()),
  ).rejects.toThrow('append-only')
})

test.for(['2023x', '1988', '令和5', '3000', '%00'])('there is no sheet of "%s"', async year => {
  const { supervisor } = await openSupervisor()

  expect((await supervisor.get(`/staff/evaluation/${year}`)).status).toBe(404)
})

test('a version that was never confirmed is not found', async () => {
  const { supervisor } = await openSupervisor()

  expect((await supervisor.get('/staff/evaluation/2023?version=1')).status).toBe(404)
})

test('a clerk sees no evaluation', async () => {
  const site = await openSite()
  const clerk = openVisitor(site)
  await letVisitorIn(site, clerk, 'clerk')

  expect((await clerk.get('/staff/evaluation/2023')).status).toBe(403)
})
