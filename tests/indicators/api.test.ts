import { expect, test } from 'vitest'
import { readSampleWard } from '#db/seeds/load-ward.ts'
import { openStaffApi } from '../queue/staff-api.ts'

const path = '/v1/offices/mihon/indicators'

test('a supervisor’s program reads the indicators of a year as they were published', async () => {
  const ward = await openStaffApi()
  const { status, json } = await (await ward.as('supervisor')).get(`${path}?fiscalYear=2023`)

  expect(status).toBe(200)
  const { items } = readSampleWard().ward.indicators
  expect(
    json.indicators.map(({ id, value, target, met }: Record<string, unknown>) => ({
      id,
      value,
      target,
      met,
    })),
  ).toEqual(
    items.map(({ id, years }) => {
      const year = years.find(({ fy }) => fy === 2023)
      return { id, value: year?.value, target: year?.target, met: year?.mark === '○' }
    }),
  )
  expect(json.rating).toBeNull()
  expect(json.activities).toHaveLength(5)
  expect(json.budget).toEqual([
    { initiative: '5-2-1', name: '区民が利用しやすい窓口の実現', budgetYen: 908_000, settlementYen: null },
  ])
})

test('without a year it is the latest with anything entered', async () => {
  const ward = await openStaffApi()
  const supervisor = await ward.as('supervisor')

  expect((await supervisor.get(path)).json.fiscalYear).toBe(2023)
  const { json } = await supervisor.get(`${path}?fiscalYear=2022`)
  expect(json.rating).toEqual({ points: 3.8, stars: 2 })
})

test.for([
  { query: '?fiscalYear=20233', field: 'fiscalYear', reason: 'not_a_number' },
  { query: '?fiscalYear=', field: 'fiscalYear', reason: 'not_a_number' },
  { query: '?year=2023', field: 'query', reason: 'unknown_field' },
])('$query is refused', async ({ query, field, reason }) => {
  const ward = await openStaffApi()
  const { status, json } = await (await ward.as('supervisor')).get(`${path}${query}`)

  expect(status).toBe(422)
  expect(json.errors).toMatchObject([{ field, reason }])
})

test('it is for supervisors, and of their own office', async () => {
  const ward = await openStaffApi()

  expect((await ward.get(path)).status).toBe(401)
  expect((await (await ward.as('clerk')).get(path)).status).toBe(403)
  expect((await (await ward.as('supervisor')).get('/v1/offices/nowhere/indicators')).status).toBe(404)
})
