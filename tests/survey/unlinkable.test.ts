import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { forgetLinks } from '#src/survey/forget-links.ts'
import { openSite, type Site } from '../support/site.ts'
import { openWindows } from '../support/queue.ts'
import { openVisitor } from '../support/visitor.ts'
import { engine } from '../support/ward.ts'
import { answers, comments, served, servedBy } from './surveys.ts'

type Row = Record<string, unknown>

async function tableNames(site: Site): Promise<string[]> {
  const query =
    engine === 'sqlite'
      ? sql<{
          name: string
        }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`
      : sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`
  const { rows } = await site.deps.store.read(db => query.execute(db))
  return rows.map(({ name }) => name).toSorted()
}

/** Every row of every table, in the order in which the database keeps them. */
async function everything(site: Site): Promise<Map<string, Row[]>> {
  const found = new Map<string, Row[]>()
  for (const name of await tableNames(site)) {
    const rows = await site.deps.store.read(db =>
      sql<Row>`select * from ${sql.table(name)}`.execute(db).then(result => result.rows),
    )
    found.set(name, rows)
  }
  return found
}

/** The tables in which something is different, with the rows that are new or changed. */
function differences(before: Map<string, Row[]>, after: Map<string, Row[]>): Record<string, Row[]> {
  const changed: Record<string, Row[]> = {}
  for (const [name, rows] of after) {
    const known = new Set(before.get(name)?.map(row => JSON.stringify(row)))
    const fresh = rows.filter(row => !known.has(JSON.stringify(row)))
    if (fresh.length > 0 || known.size > rows.length) changed[name] = fresh
  }
  return changed
}

test('what an answer leaves behind is itself, what it says, and one flag at the visit', async () => {
  const site = await openSite({ now: '2026-12-01T09:20' })
  const { ask, more } = await served(site)
  const visitor = openVisitor(site)
  const before = await everything(site)

  await visitor.post(ask, { score: '2' })
  await visitor.post(more, { 'q-wait': '1', comment: '見本のご意見' })
  site.setNow('2026-12-02T09:20')
  await forgetLinks(site.deps)

  const changed = differences(before, await everything(site))
  expect(Object.keys(changed).toSorted()).toEqual([
    'survey_answers',
    'survey_comments',
    // What the month asks, copied by its first answer: the same whoever gives it.
    'survey_months',
    'visits',
  ])
  const [visit] = changed.visits ?? []
  const [old] = before.get('visits')?.filter(({ id }) => id === visit?.id) ?? []
  expect({ ...visit, is_answered: 0 }).toEqual(old)
  expect(Object.keys(changed.survey_answers?.[0] ?? {}).toSorted()).toEqual(
    ['id', 'office_id', 'month', 'counter_id', 'channel', 'language', 'scores_json'].toSorted(),
  )
  expect(Object.keys(changed.survey_comments?.[0] ?? {}).toSorted()).toEqual(
    ['id', 'office_id', 'month', 'body', 'is_hidden'].toSorted(),
  )
})

test('no value of an answer or of what was written is found anywhere else', async () => {
  const site = await openSite({ now: '2026-12-01T09:20' })
  const { ask, more, token } = await served(site)
  const visitor = openVisitor(site)
  await visitor.post(ask, { score: '2' })
  await visitor.post(more, { comment: '見本のご意見' })
  site.setNow('2026-12-02T09:20')
  await forgetLinks(site.deps)

  const [answer] = await answers(site)
  const [comment] = await comments(site)
  const shared = [answer?.id ?? '', comment?.id ?? '', '見本のご意見', token]
  const places = [...(await everything(site))].flatMap(([table, rows]) =>
    rows.flatMap(row =>
      shared.filter(value => JSON.stringify(row).includes(value)).map(value => `${table}: ${value}`),
    ),
  )
  expect(places.toSorted()).toEqual(
    [
      `survey_answers: ${answer?.id}`,
      `survey_comments: ${comment?.id}`,
      'survey_comments: 見本のご意見',
    ].toSorted(),
  )
  expect(answer?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/)
  expect(comment?.id).not.toBe(answer?.id)
})

test('while it is kept, the link is a digest that only the holder of the number can make', async () => {
  const site = await openSite({ now: '2026-12-01T09:20' })
  const { ask } = await served(site)
  await openVisitor(site).post(ask, { score: '2' })

  const all = await everything(site)
  const [link] = all.get('survey_links') ?? []
  const elsewhere = [...all].filter(
    ([table, rows]) => table !== 'survey_links' && JSON.stringify(rows).includes(String(link?.link_hash)),
  )
  expect(elsewhere).toEqual([])
  // The end of its hour a day later, whichever minute it was given in.
  expect(new Date(Number(link?.expires_at)).toISOString()).toBe('2026-12-02T00:00:00.000Z')
})

test('after 24 hours the link is gone, not before', async () => {
  const site = await openSite({ now: '2026-12-01T09:59' })
  const { ask } = await served(site)
  await openVisitor(site).post(ask, { score: '2' })
  const links = () => site.deps.store.read(db => db.selectFrom('survey_links').selectAll().execute())

  site.setNow('2026-12-02T08:59')
  await forgetLinks(site.deps)
  expect(await links()).toHaveLength(1)
  site.setNow('2026-12-02T09:59')
  await forgetLinks(site.deps)

  expect(await links()).toEqual([])
})

test('neither the order of rows nor a number of theirs tells in which order people answered', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const visitor = openVisitor(site)
  const [desk] = await openWindows(site, 'ido')
  const order: number[] = []
  for (const mark of [1, 2, 3, 4, 5, 4, 3, 2]) {
    const { ask, more } = await servedBy(site, desk)
    await visitor.post(ask, { score: String(mark) })
    await visitor.post(more, { comment: `見本 ${order.length}` })
    order.push(mark)
  }
  site.setNow('2026-12-02T09:00')
  await forgetLinks(site.deps)

  const all = await everything(site)
  for (const table of ['survey_answers', 'survey_comments']) {
    const ids = all.get(table)?.map(({ id }) => String(id)) ?? []
    expect(ids).toHaveLength(order.length)
    expect(ids, `${table} lies in the order of its random keys`).toEqual(ids.toSorted())
    expect(await rowNumbers(site, table)).toEqual(engine === 'sqlite' ? 'none' : 1)
  }
})

/** SQLite: whether the table has row numbers. PostgreSQL: how many transactions its rows tell of. */
async function rowNumbers(site: Site, table: string): Promise<unknown> {
  if (engine === 'sqlite') {
    const query = sql`select rowid from ${sql.table(table)}`
    return site.deps.store
      .read(db => query.execute(db))
      .then(
        () => 'some',
        () => 'none',
      )
  }
  const { rows } = await site.deps.store.read(db =>
    sql<{ count: number }>`select count(distinct xmin::text) as count from ${sql.table(table)}`.execute(db),
  )
  return Number(rows[0]?.count)
}

test('no answer shares its transaction with the visit that was marked with it', async () => {
  if (engine === 'sqlite') return
  const site = await openSite({ now: '2026-12-01T09:00' })
  const { ask } = await served(site)
  await openVisitor(site).post(ask, { score: '2' })
  const shared = async () => {
    const { rows } = await site.deps.store.read(db =>
      sql`select 1 from survey_answers a join visits v on v.xmin::text = a.xmin::text`.execute(db),
    )
    return rows.length
  }
  expect(await shared()).toBe(1)

  site.setNow('2026-12-02T09:00')
  await forgetLinks(site.deps)

  expect(await shared()).toBe(0)
})
