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

/** A number of the table; `from` its row and `to` its column, numbered through together. */
type Place = { row: number; column: number; n: number; from: number; to: number; isTotal: boolean }

function placesOf(counts: readonly number[][]): Place[] {
  return counts.flatMap((numbers, row) =>
    numbers.map((n, column) => ({
      ...{ row, column, n, from: row, to: counts.length + column },
      isTotal: row === counts.length - 1 || column === numbers.length - 1,
    })),
  )
}

function hide(counts: readonly number[][], k: number): boolean[][] {
  const places = placesOf(counts)
  // What is as small as it may be is lost first, and a total only after all else. Zero protects nothing.
  const candidates = places
    .filter(({ n }) => n > 0)
    .toSorted((a, b) => Number(a.isTotal) - Number(b.isTotal) || a.n - b.n)
  const hidden = new Set(places.filter(({ n }) => n > 0 && n < k))
  // What is added is come to in its turn. Lines come first: they mostly close the circles as well.
  for (const nextFor of [nextInLine, nextOfCircle])
    for (const place of hidden)
      for (let next = nextFor(place, candidates, hidden); next; next = nextFor(place, candidates, hidden))
        hidden.add(next)
  const isHidden = counts.map(row => row.map(() => false))
  for (const { row, column } of hidden) {
    const of = isHidden[row]
    if (of) of[column] = true
  }
  return isHidden
}

/** Where a hidden number is the only one of its row or column, the smallest other one there. */
function nextInLine(
  place: Place,
  candidates: readonly Place[],
  hidden: ReadonlySet<Place>,
): Place | undefined {
  const others = [...hidden].filter(other => other !== place)
  const isAlone = (line: 'row' | 'column') => !others.some(other => other[line] === place[line])
  const line = isAlone('row') ? 'row' : isAlone('column') ? 'column' : null
  return line ? candidates.find(other => other !== place && other[line] === place[line]) : undefined
}

/**
 * Rows and columns are the nodes of a graph and hidden numbers its edges: a number can be worked out exactly where
 * its edge lies on no circle, for along a circle one may be added and taken away in turn without changing any
 * total (Gusfield 1988). Where that is so, the smallest number that closes a circle, or leads towards one.
 */
function nextOfCircle(
  place: Place,
  candidates: readonly Place[],
  hidden: ReadonlySet<Place>,
): Place | undefined {
  const inLine = nextInLine(place, candidates, hidden)
  if (inLine) return inLine
  const others = [...hidden].filter(other => other !== place)
  const here = reachedFrom(place.from, others)
  if (here.has(place.to)) return undefined
  const there = reachedFrom(place.to, others)
  const leading = candidates.filter(
    other => other !== place && !hidden.has(other) && here.has(other.from) !== here.has(other.to),
  )
  return leading.find(({ from, to }) => there.has(from) || there.has(to)) ?? leading[0]
}

/** All rows and columns that hang together with one by hidden numbers. */
function reachedFrom(start: number, hidden: readonly Place[]): Set<number> {
  const reached = new Set([start])
  let size = 0
  while (size < reached.size) {
    size = reached.size
    for (const { from, to } of hidden) if (reached.has(from) || reached.has(to)) reached.add(from).add(to)
  }
  return reached
}
