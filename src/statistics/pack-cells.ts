import { type Cell, type Figures, type Share, type Spread, waitBounds } from './figures.ts'
import { shareOf } from './spread.ts'

const counts = [
  ...(['tickets', 'people', 'visits', 'booked', 'walkIns', 'served', 'transferred'] as const),
  ...(['left', 'noResponse', 'reset', 'open', 'recalls'] as const),
] as const
const spreads = [
  ...(['wait', 'waitBooked', 'waitWalkIn', 'pastAppointment', 'earlyWait', 'lateness', 'walking'] as const),
  ...(['service', 'handling', 'secondWait', 'stay', 'visitWait'] as const),
] as const
const shares = [
  ...(['withinTarget', 'withinTargetStrict', 'onTime', 'abandoned', 'oneStop'] as const),
  ...(['purposeMet', 'sentOn'] as const),
] as const
const flags = ['inferred', 'tooShort', 'tooLong', 'lateConverted', 'fromPaper'] as const

type Kept = {
  counts: Record<(typeof counts)[number], number>
  spreads: Record<(typeof spreads)[number], Spread>
  shares: Record<(typeof shares)[number], Share>
}
/** Fails to compile when a figure is neither a count nor a spread nor a share here. */
type Complete = Kept['counts'] & Kept['spreads'] & Kept['shares'] & Pick<Figures, 'waitBuckets' | 'flagged'>

type PackedSpread = 0 | Array<number | null>
type PackedFigures = [
  number[],
  PackedSpread[],
  Array<[number, number]>,
  Figures['waitBuckets'] | 0,
  number[] | 0,
]
type PackedCell = Omit<Cell, 'figures'> & { figures: PackedFigures }

/**
 * Cells as JSON without the names of their figures, which would be four fifths of it: a day's summaries take some
 * 150 kB instead of 700.
 */
export function packCells(cells: readonly Cell[]): string {
  return JSON.stringify(cells.map((cell): PackedCell => ({ ...cell, figures: packFigures(cell.figures) })))
}

export function unpackCells(text: string): Cell[] {
  const cells = JSON.parse(text) as PackedCell[]
  return cells.map((cell): Cell => ({ ...cell, figures: unpackFigures(cell.figures) }))
}

function packFigures(figures: Figures): PackedFigures {
  const { waitBuckets, flagged } = figures
  const isAnyWait = figures.wait.n > 0
  const told = flags.map(name => flagged[name])
  return [
    counts.map(name => figures[name]),
    spreads.map(name => packSpread(figures[name])),
    shares.map(name => [figures[name].n, figures[name].of]),
    isAnyWait ? waitBuckets : 0,
    told.some(count => count > 0) ? told : 0,
  ]
}

function unpackFigures([numbers, times, parts, buckets, flagged]: PackedFigures): Figures {
  const complete: Complete = {
    ...named(counts, index => numbers[index] ?? 0),
    ...named(spreads, index => unpackSpread(times[index] ?? 0)),
    ...named(shares, index => shareOf(...(parts[index] ?? [0, 0]))),
    waitBuckets: buckets === 0 ? { booked: noBuckets(), walkIn: noBuckets() } : buckets,
    flagged: named(flags, index => (flagged === 0 ? 0 : (flagged[index] ?? 0))),
  }
  return complete
}

/** A loop: thousands of cells are unpacked for a file, and `Object.fromEntries` took most of that time. */
function named<Name extends string, T>(names: readonly Name[], value: (index: number) => T): Record<Name, T> {
  const told = {} as Record<Name, T>
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index]
    if (name !== undefined) told[name] = value(index)
  }
  return told
}

function packSpread({ n, mean, p50, p90 }: Spread): PackedSpread {
  return n === 0 ? 0 : [n, mean, p50, p90]
}

function unpackSpread(packed: PackedSpread): Spread {
  const [n, mean = null, p50 = null, p90 = null] = packed === 0 ? [0] : packed
  return { n: n ?? 0, mean, p50, p90 }
}

function noBuckets(): number[] {
  return Array.from({ length: waitBounds.length + 1 }, () => 0)
}
