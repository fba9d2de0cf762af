import { type CellWriter, cellWriter, harmless } from './cells.ts'
import type { Cell, Column } from './table.ts'

type Rows = ReadonlyArray<readonly Cell[]>

/** By which spreadsheets know UTF-8. */
export const byteOrderMark = '\ufeff'

const needsQuotes = /[",\r\n]|^\s|\s$/

/** A field of RFC 4180. */
function quoted(text: string): string {
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export type CsvOptions = {
  timeZone: string
  /** What becomes of a text that people have typed, before anything else. */
  spell?: (text: string) => string
}

/** Only what people typed can hold a comma or begin like a formula. */
function fieldWriter(column: Column, { timeZone, spell = text => text }: CsvOptions): CellWriter {
  return column.type === 'text'
    ? cell => (cell === null ? '' : quoted(harmless(spell(String(cell)))))
    : cellWriter(column, timeZone)
}

/** Writes tables as RFC 4180 has it: header in line 1, CRLF, quotes only where they are needed. */
export function csvWriter(columns: readonly Column[], options: CsvOptions) {
  const writers = columns.map(column => fieldWriter(column, options))

  return {
    header: `${columns.map(({ key }) => key).join(',')}\r\n`,
    lines(rows: Rows): string {
      let text = ''
      for (const row of rows) {
        let line = ''
        for (const [index, write] of writers.entries())
          line += (index === 0 ? '' : ',') + write(row[index] ?? null)
        text += `${line}\r\n`
      }
      return text
    },
  }
}
