import { type Instant, isoOf } from '../clock.ts'
import type { Cell, Column } from './table.ts'

export type CellWriter = (cell: Cell) => string

/** What a spreadsheet would take for the beginning of a formula (OWASP, CSV injection), in any width. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/

/** A text that no spreadsheet runs: an apostrophe goes before what looks like a formula. */
export function harmless(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text
}

/** How the cells of a column are written as plain text. */
export function cellWriter({ type }: Column, timeZone: string): CellWriter {
  if (type === 'instant') return cell => (cell === null ? '' : isoOf(cell as Instant, timeZone))
  return cell => (cell === null ? '' : String(cell))
}
