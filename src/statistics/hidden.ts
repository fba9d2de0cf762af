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
  hideLines(candidates, hidden)
  hideCircles(candidates, hidden)
  const isHidden = counts.map(row => row.map(() => false))
  for (const { row, column } of hidden) {
    const of = isHidden[row]
    if (of) of[column] = true
  }
  return isHidden
}

/** Gives a hidden number that is alone in its row or column the smallest other one there for company. */
function hideLines(candidates: readonly Place[], hidden: Set<Place>): void {
  const company = new Map<number, number>()
  const meet = ({ from, to }: Place) => {
    for (const line of [from, to]) company.set(line, (company.get(line) ?? 0) + 1)
  }
  for (const place of hidden) meet(place)
  // What is added is come to in its turn.
  for (const place of hidden)
    for (const line of ['from', 'to'] as const) {
      if (company.get(place[line]) !== 1) continue
      const next = candidates.find(other => other !== place && other[line] === place[line])
      if (!next) continue
      hidden.add(next)
      meet(next)
    }
}

/**
 * Rows and columns are the nodes of a graph and hidden numbers its edges: a number can be worked out exactly where
 * its edge lies on no circle, for along a circle one may be added and taken away in turn without changing any
 * total (Gusfield 1988). Where that is so, the smallest number that closes a circle, or leads towards one, is
 * hidden too.
 */
function hideCircles(candidates: readonly Place[], hidden: Set<Place>): void {
  const given = new Set<Place>()
  for (;;) {
    const alone = bridgesOf([...hidden]).find(place => !given.has(place))
    if (!alone) return
    const next = nextOfCircle(alone, candidates, hidden)
    if (next) hidden.add(next)
    else given.add(alone)
  }
}

function nextOfCircle(
  place: Place,
  candidates: readonly Place[],
  hidden: ReadonlySet<Place>,
): Place | undefined {
  const others = [...hidden].filter(other => other !== place)
  const here = reachedFrom(place.from, others)
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

/** The edges that lie on no circle: those below which no way leads back above them (Tarjan 1974). */
function bridgesOf(hidden: readonly Place[]): Place[] {
  const ways = new Map<number, Place[]>()
  for (const place of hidden)
    for (const line of [place.from, place.to]) ways.set(line, [...(ways.get(line) ?? []), place])
  const order = new Map<number, number>()
  const bridges = new Set<Place>()

  /** The earliest node that can be reached from here and below, without the way by which we came. */
  function visit(line: number, by: Place | null): number {
    const own = order.size
    order.set(line, own)
    let earliest = own
    for (const way of ways.get(line) ?? []) {
      if (way === by) continue
      const other = way.from === line ? way.to : way.from
      const seen = order.get(other)
      const reached = seen ?? visit(other, way)
      if (seen === undefined && reached > own) bridges.add(way)
      earliest = Math.min(earliest, reached)
    }
    return earliest
  }

  for (const line of ways.keys()) if (!order.has(line)) visit(line, null)
  return hidden.filter(place => bridges.has(place))
}
