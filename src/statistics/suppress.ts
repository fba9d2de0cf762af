import { hide } from './hidden.ts'

/** What is told instead of a figure of too few people. It is neither nothing nor unknown. */
export const suppressed = 'suppressed'
export type Suppressed = typeof suppressed

/** No figure of fewer people is published (k = 10, with UK LLC and the ONS Longitudinal Study). */
export const peopleMin = 10

/** A figure and how many people it is made of. */
export type Counted<T> = { n: number; value: T }

export type SuppressedTable<T> = {
  cells: Array<Array<T | Suppressed>>
  rowTotals: Array<number | Suppressed>
  columnTotals: Array<number | Suppressed>
  total: number | Suppressed
}

/**
 * A table with its totals, without what tells of fewer than `k` people and without what would give that away:
 * every row and column with one hidden cell loses its next smallest too, until no hidden number can be worked out
 * from the others. Where a row has nothing else to lose, its total goes. A cell of nobody stays: it tells of nobody.
 */
export function suppress<T>(
  table: ReadonlyArray<ReadonlyArray<Counted<T>>>,
  k: number = peopleMin,
): SuppressedTable<T> {
  const counts = withTotals(table.map(row => row.map(({ n }) => n)))
  const hidden = hide(counts, k)
  const last = counts.length - 1
  const told = <V>(value: V, row: number, column: number) => (hidden[row]?.[column] ? suppressed : value)
  const totals = (counts[last] ?? []).map((n, column) => told(n, last, column))
  return {
    cells: table.map((row, at) => row.map(({ value }, column) => told(value, at, column))),
    rowTotals: counts.slice(0, -1).map((row, at) => told(row.at(-1) ?? 0, at, row.length - 1)),
    columnTotals: totals.slice(0, -1),
    total: totals.at(-1) ?? 0,
  }
}

/** The counts with their totals as one more column and one more row. */
function withTotals(counts: readonly number[][]): number[][] {
  const rows = counts.map(row => [...row, sum(row)])
  const width = Math.max(0, ...counts.map(row => row.length))
  const totals = Array.from({ length: width + 1 }, (_, column) => sum(rows.map(row => row[column] ?? 0)))
  return [...rows, totals]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
