import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { indicatorRows } from '#src/indicators/read-sheet.ts'
import { saveCells, storedCells } from '#src/statistics/cells-queries.ts'
import { insertMonthVersion } from '#src/statistics/month-queries.ts'
import { createTally } from '#src/statistics/tally.ts'
import type { Site } from '../support/site.ts'
import { textOf } from '../support/visitor.ts'
import { openSupervisor } from './pages.ts'

async function measure(site: Site, measure: 'satisfaction' | 'wait_p90'): Promise<void> {
  const isAsked = measure === 'satisfaction'
  await site.deps.store.write(async db => {
    const { id } = await db
      .insertInto('indicators')
      .values({
        ...{
          office_id: site.office.id,
          slug: 'measured',
          name: '自動で測る指標',
          kind: 'outcome',
          position: 9,
        },
        ...{ unit: isAsked ? '%' : '分', direction: isAsked ? 'at_least' : 'at_most', measure },
        source: isAsked ? 'on_site' : 'operation',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('indicator_years')
      .values({
        ...{ office_id: site.office.id, indicator_id: id, fiscal_year: 2026, survey: null, answers: null },
        ...{ target_tenths: isAsked ? 850 : 300, value_tenths: null },
      })
      .execute()
  })
}

async function rate(site: Site, month: string, ...scores: Array<number | null>): Promise<void> {
  const [counter] = site.office.counters
  await site.deps.store.write(async db => {
    for (const score of scores)
      await db
        .insertInto('survey_answers')
        .values({
          ...{ id: randomUUID(), office_id: site.office.id, counter_id: counter?.id ?? 0, month },
          ...{ channel: 'ticket', language: 'ja', scores_json: JSON.stringify({ 'q-overall': score }) },
        })
        .execute()
  })
}

async function shown(site: Site, supervisor: { get: (path: string) => Promise<{ html: string }> }) {
  const { html } = await supervisor.get('/staff/indicators?year=2026')
  return textOf(/<tr><th scope="row"><span lang="ja">自動で測る指標.*?<\/tr>/s.exec(html)?.[0] ?? '')
}

test('satisfaction on site is told from ten answers on, provisional until its year is over', async () => {
  const { site, supervisor } = await openSupervisor()
  await measure(site, 'satisfaction')
  await rate(site, '2026-04', 5, 4, 3, null)
  await rate(site, '2026-12', 5, 5, 5, 5, 4)
  await rate(site, '2026-03', 1, 1, 1)

  expect(await shown(site, supervisor)).not.toContain('%速報')
  await rate(site, '2026-12', 1, null)
  await rate(site, '2026-11', 4)

  const row = await shown(site, supervisor)
  expect(row).toContain('来庁者アンケート（先行指標）')
  expect(row).toContain('80.0 % 速報 回答 10件')
  expect(row).toContain('— 目標未達成 判定困難')
})

test('satisfaction is final once its year is over', async () => {
  const { site, supervisor } = await openSupervisor('2027-04-01T00:00')
  await measure(site, 'satisfaction')
  await rate(site, '2027-03', ...Array.from({ length: 10 }, () => 5))

  const row = await shown(site, supervisor)
  expect(row).toContain('100.0 %')
  expect(row).not.toContain('速報')
})

test('the wait of a year is that of its summary, provisional until its last month is closed', async () => {
  const { site, supervisor } = await openSupervisor()
  await measure(site, 'wait_p90')
  const tally = createTally({ targetMinutes: 15, onTimeMinutes: 5, asOf: 0 }).figures()
  const figures = { ...tally, visits: 1200, wait: { n: 1200, mean: 12.1, p50: 10, p90: 28.4 } }
  const period = { grain: 'fiscal_year', start: '2026-04-01' } as const
  const cells = storedCells({ counterId: null, breakdown: 'all', cells: [{ key: '', figures }] })
  await site.deps.store.write(db => saveCells(db, { officeId: site.office.id, period, revision: 0 }, cells))

  expect(await shown(site, supervisor)).toContain('28.4 分 速報 対象 1,200件 30 分以下 ○ 目標達成')

  const march = { start: '2027-03-01', version: 1, closedAt: 0, closedBy: null, correctedEvents: 0 }
  await site.deps.store.write(db => insertMonthVersion(db, site.office.id, march))
  expect(await shown(site, supervisor)).toContain('28.4 分 対象 1,200件')
})

test('files get the very rows that the page shows', async () => {
  const { site } = await openSupervisor()
  const rows = await site.deps.store.read(db =>
    indicatorRows(db, site.office, [2022, 2023], site.deps.clock.now()),
  )

  expect(rows.map(({ slug, years }) => [slug, years.map(({ value, mark }) => [value, mark])])).toEqual([
    [
      'counter-good',
      [
        [80.5, '○'],
        [80.2, '—'],
      ],
    ],
    [
      'efficient',
      [
        [62.1, '—'],
        [62, '—'],
      ],
    ],
    [
      'needs',
      [
        [46.4, '—'],
        [46.2, '—'],
      ],
    ],
    [
      'info',
      [
        [48, '—'],
        [43.5, '—'],
      ],
    ],
  ])
})
