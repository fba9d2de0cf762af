import { expect, test } from 'vitest'
import { satisfactionTable } from '#src/exports/satisfaction-table.ts'
import { newStaffMember } from '../support/queue.ts'
import { openWard } from '../support/ward.ts'
import { given, setTarget, times } from '../survey/surveys.ts'
import { november, rowsOf } from './files.ts'

test('a month is a row for the office, with the mark of its year, and one for each counter', async () => {
  const ward = await openWard({ now: '2026-11-20T10:00' })
  const staff = await newStaffMember(ward, 'supervisor')
  await setTarget(ward, 2026, 85)
  await given(ward, [...times(40, 5), ...times(10, 2), ...times(3, null)])
  await given(ward, times(10, 4), { counter: 'kokuho' })

  const rows = await rowsOf(ward, staff, satisfactionTable)

  const [whole, ...counters] = rows
  expect(whole).toMatchObject({
    ...{ month: '2026-11', fiscal_year: '2026', source: 'on_site', item: 'q-overall', counter: '' },
    ...{ answered: '63', n_valid: '60', n_5: '40', n_4: '10', n_2: '10', favourable: '50' },
    // 50 / 60 = 83.3 %; Wilson with z = 1.96: 72.0 to 90.7.
    ...{ share: '83.3', ci_low: '72', ci_high: '90.7', target: '85', mark: '—', certainty: 'unclear' },
    ...{ s: '', wareki: '令和8年11月' },
  })
  expect(counters.map(row => [row['counter'], row['n_valid'], row['share'], row['mark'], row['s']])).toEqual([
    ['ido', '50', '80', '', ''],
    ['kokuho', '10', '100', '', ''],
  ])
})

test('what would tell of fewer than ten is marked and left empty', async () => {
  const ward = await openWard({ now: '2026-11-20T10:00' })
  const staff = await newStaffMember(ward, 'supervisor')
  await given(ward, times(30, 5))
  await given(ward, times(20, 4), { counter: 'shomei' })
  await given(ward, times(4, 1), { counter: 'kokuho' })

  const rows = await rowsOf(ward, staff, satisfactionTable)

  const told = Object.fromEntries(rows.map(row => [row['counter'], [row['n_valid'], row['share'], row['s']]]))
  expect(told['kokuho']).toEqual(['', '', 's'])
  // The next smallest too, or the total would give it away.
  expect(told['shomei']).toEqual(['', '', 's'])
  expect(told['ido']).toEqual(['30', '100', ''])
})

test('whoever works at one counter gets its rows and not those of the office', async () => {
  const ward = await openWard({ now: '2026-11-20T10:00' })
  const staff = await newStaffMember(ward, 'supervisor')
  await given(ward, times(20, 5))
  const ido = ward.office.counters.find(({ slug }) => slug === 'ido')

  const rows = await rowsOf(ward, staff, satisfactionTable, november(ward, { counterIds: [ido?.id ?? 0] }))

  expect(rows.map(row => row['counter'])).toEqual(['ido'])
})

test('a month without answers has no rows', async () => {
  const ward = await openWard({ now: '2026-11-20T10:00' })
  const staff = await newStaffMember(ward, 'supervisor')

  expect(await rowsOf(ward, staff, satisfactionTable)).toEqual([])
})
