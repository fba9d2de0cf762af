import { type Language, languages } from '../languages.ts'
import { languageName } from '#views/text/language-name.ts'
import type { ReviewedText } from '#views/text/review.ts'
import { csvWriter } from '../exports/csv.ts'
import type { Cell, Column } from '../exports/table.ts'
import { workbookBytes } from '../exports/xlsx.ts'

export const textsFormats = ['csv', 'xlsx'] as const
export type TextsFormat = (typeof textsFormats)[number]

const typeOf: Record<TextsFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const columns: Column[] = [
  columnOf('key', '名前', '文の名前。訳を返すときの目印です。', 'home.title'),
  ...languages.map(language => columnOf(keyOf(language), languageName(language, 'ja'), '画面に出る文。', '')),
  columnOf('correction', '直し', '訳者が書き込む欄。', ''),
]

/** The texts as a file for a translator: a line per text, a column per language, and an empty one to write in. */
export async function textsFile(texts: readonly ReviewedText[], format: TextsFormat): Promise<Response> {
  const rows = texts.map(({ key, words }): Cell[] => [
    key,
    ...languages.map(language => words[language]),
    null,
  ])
  return new Response(format === 'csv' ? csvOf(rows) : await workbookOf(rows), {
    headers: {
      'Content-Type': typeOf[format],
      'Content-Disposition': `attachment; filename="madoguchi-texts.${format}"`,
      'Cache-Control': 'no-store',
    },
  })
}

function csvOf(rows: readonly Cell[][]): string {
  const csv = csvWriter(columns, { timeZone: 'UTC' })
  return `\ufeff${csv.header}${csv.lines(rows)}`
}

async function workbookOf(rows: readonly Cell[][]): Promise<Uint8Array<ArrayBuffer>> {
  const pages = (async function* () {
    yield rows
  })()
  const parts: Uint8Array[] = []
  for await (const part of workbookBytes([{ name: 'texts', columns, pages }], 'UTC')) parts.push(part)
  return Buffer.concat(parts)
}

function columnOf(key: string, label: string, definition: string, example: string): Column {
  return { key, label, unit: '', type: 'text', definition, example }
}

/** A name of a column is ASCII without signs. */
function keyOf(language: Language): string {
  return language.toLowerCase().replace('-', '_')
}
