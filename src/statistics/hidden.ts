/** A number of the table; `from` its row and `to` its column, numbered through together. */
type Place = { row: number; column: number; n: number; from: number; to: number; isTotal: boolean }

function placesOf(counts: ReadonlyArray<readonly number[]>): Place[] {
  return counts.flatMap((numbers, row) =>
    numbers.map((n, column) => ({
      ...{ row, column, n, from: row, to: counts.length + column },
      isTotal: row === counts.length - 1 || column === numbers.length - 1,
    })),
  )
}

/**
 * Which numbers of a table are hidden, its totals being its last row and column: those of one to `k` - 1, and as
 * many others as it takes that none of them can be worked out.
 */
export function hide(counts: ReadonlyArray<readonly number[]>, k: number): boolean[][] {
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
