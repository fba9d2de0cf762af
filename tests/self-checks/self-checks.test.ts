import { expect, test } from 'vitest'
import { ratingRows } from '#src/self-checks/rating-rows.ts'
import { openSupervisor } from '../indicators/pages.ts'
import { formOf, textOf, valueOf } from '../support/visitor.ts'

const root = '/staff/indicators/self-checks'
const form = `${root}/2026-12/madoguchi`
const rules = `${root}/rules`

test('what an auditor gives a section is its points, and the next star is told', async () => {
  const { supervisor } = await openSupervisor()
  const page = await supervisor.get(form)
  const [first = '', second = ''] = [...new Set(page.html.match(/score-\d+(?=")/g))]

  const month = await supervisor.submit(page, form, { [first]: '5', [second]: '3' })

  expect(month.path).toBe(`${root}?month=2026-12`)
  const text = textOf(month.html)
  expect(text).toContain('4.0点')
  expect(text).toContain('（★★★まであと0.5点）')
  expect(text).toContain('星の基準点は仮のものです（市に確認中）。')
})

test('the same auditor scores a month anew instead of twice', async () => {
  const { site, supervisor } = await openSupervisor()
  const page = await supervisor.get(form)
  const [first = ''] = page.html.match(/score-\d+(?=")/) ?? []
  await supervisor.submit(page, form, { [first]: '5' })

  const again = await supervisor.get(form)
  expect(valueOf(formOf(again, form), first)).toBe('5')
  await supervisor.submit(again, form, { [first]: '2' })

  const rows = await site.deps.store.read(db => ratingRows(db, site.office.id, [2022, 2026]))
  expect(rows).toEqual([
    {
      fiscalYear: 2022,
      audit: 'official',
      section: null,
      criterion: null,
      points: 3.8,
      auditors: null,
      stars: 2,
    },
    {
      ...{ fiscalYear: 2026, audit: 'self', section: 'madoguchi', criterion: '物品の取り扱いの丁寧さ' },
      ...{ points: 2, auditors: 1, stars: null },
    },
  ])
})

test('nothing scored, and a score that is none, are refused', async () => {
  const { site, supervisor } = await openSupervisor()
  const page = await supervisor.get(form)
  const [first = ''] = page.html.match(/score-\d+(?=")/) ?? []

  expect((await supervisor.submit(page, form)).status).toBe(422)
  expect((await supervisor.submit(page, form, { [first]: '6' })).status).toBe(422)
  expect(await site.deps.store.read(db => db.selectFrom('self_checks').selectAll().execute())).toEqual([])
})

test('an office that scores nothing yet is led to where that is decided, and not to an empty form', async () => {
  const { site, supervisor } = await openSupervisor()
  await site.change(db => db.deleteFrom('rating_criteria').execute())

  const page = await supervisor.get(form)

  expect(textOf(page.html)).toContain('点検する項目がまだありません')
  expect(page.links).toContain(`${root}/rules`)
  expect(page.forms.filter(({ action }) => action === form)).toEqual([])
})

test('a month is scored from its first day on', async () => {
  const { site, supervisor } = await openSupervisor('2026-12-31T23:59')

  expect((await supervisor.get(`${root}/2027-01/madoguchi`)).status).toBe(404)
  site.setNow('2027-01-01T00:00+09:00')
  expect((await supervisor.get(`${root}/2027-01/madoguchi`)).status).not.toBe(404)
})

test.for(['2026-13/madoguchi', '2026-12/nothing', 'x/madoguchi'])(
  'there is nothing to score at %s',
  async path => {
    const { supervisor } = await openSupervisor()

    expect((await supervisor.get(`${root}/${path}`)).status).toBe(404)
  },
)

test('other cut-offs change the stars at once, and have to rise', async () => {
  const { supervisor } = await openSupervisor()
  const page = await supervisor.get(form)
  const [first = ''] = page.html.match(/score-\d+(?=")/) ?? []
  await supervisor.submit(page, form, { [first]: '4' })

  expect((await supervisor.submit(await supervisor.get(rules), rules, { three: '3.5' })).status).toBe(422)
  const changed = { three: '3.9', confirmed: '1', weight: 'auditor' }
  const month = await supervisor.submit(await supervisor.get(rules), rules, changed)

  const text = textOf(month.html)
  expect(text).toContain('最高の星です')
  expect(text).toContain('星の基準点は市に確認済みです。')
})

test('criteria are added, renamed and taken out of use, and scores stay', async () => {
  const { supervisor } = await openSupervisor()
  const page = await supervisor.get(form)
  const [first = ''] = page.html.match(/score-\d+(?=")/) ?? []
  await supervisor.submit(page, form, { [first]: '4' })
  const id = first.replace('score-', '')

  const fields = { [`active-${id}`]: '', 'criterion-new1': '電話の待たせ方' }
  await supervisor.submit(await supervisor.get(rules), rules, fields)

  const month = textOf((await supervisor.get(`${root}?month=2026-12`)).html)
  expect(month).toContain('物品の取り扱いの丁寧さ （いまは使わない項目）')
  expect(textOf((await supervisor.get(`${root}/2026-12/hoken`)).html)).toContain('電話の待たせ方')
  expect(textOf((await supervisor.get(`${root}/2026-12/hoken`)).html)).not.toContain('物品の取り扱い')
})

test('rules that somebody else has changed come back beside theirs', async () => {
  const { supervisor } = await openSupervisor()
  const open = await supervisor.get(rules)
  await supervisor.submit(open, rules, { one: '2.8' })

  const behind = await supervisor.submit(open, rules, { two: '3.6', key: 'another' })

  expect(behind.status).toBe(409)
  expect(textOf(behind.html)).toContain('保存されている値：2.8')
  expect(valueOf(formOf(behind, rules), 'two')).toBe('3.6')
})
