import { expect, test } from 'vitest'
import { indicatorsTable } from '#src/exports/indicators-table.ts'
import { newStaffMember } from '../support/queue.ts'
import { openWard } from '../support/ward.ts'
import { november, rowsOf } from './files.ts'

test('each year of an indicator is a row with its target and the mark as published', async () => {
  const ward = await openWard({ now: '2026-12-01T10:00' })
  const staff = await newStaffMember(ward, 'supervisor')
  const rows = await rowsOf(
    ward,
    staff,
    indicatorsTable,
    november(ward, { from: '2021-04-01', to: '2024-03-31' }),
  )

  const good = rows.filter(({ indicator }) => indicator === 'counter-good')
  expect(
    good.map(row => [row['fiscal_year'], row['wareki'], row['target'], row['value'], row['mark']]),
  ).toEqual([
    ['2021', '令和3年度', '80', '82.9', '○'],
    ['2022', '令和4年度', '80', '80.5', '○'],
    ['2023', '令和5年度', '85', '80.2', '—'],
  ])
  expect(good[0]).toMatchObject({ source: 'panel', unit: '%', direction: 'at_least', is_provisional: '0' })
})

test('years without targets and values have no rows', async () => {
  const ward = await openWard({ now: '2026-12-01T10:00' })
  const staff = await newStaffMember(ward, 'supervisor')

  const scope = november(ward, { from: '2015-04-01', to: '2016-03-31' })
  expect(await rowsOf(ward, staff, indicatorsTable, scope)).toEqual([])
})
