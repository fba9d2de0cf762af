import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileBytes, type Format } from '#src/exports/file.ts'
import { bytesOf, pagesOf, tableOf } from '../exports/sample-table.ts'
import { instant } from '../support/ward.ts'
import { type OfficeSuite, openOfficeSuite } from './office-suite.ts'

let suite: OfficeSuite
beforeAll(async () => {
  suite = await openOfficeSuite()
}, 400_000)
afterAll(() => suite.close())

const at = instant('2026-12-01T09:12:30')
const rows = [
  [7, 12.25, '2026-12-01', at, 'walk_in', '住民異動・印鑑登録 ①㈱髙﨑'],
  [0, -0.5, '2024-02-29', at, 'booked', '=1+1'],
  [null, null, null, null, null, 'カンマ,と "引用" と\n改行'],
  [1_000_000, 0.1, '1970-01-01', at, 'booked', '007'],
]

/** What a person sees in the cells. */
const shown = [
  ['number', 'minutes', 'day', 'at', 'kind', 'name'],
  ['7', '12.25', '2026-12-01', '2026-12-01 09:12:30', 'walk_in', '住民異動・印鑑登録 ①㈱髙﨑'],
  ['0', '-0.5', '2024-02-29', '2026-12-01 09:12:30', 'booked', '=1+1'],
  ['', '', '', '', '', 'カンマ,と "引用" と\n改行'],
  ['1000000', '0.1', '1970-01-01', '2026-12-01 09:12:30', 'booked', '007'],
]

async function fileOf(format: Format): Promise<Buffer> {
  const options = { format, encoding: 'cp932', timeZone: 'Asia/Tokyo' } as const
  const content = { table: tableOf(rows), pages: pagesOf(rows) }
  const second = { table: tableOf([], { label: '二枚目' }), pages: pagesOf([]) }
  return bytesOf(fileBytes(format === 'xlsx' ? [content, second] : [content], options))
}

test('LibreOffice shows the cells of a workbook as they are meant, and runs none of them', async () => {
  expect(await suite.readWorkbook(await fileOf('xlsx'))).toEqual(shown)
})

test('LibreOffice finds every sheet, and saves the same cells again', async () => {
  const file = await fileOf('xlsx')
  const [before, after] = [await readXlsx(file), await readXlsx(await suite.saveAgain(file))]

  expect(after.sheets.map(({ name }) => name)).toEqual(['見本の表', '二枚目'])
  expect(after.sheets.map(({ rows }) => rows)).toEqual(before.sheets.map(({ rows }) => rows))
})

test('LibreOffice reads the same cells from the CSV in CP932', async () => {
  const read = await suite.readCp932(await fileOf('csv'))

  // Only a workbook can say that 007 is text.
  const inCsv = new Map([
    ['2026-12-01 09:12:30', '2026-12-01T09:12:30+09:00'],
    ['=1+1', "'=1+1"],
    ['007', '7'],
  ])
  expect(read).toEqual(shown.map(row => row.map(cell => inCsv.get(cell) ?? cell)))
})
