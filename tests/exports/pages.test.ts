import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { createRunningExports } from '#src/exports/running.ts'
import { visitColumns } from '#src/exports/visit-columns.ts'
import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn, signIn } from '../support/staff.ts'
import { openVisitor, textOf } from '../support/visitor.ts'
import { factsOf, plantFacts } from './facts.ts'
import { linesOf } from './files.ts'

const lastMonth = 'span=last_month'

/** A site with three tickets in November and a supervisor before the page. */
async function openExports() {
  const site = await openSite({ now: '2026-12-01T10:00' })
  await plantFacts(
    site,
    [1, 2, 3].map(id => factsOf(site, id)),
  )
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'supervisor')
  return { site, visitor }
}

async function fetchFile(site: Site, query: string, method = 'GET'): Promise<Response> {
  return fetch(`${site.url}/staff/exports/file?${query}`, {
    method,
    headers: await signIn(site, 'supervisor'),
  })
}

/** Renames a counter to what CP932 has no place for. */
async function renameCounter(site: Site, name: string): Promise<void> {
  await site.change(db =>
    db
      .updateTable('counters')
      .set({ name: JSON.stringify({ ja: name }) })
      .where('slug', '=', 'ido')
      .execute(),
  )
}

test('the page offers every table and leads to what the columns mean', async () => {
  const { visitor } = await openExports()
  const page = await visitor.get('/staff/exports')

  expect(page.status).toBe(200)
  expect(page.heading).toBe('データ出力')
  expect(page.forms.find(({ action }) => action === '/staff/exports')).toBeDefined()
  expect(page.links).toContain('/staff/exports/dictionary')
})

test('how many rows there are is told before, with the way to the file', async () => {
  const { visitor } = await openExports()
  const page = await visitor.get(`/staff/exports?tables=visits&${lastMonth}&format=csv`)

  expect(textOf(page.html)).toContain('来庁の記録 3行')
  expect(textOf(page.html)).toContain(
    '2026年（令和8年）11月1日（日曜日）から2026年（令和8年）11月30日（月曜日）まで',
  )
  const link = page.links.find(href => href.startsWith('/staff/exports/file'))
  const file = await visitor.send(link ?? '')
  expect(linesOf(file.html)).toHaveLength(3)
})

test('days without rows are told of, and there is nothing to take', async () => {
  const { visitor } = await openExports()
  const page = await visitor.get('/staff/exports?tables=visits&span=this_month')

  expect(page.status).toBe(200)
  expect(textOf(page.html)).toContain('この期間に当たる行はありません')
  expect(page.links.some(href => href.startsWith('/staff/exports/file'))).toBe(false)
})

test.for([
  ['span=custom&from=2026-11-01&to=2026-11-30', '表を1つ以上選んでください'],
  ['tables=visits&span=custom&from=&to=2026-11-30', '日付を入力してください'],
  ['tables=visits&span=custom&from=2026-02-29&to=2026-11-30', '実在する日付'],
  ['tables=visits&span=custom&from=2026-11-30&to=2026-11-29', '始まりの日より後'],
  ['tables=visits&span=custom&from=2010-01-01&to=2026-11-30', '10年以内'],
  ['tables=nothing', '表を1つ以上選んでください'],
] as const)('%s comes back as it was chosen, with what is wrong', async ([query, fault]) => {
  const { visitor } = await openExports()
  const page = await visitor.get(`/staff/exports?${query}`)

  expect(page.status).toBe(422)
  expect(textOf(page.html)).toContain(fault)
  const fields = page.forms.find(({ action }) => action === '/staff/exports')?.fields ?? []
  expect(fields).toContainEqual(['from', new URLSearchParams(query).get('from') ?? ''])
  expect((await visitor.get(`/staff/exports/file?${query}`)).status).toBe(422)
})

test('a file has a name in ASCII and one in Japanese, is kept by nobody on the way, and says what it is', async () => {
  const { site } = await openExports()
  const csv = await fetchFile(site, `tables=visits&${lastMonth}&format=csv&encoding=cp932`)

  expect(csv.headers.get('Content-Type')).toBe('text/csv; charset=Windows-31J; header=present')
  expect(csv.headers.get('Cache-Control')).toBe('no-store')
  expect(csv.headers.get('Content-Disposition')).toBe(
    'attachment; filename="mihon_visits_2026-11-01_2026-11-30.csv"; ' +
      `filename*=UTF-8''${encodeURIComponent('来庁の記録_2026-11-01_2026-11-30.csv')}`,
  )
  await csv.body?.cancel()
})

test('asking only for the head of a file takes no place and leaves no entry', async () => {
  const { site } = await openExports()
  const head = await fetchFile(site, `tables=visits&${lastMonth}`, 'HEAD')

  expect(head.status).toBe(200)
  expect(head.headers.get('Content-Disposition')).toContain('visits')
  const entries = await site.deps.store.read(db =>
    db.selectFrom('audit').select('id').where('deed', '=', 'exported').execute(),
  )
  expect(entries).toEqual([])
})

test('several tables become sheets of one workbook, with what their columns and codes mean', async () => {
  const { site } = await openExports()
  const file = await fetchFile(site, `tables=visits&tables=dictionary&${lastMonth}&format=xlsx`)
  const { sheets } = await readXlsx(Buffer.from(await file.arrayBuffer()))

  expect(sheets.map(({ name }) => name)).toEqual(['来庁の記録', '列の説明', 'コード表'])
  expect(sheets[0]?.rows).toHaveLength(4)
})

test('what CP932 would lose is shown before the file is taken, with where it stands', async () => {
  const { site, visitor } = await openExports()
  await renameCounter(site, '住民異動・𠮷野')
  const page = await visitor.get('/staff/exports?tables=codes&format=csv&encoding=cp932')

  expect(textOf(page.html)).toMatch(/CP932で表せない文字が1種類、\d+か所あり/)
  expect(textOf(page.html)).toContain('𠮷 U+20BB7 label')
  const file = await fetchFile(site, 'tables=codes&format=csv&encoding=cp932')
  const text = new TextDecoder('shift_jis').decode(await file.arrayBuffer())
  expect(text).toContain('住民異動・〓野')
})

test('where CP932 loses nothing, that is said', async () => {
  const { visitor } = await openExports()
  const page = await visitor.get(`/staff/exports?tables=visits&${lastMonth}&format=csv&encoding=cp932`)

  expect(textOf(page.html)).toContain('CP932で表せない文字はありません')
})

test('a third file at once is told to wait', async () => {
  const { site, visitor } = await openExports()
  site.deps.exports = createRunningExports({ atOnceMax: 0 })
  const page = await visitor.get(`/staff/exports/file?tables=visits&${lastMonth}`)

  expect(page.status).toBe(503)
  expect(page.headers.get('Retry-After')).toBe('30')
  expect(page.heading).toBe('少し待ってください')
})

test('what is being written is shown to whom it is for, and to nobody else', async () => {
  const { site, visitor } = await openExports()
  const staff = await site.deps.store.read(db =>
    db.selectFrom('staff').select('id').where('login', '=', 'supervisor').executeTakeFirstOrThrow(),
  )
  const started = { staffId: staff.id, tables: ['visits'], startedAt: 0, rows: 1200 }
  const running = site.deps.exports.begin(started)
  if (running) running.done = 600

  expect(textOf((await visitor.get('/staff/exports')).html)).toContain('600 / 1,200行')
  expect(textOf((await visitor.get('/staff/exports/running')).html)).toContain('600 / 1,200行')
  const other = openVisitor(site)
  await letVisitorIn(site, other, 'admin')
  expect(textOf((await other.get('/staff/exports/running')).html)).toContain('作成中のファイルはありません')
})

test('the dictionary on the page and as a file tell of the same columns', async () => {
  const { site, visitor } = await openExports()
  const page = textOf((await visitor.get('/staff/exports/dictionary')).html)
  const rows = linesOf(await (await fetchFile(site, 'tables=dictionary')).text())

  expect(rows.length).toBeGreaterThanOrEqual(visitColumns.length)
  for (const { column = '', column_label: label = '', definition = '' } of rows)
    for (const told of [column, label, definition]) expect(page).toContain(told)
})

test('every code in a file is explained in the list of codes', async () => {
  const { site } = await openExports()
  const [visit = {}] = linesOf(await (await fetchFile(site, `tables=visits&${lastMonth}`)).text())
  const codes = linesOf(await (await fetchFile(site, 'tables=codes')).text())

  for (const column of ['counter', 'procedures', 'kind', 'outcome', 'channel'])
    expect(codes).toContainEqual(expect.objectContaining({ table: 'visits', column, code: visit[column] }))
})
