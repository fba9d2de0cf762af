import { expect, test } from 'vitest'
import { isoOf } from '#src/clock.ts'
import { keepUp } from '#src/statistics/keep-up.ts'
import { findSummaries } from '#src/statistics/summary-queries.ts'
import { openStaffApi } from '../queue/staff-api.ts'
import { limitTo } from '../support/staff.ts'
import { endDay, playDay } from './busy-day.ts'

const statistics = '/v1/offices/mihon/statistics'

async function openApiAfterBusyDay() {
  const ward = await openStaffApi({ now: '2026-12-01T08:00' })
  await playDay(ward)
  await endDay(ward, '2026-12-02')
  await keepUp(ward.deps)
  return ward
}

test('the answer has the cells of the summaries, with services by their ids', async () => {
  const ward = await openApiAfterBusyDay()
  const supervisor = await ward.as('supervisor')
  const day = 'grain=day&from=2026-12-01&to=2026-12-01'
  const ido = ward.office.counters.find(({ slug }) => slug === 'ido')

  const { status, json } = await supervisor.get(`${statistics}?${day}&by=service&counter=ido`)

  const [kept] = await ward.deps.store.read(db =>
    findSummaries(db, ward.office.id, {
      ...{ grain: 'day', from: '2026-12-01', to: '2026-12-01', breakdowns: ['service'] },
      counterId: ido?.id ?? 0,
    }),
  )
  expect(status).toBe(200)
  expect(json).toMatchObject({ grain: 'day', by: 'service' })
  expect(json.summaries).toEqual([
    {
      ...{ from: '2026-12-01', to: '2026-12-01', counter: 'ido', version: 0 },
      asOf: isoOf(kept?.madeAt ?? 0, 'Asia/Tokyo'),
      cells: kept?.cells.map(cell => ({
        ...{ key: ward.office.services.find(({ id }) => id === Number(cell.key))?.slug, isSuppressed: false },
        figures: cell.figures,
      })),
    },
  ])
  expect(json.summaries[0].cells.map(({ key }: { key: string }) => key)).toContain('tennyu')
})

test('of parts with few visits a month tells nothing, and a single day everything', async () => {
  const ward = await openApiAfterBusyDay()
  const supervisor = await ward.as('supervisor')
  const shown = async (query: string) => {
    const { json } = await supervisor.get(`${statistics}?to=2026-12-01&counter=each&${query}`)
    const told = json.summaries as Array<{
      counter: string
      cells: Array<{ figures: { visits: number } | null }>
    }>
    return told.map(({ counter, cells }) => [counter, cells[0]?.figures?.visits ?? 'few'])
  }

  expect(await shown('grain=month')).toContainEqual(['koseki', 'few'])
  expect(await shown('grain=day')).toContainEqual(['koseki', 2])
})

test('the whole month, the fiscal year and each weekday are told without naming a span', async () => {
  const ward = await openApiAfterBusyDay()
  const supervisor = await ward.as('supervisor')
  const told = async (query: string) => (await supervisor.get(`${statistics}?${query}`)).json.summaries[0]

  expect(await told('')).toMatchObject({ from: '2026-12-01', to: '2026-12-31', counter: null })
  expect(await told('grain=fiscal_year')).toMatchObject({ from: '2026-04-01', to: '2027-03-31' })
  expect((await told('by=weekday')).cells).toMatchObject([{ key: '2', figures: { visits: 16 } }])
})

test('a question that cannot be is refused by the member that is wrong', async () => {
  const ward = await openStaffApi()
  const supervisor = await ward.as('supervisor')
  const refused: unknown[] = []
  const questions = [
    ['from=2026-13-01', 'from', 'not_a_date'],
    ['to=2026-02-29', 'to', 'not_a_date'],
    ['from=2026-12-02&to=2026-12-01', 'to', 'ends_before_start'],
    ['from=2016-11-30&to=2026-12-01', 'to', 'over_ten_years'],
    ['grain=decade', 'grain', 'unknown'],
    ['by=window', 'by', 'unknown'],
    ['by=weekday&grain=day', 'by', 'unknown'],
    ['version=newest', 'version', 'not_a_number'],
    ['counter=nowhere', 'counter', 'unknown_counter'],
    ['staff=1', 'query', 'unknown_field'],
  ] as const

  for (const [query] of questions) {
    const { status, json } = await supervisor.get(`${statistics}?${query}`)
    expect(status, query).toBe(422)
    refused.push([query, json.errors[0].field, json.errors[0].reason])
  }

  expect(refused).toEqual(questions)
})

test('ten years to the day may be asked for', async () => {
  const ward = await openStaffApi()
  const supervisor = await ward.as('supervisor')

  expect((await supervisor.get(`${statistics}?from=2016-12-01&to=2026-12-01`)).status).toBe(200)
})

test('figures are for those who answer for the counters', async () => {
  const ward = await openStaffApi()
  const statusFor = async (login: string) => (await (await ward.as(login)).get(statistics)).status

  for (const login of ['supervisor', 'admin']) expect(await statusFor(login), login).toBe(200)
  for (const login of ['clerk', 'reception', 'contractor']) expect(await statusFor(login), login).toBe(403)
  expect((await ward.get(statistics)).status).toBe(401)
})

test('whoever answers for one counter gets its figures, as on the pages, and never those of others or of the office', async () => {
  const ward = await openApiAfterBusyDay()
  await limitTo(ward, 'koseki')
  const supervisor = await ward.as('supervisor')
  const day = 'grain=day&from=2026-12-01&to=2026-12-01'
  const ask = (more: string) => supervisor.get(`${statistics}?${day}${more}`)

  const each = await ask('&counter=each')
  const other = await ask('&counter=ido')
  const whole = await ask('')

  expect(each.json.summaries.map(({ counter }: { counter: string }) => counter)).toEqual(['koseki'])
  expect((await ask('&counter=koseki')).json.summaries).toHaveLength(1)
  expect([other.status, other.json.reason]).toEqual([422, 'unknown_counter'])
  expect([whole.status, whole.json.reason]).toEqual([403, 'not_allowed'])
})
