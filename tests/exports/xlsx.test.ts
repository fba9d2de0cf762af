import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { fileBytes } from '#src/exports/file.ts'
import type { Cell } from '#src/exports/table.ts'
import { instant } from '../support/ward.ts'
import { bytesOf, named, pagesOf, tableOf } from './sample-table.ts'

type Rows = ReadonlyArray<readonly Cell[]>

async function workbookOf(...tables: Array<{ label: string; rows: Rows }>) {
  const contents = tables.map(({ label, rows }) => ({
    table: tableOf(rows, { label }),
    pages: pagesOf(rows),
  }))
  const [first, ...others] = contents
  if (!first) throw new Error('no table')
  const options = { format: 'xlsx', encoding: 'utf-8', timeZone: 'Asia/Tokyo' } as const
  return readXlsx(await bytesOf(fileBytes([first, ...others], options)))
}

async function nameIn(name: string): Promise<unknown> {
  const { sheets } = await workbookOf({ label: '見本', rows: [named(name)] })
  return sheets[0]?.rows[1]?.[5]
}

test('cells are of their type: numbers, dates, the time on the wall of the office, text', async () => {
  const row = [7, 12.25, '2026-12-01', instant('2026-12-01T09:12:30'), 'walk_in', '見本 花子']
  const { sheets } = await workbookOf({ label: '見本の表', rows: [row] })

  expect(sheets.map(({ name }) => name)).toEqual(['見本の表'])
  expect(sheets[0]?.rows).toEqual([
    ['number', 'minutes', 'day', 'at', 'kind', 'name'],
    [7, 12.25, new Date('2026-12-01T00:00:00Z'), new Date('2026-12-01T09:12:30Z'), 'walk_in', '見本 花子'],
  ])
})

test('a workbook has a sheet for each table, also for one without rows', async () => {
  const { sheets } = await workbookOf(
    { label: '日別・窓口別', rows: [named('一'), named('二')] },
    { label: '空の表', rows: [] },
    { label: 'a < b & "c"', rows: [named('三')] },
  )

  expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
    ['日別・窓口別', 3],
    ['空の表', 1],
    ['a < b & "c"', 2],
  ])
})

test('what is not known is no cell, and 0 is 0', async () => {
  const { sheets } = await workbookOf({ label: '見本', rows: [[0, null, null, null, null, 'x']] })

  expect(sheets[0]?.rows[1]).toEqual([0, null, null, null, null, 'x'])
})

test.for([
  '=1+1',
  '007',
  '2026-12-01',
  '1E5',
  'TRUE',
  '+81',
  "'quoted",
  ' spaces ',
  'two\nlines',
  'a<b&c"d',
  '_x0041_',
  '𠮷葛\u{e0100}',
])('%j stays the text it is', async text => {
  expect(await nameIn(text)).toBe(text)
})

test('a character that XML has no place for does not break the file', async () => {
  expect(await nameIn('a\u0000b\u001b\ud800c')).toBe('a\ufffdb\ufffd\ufffdc')
})

test('columns past Z have letters of their own', async () => {
  const columns = Array.from({ length: 60 }, (_, index) => ({
    ...{ key: `c${index}`, label: '列', unit: '', type: 'integer' as const, definition: '', example: '' },
  }))
  const rows = [columns.map((_, index) => index)]
  const content = { table: tableOf(rows, { columns }), pages: pagesOf(rows) }
  const options = { format: 'xlsx', encoding: 'utf-8', timeZone: 'Asia/Tokyo' } as const

  const { sheets } = await readXlsx(await bytesOf(fileBytes([content], options)))
  expect(sheets[0]?.rows[1]).toEqual(rows[0])
})
