import { cellWriter } from './cells.ts'
import type { Cell, Column } from './table.ts'

/** Writes each row as one JSON object in a line: numbers as numbers, instants as text, null for what is not known. */
export function jsonLinesWriter(columns: readonly Column[], timeZone: string) {
  const members = columns.map(column => {
    const write = cellWriter(column, timeZone)
    const isNumber = column.type === 'integer' || column.type === 'decimal'
    const name = `${JSON.stringify(column.key)}:`
    return (cell: Cell) =>
      name + (cell === null ? 'null' : isNumber ? String(cell) : JSON.stringify(write(cell)))
  })
  return (rows: ReadonlyArray<readonly Cell[]>): string =>
    rows.map(row => `{${members.map((write, index) => write(row[index] ?? null)).join(',')}}\n`).join('')
}
