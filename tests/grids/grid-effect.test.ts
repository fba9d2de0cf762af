import { expect, test } from 'vitest'
import { gridEffect } from '#src/grids/grid-effect.ts'
import { smallOffice, special } from '../slots/sample-office.ts'

// Four windows, two at lunch, half of them for residents; open on weekdays from 9 to 17.

test('times and places are told of the first day on which the counter is open', () => {
  const { office } = smallOffice()

  const { before, after, counters } = gridEffect(office, { from: '2026-12-05', minutes: 30 })

  expect([before, after]).toEqual([15, 30])
  expect(counters).toMatchObject([
    { date: '2026-12-07', before: { times: 32, places: 60 }, after: { times: 16, places: 30 } },
  ])
})

test('a counter whose hours are shorter than the slot keeps no time', () => {
  const { office } = smallOffice({
    office: { openingRules: [special('2026-12-07', { opensMinute: 540, closesMinute: 570 })] },
  })

  const { counters } = gridEffect(office, { from: '2026-12-07', minutes: 45 })

  expect(counters).toMatchObject([{ before: { times: 2 }, after: { times: 0, places: 0 } }])
})

test('a counter that never opens is left out', () => {
  const { office } = smallOffice({ office: { openingRules: [] } })

  expect(gridEffect(office, { from: '2026-12-07', minutes: 30 }).counters).toEqual([])
})

test.for([
  [20, [{ before: 30, after: 40 }]],
  [30, []],
  [45, [{ before: 30, after: 45 }]],
] as const)('a visit of thirty minutes in slots of %i', ([minutes, services]) => {
  const { office } = smallOffice()

  expect(gridEffect(office, { from: '2026-12-07', minutes }).services).toMatchObject(services)
})
