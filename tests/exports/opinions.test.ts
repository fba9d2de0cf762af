import { expect, test } from 'vitest'
import { opinionsTable } from '#src/exports/opinions-table.ts'
import { sent, writer } from '../opinions/deeds.ts'
import { counterOf, newStaffMember } from '../support/queue.ts'
import { openWard } from '../support/ward.ts'
import { november, rowsOf } from './files.ts'

async function openBox() {
  const ward = await openWard({ now: '2026-11-10T09:00' })
  for (const text of ['一つ目', '二つ目']) await sent(ward, { text, category: 'waiting', counter: 'ido' })
  await sent(ward, { text: '三つ目', category: 'facilities', contact: writer })
  return { ward, staff: await newStaffMember(ward, 'supervisor') }
}

test('opinions are counted by month and kind; what they say and who wrote is in no file', async () => {
  const { ward, staff } = await openBox()
  const rows = await rowsOf(ward, staff, opinionsTable)

  expect(
    rows.map(row => [row['month'], row['category'], row['counter'], row['wants_answer'], row['n']]),
  ).toEqual([
    ['2026-11', 'facilities', '', 'yes', '1'],
    ['2026-11', 'waiting', 'ido', 'no', '2'],
  ])
  expect(rows[1]).toMatchObject({ channel: 'web', state: 'new', wareki: '令和8年11月' })
  expect(JSON.stringify(rows)).not.toMatch(/つ目|taro/)
})

test('who works at some counters is given theirs, and none about the office as a whole', async () => {
  const { ward, staff } = await openBox()
  const scope = november(ward, { counterIds: [counterOf(ward, 'ido').id] })

  expect((await rowsOf(ward, staff, opinionsTable, scope)).map(({ counter }) => counter)).toEqual(['ido'])
})

test('a month is counted whole, like in the other tables of months, wherever in it the days begin and end', async () => {
  const { ward, staff } = await openBox()
  const numbers = async (from: string, to: string) =>
    (await rowsOf(ward, staff, opinionsTable, november(ward, { from, to }))).map(row => row['n'])

  expect(await numbers('2026-11-20', '2026-12-05')).toEqual(['1', '2'])
  expect(await numbers('2026-10-01', '2026-11-05')).toEqual(['1', '2'])
  expect(await numbers('2026-12-01', '2026-12-31')).toEqual([])
})
