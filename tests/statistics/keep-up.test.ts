import { sql } from 'kysely'
import { onTestFinished, expect, test } from 'vitest'
import { startJobs } from '#src/jobs.ts'
import { openDeps } from '#src/open-deps.ts'
import { packCells, unpackCells } from '#src/statistics/pack-cells.ts'
import { followLogs } from '#src/statistics/follow.ts'
import { keepUp } from '#src/statistics/keep-up.ts'
import { findSummaries, type SummaryQuestion } from '#src/statistics/summary-queries.ts'
import { rebuildFigures } from '#src/statistics/rebuild.ts'
import { verifyFigures } from '#src/statistics/verify.ts'
import { isoOf } from '#src/clock.ts'
import { done, openWindows, walkIn } from '../support/queue.ts'
import { openWard, type Ward } from '../support/ward.ts'
import { endDay, openAfterBusyDay, playDay } from './busy-day.ts'

function told(ward: Ward, question: Partial<SummaryQuestion> = {}) {
  const usual: SummaryQuestion = {
    ...{ grain: 'day', from: '2026-12-01', to: '2026-12-01', counterId: null, breakdowns: ['all'] },
  }
  return ward.deps.store.read(db => findSummaries(db, ward.office.id, { ...usual, ...question }))
}

type Table = 'summaries' | 'ticket_facts' | 'slot_facts' | 'stale_periods' | 'made_periods' | 'followed_logs'

async function rowsOf(ward: Ward, table: Table) {
  const { rows } = await ward.deps.store.read(db => sql.raw(`select * from ${table}`).execute(db))
  return rows.map(row => JSON.stringify(row)).toSorted()
}

const allRows = async (ward: Ward) => [await rowsOf(ward, 'summaries'), await rowsOf(ward, 'ticket_facts')]

function pass(ward: Ward, minutes: number) {
  ward.setNow(isoOf(ward.deps.clock.now() + minutes * 60_000, 'Asia/Tokyo'))
}

test('the summaries of a day tell what happened on it', async () => {
  const ward = await openAfterBusyDay()

  await keepUp(ward.deps)

  const [summary] = await told(ward)
  expect(summary).toMatchObject({ version: 0, breakdown: 'all', counterId: null })
  expect(summary?.cells[0]?.figures).toMatchObject({
    ...{ tickets: 17, visits: 16, booked: 1, walkIns: 16, served: 13, transferred: 1, left: 1 },
    ...{ noResponse: 1, reset: 1, open: 0 },
  })
  expect(summary?.cells[0]?.bookings).toMatchObject({
    ...{ booked: 3, cancelledLate: 1, cancelledEarly: 0, attended: 1, noShow: 1 },
  })
  expect(summary?.cells[0]?.flow).toMatchObject({ openDays: 1, arrivals: 17 })
})

test('a window that nobody closed was open until the last thing that happened at its counter, not until the night', async () => {
  const ward = await openWard({ now: '2026-12-01T08:55' })
  const [forgotten, closed] = await openWindows(ward, 'ido', 2)
  const [alone] = await openWindows(ward, 'koseki')
  const serve = async (desk: typeof alone, counter: string, from: string, to: string) => {
    await walkIn(ward, counter, { at: `2026-12-01T${from}` })
    const ticket = done(await desk.callNext())
    await desk.act('serve', ticket)
    ward.setNow(`2026-12-01T${to}`)
    done(await desk.act('finish', ticket))
  }
  await serve(forgotten, 'ido', '09:00', '09:10')
  await serve(alone, 'koseki', '09:20', '09:25')
  await walkIn(ward, 'koseki', { at: '2026-12-01T09:55' })
  ward.setNow('2026-12-01T17:30')
  await closed.move('close')
  await endDay(ward, '2026-12-02')
  await keepUp(ward.deps)
  ward.setNow('2026-12-02T03:20')
  await keepUp(ward.deps)

  const flowAt = async (slug: string) => {
    const counterId = ward.office.counters.find(counter => counter.slug === slug)?.id ?? 0
    return (await told(ward, { counterId }))[0]?.cells[0]?.flow
  }
  expect(await flowAt('ido')).toMatchObject({ openWindowMinutes: 2 * 515, occupancy: { percent: 1 } })
  expect(await flowAt('koseki')).toMatchObject({ openWindowMinutes: 60, queueMinutes: 0 })
  expect((await told(ward))[0]?.cells[0]?.flow).toMatchObject({ openWindowMinutes: 2 * 515 + 60 })
  expect((await verifyFigures(ward.deps)).disagreements).toEqual([])
})

test('week, month and fiscal year add up the days exactly', async () => {
  const ward = await openAfterBusyDay()
  await playDay(ward, '2026-12-02')
  await endDay(ward, '2026-12-03')

  await keepUp(ward.deps)

  for (const [grain, from] of [
    ['week', '2026-11-30'],
    ['month', '2026-12-01'],
    ['fiscal_year', '2026-04-01'],
  ] as const) {
    const [all, weekdays] = await told(ward, { grain, from, to: from, breakdowns: ['all', 'weekday'] })
    expect(all?.cells[0]?.figures, grain).toMatchObject({ tickets: 34, visits: 32, served: 26 })
    expect(all?.cells[0]?.figures.wait.p90, grain).not.toBeNull()
    expect(all?.cells[0]?.flow, grain).toMatchObject({ openDays: 2, arrivals: 34 })
    expect(all?.cells[0]?.bookings, grain).toMatchObject({ booked: 6, noShow: 2 })
    expect(weekdays?.cells.map(({ key, figures }) => [key, figures.visits])).toEqual([
      ['2', 16],
      ['3', 16],
    ])
  }
})

test('figures that were made while the clock was a month ahead go on when it is right again', async () => {
  const ward = await openWard({ now: '2026-12-01T08:00' })
  await playDay(ward)
  const year = { grain: 'fiscal_year', from: '2026-04-01', to: '2026-04-01' } as const
  const tickets = async () => (await told(ward, year))[0]?.cells[0]?.figures.tickets

  ward.setNow('2027-01-05T10:00')
  await keepUp(ward.deps)
  ward.setNow('2026-12-02T08:00')
  await playDay(ward, '2026-12-02')
  await endDay(ward, '2026-12-03')
  for (let hours = 0; hours < 3; hours += 1) {
    await keepUp(ward.deps)
    pass(ward, 61)
  }

  expect(await tickets()).toBe(34)
})

test('facts and summaries that were followed are those made anew, and both agree with the events', async () => {
  const ward = await openWard({ now: '2026-12-01T08:00' })
  await playDay(ward)
  await keepUp(ward.deps)
  await endDay(ward, '2026-12-02')
  pass(ward, 5)
  await keepUp(ward.deps)
  const followed = await allRows(ward)
  expect((await verifyFigures(ward.deps)).disagreements).toEqual([])

  pass(ward, 120)
  await rebuildFigures(ward.deps)

  expect(await allRows(ward)).toEqual(followed)
  expect(await verifyFigures(ward.deps)).toMatchObject({ tickets: 17, behind: 0, disagreements: [] })
})

test('where nothing has happened nothing is written', async () => {
  const ward = await openAfterBusyDay()
  await keepUp(ward.deps)
  // The logs are followed for good a minute after their last row, and a fiscal year is made anew once an hour.
  for (const minutes of [2, 70]) {
    pass(ward, minutes)
    await keepUp(ward.deps)
  }
  const tables = ['summaries', 'made_periods', 'stale_periods', 'followed_logs', 'slot_facts'] as const
  const before = await Promise.all(tables.map(table => rowsOf(ward, table)))

  pass(ward, 10)
  await keepUp(ward.deps)

  expect(await Promise.all(tables.map(table => rowsOf(ward, table)))).toEqual(before)
  expect(await rowsOf(ward, 'stale_periods')).toEqual([])
})

test('a running day is made anew at most every minute, and its month every five', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const ticketsIn = async (grain: 'day' | 'month') =>
    (await told(ward, { grain, from: '2026-12-01', to: '2026-12-01' }))[0]?.cells[0]?.figures.tickets
  await walkIn(ward, 'ido')
  await keepUp(ward.deps)
  await walkIn(ward, 'ido')
  const seen: unknown[] = []
  for (const seconds of [30, 60, 239, 240, 301]) {
    ward.setNow(isoOf(Date.parse('2026-12-01T09:00:00+09:00') + seconds * 1000, 'Asia/Tokyo'))
    await keepUp(ward.deps)
    seen.push([seconds, await ticketsIn('day'), await ticketsIn('month')])
  }

  expect(seen).toEqual([
    [30, 1, 1],
    [60, 2, 1],
    [239, 2, 1],
    [240, 2, 1],
    [301, 2, 2],
  ])
})

test('a day on which nobody comes is told with the places it offered', async () => {
  const ward = await openAfterBusyDay()
  await keepUp(ward.deps)
  ward.setNow('2026-12-04T09:00')
  await keepUp(ward.deps)

  const [, thursday] = await told(ward, { from: '2026-12-02', to: '2026-12-03' })

  expect(thursday?.cells[0]).toMatchObject({ figures: { tickets: 0 }, flow: { openDays: 0 } })
  expect(thursday?.cells[0]?.bookings?.offered).toBeGreaterThan(0)
})

test('the places of a day stay as they were when the rules change later', async () => {
  const ward = await openAfterBusyDay()
  await keepUp(ward.deps)
  const before = await rowsOf(ward, 'slot_facts')
  await ward.change(db => db.updateTable('offices').set({ bookable_share_percent: 10 }).execute())

  pass(ward, 120)
  await rebuildFigures(ward.deps, { to: '2026-12-01' })

  const ofTuesday = (rows: string[]) => rows.filter(row => row.includes('"2026-12-01"'))
  expect(ofTuesday(await rowsOf(ward, 'slot_facts'))).toEqual(ofTuesday(before))
})

test('a closure for the day takes places out of what was offered', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  await ward.change(db =>
    db
      .insertInto('closures')
      .values({
        ...{ office_id: ward.office.id, counter_id: null, kind: 'special' },
        ...{ from_date: '2026-12-01', to_date: '2026-12-01', reason: '{"ja":"見本の臨時閉庁"}' },
      })
      .execute(),
  )

  await keepUp(ward.deps)

  const [summary] = await told(ward)
  const { offered = 0, blocked } = summary?.cells[0]?.bookings ?? {}
  expect(offered).toBeGreaterThan(0)
  expect(blocked).toBe(offered)
})

test('two servers that follow at once make one set of figures, and it agrees with the events', async () => {
  const ward = await openWard({ now: '2026-12-01T08:00' })
  const other = await openDeps(ward.deps.settings, ward.deps.clock, ward.deps.log)
  onTestFinished(() => other.store.close())
  const both = () => Promise.all([keepUp(ward.deps), keepUp(other)])
  await playDay(ward)
  await both()
  await endDay(ward, '2026-12-02')
  pass(ward, 5)

  await both()

  expect((await told(ward))[0]?.cells[0]?.figures).toMatchObject({ tickets: 17, reset: 1 })
  pass(ward, 120)
  await both()
  expect(await verifyFigures(ward.deps)).toMatchObject({ behind: 0, disagreements: [] })
})

test('a row that becomes visible after later ones is not passed over', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const ticket = await walkIn(ward, 'ido')
  const [late] = await ward.deps.store.read(db => db.selectFrom('visit_events').selectAll().execute())
  // As a server sees it that reads between the commits: the facts know nothing of the first event.
  await followLogs(ward.deps)
  const positions = await ward.deps.store.read(db => db.selectFrom('followed_logs').selectAll().execute())
  await keepUp(ward.deps)
  await ward.deps.store.write(db => db.deleteFrom('ticket_facts').execute())
  pass(ward, 0.5)

  await keepUp(ward.deps)
  pass(ward, 1)
  await keepUp(ward.deps)

  expect(positions.find(({ log }) => log === 'visit_events')?.position).toBeLessThan(late?.id ?? 0)
  expect(await rowsOf(ward, 'ticket_facts')).toHaveLength(1)
  expect(ticket.number).toBe('A-001')
})

test('the jobs keep figures up by themselves', async () => {
  const ward = await openAfterBusyDay()
  ward.deps.settings.sampleSpeed = 60
  const jobs = startJobs(ward.deps, { send: async () => {}, close: () => {} })
  onTestFinished(() => jobs.stop())

  await expect.poll(() => told(ward), { timeout: 20_000 }).toHaveLength(1)
})

test('cells are kept without the names of their figures and come back whole', async () => {
  const ward = await openAfterBusyDay()
  await keepUp(ward.deps)
  const summaries = await told(ward, {
    counterId: 'each',
    breakdowns: ['all', 'kind', 'half_hour', 'service'],
  })

  for (const { cells } of summaries) expect(unpackCells(packCells(cells))).toEqual(cells)
  expect(packCells(summaries[0]?.cells ?? [])).not.toContain('waitWalkIn')
})
