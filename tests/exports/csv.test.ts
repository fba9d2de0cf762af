import * as fc from 'fast-check'
import { parseCsv } from 'hucre/csv'
import { expect, test } from 'vitest'
import { fileBytes } from '#src/exports/file.ts'
import type { Cell } from '#src/exports/table.ts'
import { instant } from '../support/ward.ts'
import { bytesOf, named, pagesOf, sampleColumns, tableOf } from './sample-table.ts'

const timeZone = 'Asia/Tokyo'

async function csvOf(rows: ReadonlyArray<readonly Cell[]>): Promise<string> {
  const content = { table: tableOf(rows), pages: pagesOf(rows) }
  return (await bytesOf(fileBytes([content], { format: 'csv', encoding: 'utf-8', timeZone }))).toString()
}

/** The name in the only row, as a program that knows RFC 4180 reads it. */
async function nameIn(name: string): Promise<unknown> {
  const rows = parseCsv((await csvOf([named(name)])).slice(1))
  return rows[1]?.[5]
}

test('a file begins with a byte order mark and the names of the columns, and its lines end in CRLF', async () => {
  const csv = await csvOf([[1, 12.5, '2026-12-01', instant('2026-12-01T09:12'), 'walk_in', '見本 太郎']])

  expect(csv).toBe(
    '\ufeffnumber,minutes,day,at,kind,name\r\n1,12.5,2026-12-01,2026-12-01T09:12:00+09:00,walk_in,見本 太郎\r\n',
  )
})

test('what is not known is empty, and 0 is 0', async () => {
  expect((await csvOf([[0, null, null, null, null, null]])).split('\r\n')[1]).toBe('0,,,,,')
})

test('numbers below zero stay numbers', async () => {
  expect((await csvOf([[-3, -0.5, null, null, null, null]])).split('\r\n')[1]).toBe('-3,-0.5,,,,')
})

test('a table without rows is a header', async () => {
  expect(await csvOf([])).toBe(`\ufeff${sampleColumns.map(({ key }) => key).join(',')}\r\n`)
})

test.for([
  "=cmd|' /C calc'!A0",
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠a',
])('no spreadsheet takes %j for a formula', async text => {
  expect(await nameIn(text)).toBe(`'${text}`)
})

test.for(['a=1', '見本=1', "'=1", '1-2', ' =1'])('%j is left as it is', async text => {
  expect(await nameIn(text)).toBe(text)
})

test('whatever somebody types comes back from the file, but for the mark before a formula', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', ' ', 'あ', '=', "'") }),
  )
  await fc.assert(
    fc.asyncProperty(text, async typed => {
      fc.pre(typed !== '')
      const read = await nameIn(typed)
      expect([typed, `'${typed}`]).toContain(read)
    }),
    { numRuns: 200 },
  )
})
