import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { createApp } from '#src/app.tsx'
import { daysTable } from '#src/exports/days-table.ts'
import { exportOf, linesOf, november, rowsOf } from './files.ts'
import { halfHoursTable } from '#src/exports/half-hours-table.ts'
import { paths } from '#src/paths.ts'
import { servicesTable } from '#src/exports/services-table.ts'
import { readDay } from '#src/statistics/remake.ts'
import { office, openApiWard } from '../support/api.ts'
import { counterOf, newStaffMember } from '../support/queue.ts'
import { bearer, signIn } from '../support/staff.ts'
import { textOf } from '../support/visitor.ts'
import { instant, type Ward } from '../support/ward.ts'
import { factsOf, plantFacts } from './facts.ts'
import { keepSummaries } from './summaries.ts'

const day = '2026-11-02'

/** A Monday with so many tickets at some counters, one minute apart, of which every fifth was booked; and its month. */
async function openAfter(tickets: Record<string, number>) {
  const ward = await openApiWard({ now: '2026-12-01T10:00' })
  let id = 0
  const facts = Object.entries(tickets).flatMap(([counter, count]) =>
    Array.from({ length: count }, (_, index) => {
      id += 1
      const checkedInAt = instant(`${day}T09:00`) + index * 60_000
      const firstCalledAt = checkedInAt + (index % 20) * 60_000
      return factsOf(ward, id, { counter, checkedInAt, firstCalledAt, servedCallAt: firstCalledAt })
    }),
  )
  await plantFacts(ward, facts)
  await keepSummaries(ward, { grain: 'day', start: day })
  await keepSummaries(ward, { grain: 'month', start: '2026-11-01' })
  return { ward, staff: await newStaffMember(ward, 'supervisor') }
}

test('a day of a counter is a row with its version, its era and the rule about few people', async () => {
  const { ward, staff } = await openAfter({ ido: 40, kokuho: 25 })
  const rows = await rowsOf(ward, staff, daysTable)

  expect(rows.map(({ date, counter, tickets }) => [date, counter, tickets])).toEqual([
    [day, 'ido', '40'],
    [day, 'kokuho', '25'],
  ])
  expect(rows[0]).toMatchObject({ fiscal_year: '2026', reserved: '0', walkin: '40', served: '40', left: '0' })
  expect(rows[0]).toMatchObject({ wait_mean: '9.5', wait_p50: '9.5', max_wait_band: '15-20', s: '' })
  expect(rows[0]).toMatchObject({ wareki: '令和8年11月2日', version: '0', rule_version: '2', k: '10' })
  expect(rows[0]).toMatchObject({ as_of: '2026-12-01T10:00:00+09:00', counter_name: '住民異動・印鑑登録' })
})

test('a row of fewer than ten people is flagged and tells no figure, also where only one day is asked for', async () => {
  const { ward, staff } = await openAfter({ ido: 40, kokuho: 25, shomei: 9 })
  const told = async (scope = november(ward)) =>
    (await rowsOf(ward, staff, daysTable, scope)).map(({ counter, tickets, wait_mean, s }) => [
      counter,
      tickets,
      wait_mean,
      s,
    ])

  const rows = await told()
  expect(rows).toContainEqual(['shomei', '', '', 's'])
  expect(rows).toContainEqual(['ido', '40', '9.5', ''])
  expect(await told(november(ward, { from: day, to: day }))).toEqual(rows)
})

test('what would give a hidden row away is hidden with it', async () => {
  const { ward, staff } = await openAfter({ ido: 40, kokuho: 25, shomei: 9 })
  const rows = await rowsOf(ward, staff, daysTable)

  expect(rows.map(({ counter, s }) => [counter, s])).toContainEqual(['kokuho', 's'])
})

test('an empty cell is not a zero: percentiles of too few are empty, counts of nothing are 0', async () => {
  const { ward, staff } = await openAfter({ ido: 19, kokuho: 25 })
  const [ido = {}] = await rowsOf(ward, staff, daysTable)

  expect(ido).toMatchObject({ tickets: '19', wait_p90: '', left: '0', second_wait_p90: '', s: '' })
  expect(ido['wait_p50']).not.toBe('')
})

test('half hours of a weekday tell arrivals by the days there were', async () => {
  const { ward, staff } = await openAfter({ ido: 60, kokuho: 60 })
  const rows = await rowsOf(ward, staff, halfHoursTable)

  expect(
    rows.map(row => [
      row['month'],
      row['weekday'],
      row['half_hour'],
      row['counter'],
      row['n_days'],
      row['arrivals_mean'],
    ]),
  ).toEqual([
    ['2026-11', '1', '09:00', 'ido', '1', '30'],
    ['2026-11', '1', '09:30', 'ido', '1', '30'],
    ['2026-11', '1', '09:00', 'kokuho', '1', '30'],
    ['2026-11', '1', '09:30', 'kokuho', '1', '30'],
  ])
})

test('a day that offered places at a counter and on which nobody opened it is no day of its week', async () => {
  const { ward, staff } = await openAfter({ ido: 60, kokuho: 60 })
  await ward.change(db =>
    db
      .insertInto('closures')
      .values({
        ...{ office_id: ward.office.id, counter_id: null, kind: 'special' },
        ...{ from_date: '2026-11-09', to_date: '2026-11-09', reason: '{"ja":"見本の台風"}' },
      })
      .execute(),
  )
  const office = await ward.deps.store.read(db => ward.deps.offices.current(db, ward.office.id))
  for (const date of ['2026-11-09', '2026-11-16']) {
    await readDay(ward.deps, office, date)
    await keepSummaries(ward, { grain: 'day', start: date })
  }

  const rows = await rowsOf(ward, staff, halfHoursTable)

  expect(rows.map(row => [row['half_hour'], row['n_days'], row['arrivals_mean']])).toContainEqual([
    ...['09:00', '1', '30'],
  ])
})

test('services of a month stand beside their standard time', async () => {
  const { ward, staff } = await openAfter({ ido: 40, kokuho: 25 })
  const rows = await rowsOf(ward, staff, servicesTable)

  const service = ward.office.services.find(({ slug }) => slug === 'tennyu')
  expect(rows[0]).toMatchObject({ month: '2026-11', counter: 'ido', procedure: 'tennyu', n: '40' })
  expect(rows[0]).toMatchObject({ service_p50: '14', standard_min: String(service?.durationMinutes) })
  expect(rows[0]).toMatchObject({ procedure_name: service?.name.ja, s: '' })
})

test('rows of counters that somebody does not work at are not theirs', async () => {
  const { ward, staff } = await openAfter({ ido: 40, kokuho: 25 })
  const scope = november(ward, { counterIds: [counterOf(ward, 'kokuho').id] })

  expect((await rowsOf(ward, staff, daysTable, scope)).map(({ counter }) => counter)).toEqual(['kokuho'])
})

/** The numbers in the first row of the month's page by service: tickets, of them booked, waits, within the target, service. */
async function numbersOnPage(ward: Ward, counter: string): Promise<number[]> {
  const headers = await signIn(ward, 'supervisor')
  const answer = await createApp(ward.deps).request(paths.figuresMonth('2026-11', counter), { headers })
  const [table = ''] = /<h3 id="service".*?<\/tbody>/s.exec(await answer.text()) ?? []
  const [, row = ''] = /<tbody>.*?(<tr.*?<\/tr>)/s.exec(table) ?? []
  return (row.match(/<td.*?<\/td>/gs) ?? []).map(cell => Number.parseFloat(textOf(cell)))
}

test('page, CSV, workbook, JSON Lines and the figures of the API tell the same of a cell', async () => {
  const { ward, staff } = await openAfter({ ido: 37, kokuho: 25 })
  const onPage = await numbersOnPage(ward, 'ido')
  expect([onPage[0], onPage[5], onPage[6]]).toEqual([37, 14, 14])
  const headers = await bearer(ward, 'supervisor')
  const csv = linesOf(
    (await ward.get(`${office}/exports/procedure_month.csv?from=${day}&to=${day}`, { headers })).text,
  )
  const jsonl = await ward.get(`${office}/exports/procedure_month.jsonl?from=${day}&to=${day}`, { headers })
  const sheet = await exportOf(ward, staff, { tables: [servicesTable], format: 'xlsx' })
  if (!sheet.ok) throw new Error(sheet.reason)
  const { sheets } = await readXlsx(Buffer.from(await new Response(sheet.bytes).arrayBuffer()))
  const query = `grain=month&by=service&counter=ido&from=${day}&to=${day}`
  const api = await ward.get(`${office}/statistics?${query}`, { headers })

  const { figures } = api.json.summaries[0].cells[0]
  const cellOf = (key: string) => sheets[0]?.rows[1]?.[sheets[0].rows[0]?.indexOf(key) ?? -1]
  const [line] = jsonl.text.split('\n').map(text => (text ? JSON.parse(text) : null))
  for (const [key, value, shown] of [
    ['n', figures.tickets, onPage[0]],
    ['service_p50', figures.service.p50, onPage[5]],
    ['service_p90', figures.service.p90, onPage[6]],
    ['transfer_share', figures.sentOn.percent, figures.sentOn.percent],
  ]) {
    expect(value, key).not.toBeNull()
    expect(shown, key).toBe(value)
    expect([key, Number(csv[0]?.[key]), cellOf(key), line[key]]).toEqual([key, value, value, value])
  }
})
