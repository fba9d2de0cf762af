import { cp932Bytes, keptAnswers, toCp932Text } from './cp932.ts'
import { byteOrderMark, csvWriter } from './csv.ts'
import { jsonLinesWriter } from './json-lines.ts'
import type { Cell, ExportTable } from './table.ts'
import { workbookBytes } from './xlsx.ts'

export const formats = ['csv', 'xlsx', 'jsonl'] as const
export type Format = (typeof formats)[number]

export const encodings = ['utf-8', 'cp932'] as const
/** Of CSV alone; the other formats know only UTF-8. */
export type Encoding = (typeof encodings)[number]

/** The rows of one table, a page at a time. */
export type Content = { table: ExportTable; pages: AsyncIterable<ReadonlyArray<readonly Cell[]>> }

/** The bytes of a file. CSV and JSON Lines hold the first table; a workbook holds them all. */
export function fileBytes(
  contents: readonly [Content, ...Content[]],
  { format, encoding, timeZone }: { format: Format; encoding: Encoding; timeZone: string },
): AsyncGenerator<Uint8Array> {
  const [content] = contents
  if (format === 'csv') return encoding === 'cp932' ? cp932Csv(content, timeZone) : utf8Csv(content, timeZone)
  if (format === 'jsonl') return jsonLines(content, timeZone)
  return workbookBytes(
    contents.map(({ table: { label, columns }, pages }) => ({ name: label, columns, pages })),
    timeZone,
  )
}

async function* utf8Csv({ table, pages }: Content, timeZone: string): AsyncGenerator<Uint8Array> {
  const csv = csvWriter(table.columns, { timeZone })
  yield Buffer.from(byteOrderMark + csv.header)
  for await (const rows of pages) yield Buffer.from(csv.lines(rows))
}

async function* cp932Csv({ table, pages }: Content, timeZone: string): AsyncGenerator<Uint8Array> {
  const spell = keptAnswers((text: string) => toCp932Text(text).text)
  const csv = csvWriter(table.columns, { timeZone, spell })
  yield cp932Bytes(csv.header)
  for await (const rows of pages) yield cp932Bytes(csv.lines(rows))
}

async function* jsonLines({ table, pages }: Content, timeZone: string): AsyncGenerator<Uint8Array> {
  const lines = jsonLinesWriter(table.columns, timeZone)
  for await (const rows of pages) yield Buffer.from(lines(rows))
}

const typeOf: Record<Format, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/jsonl; charset=utf-8',
}

/** Windows-31J is how IANA calls CP932. */
export function contentType(format: Format, encoding: Encoding): string {
  return format === 'csv' && encoding === 'cp932'
    ? 'text/csv; charset=Windows-31J; header=present'
    : typeOf[format]
}
