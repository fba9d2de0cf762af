import { clockTime, minuteOf, weekdayOf } from '../clock.ts'
import type { Breakdown, Cell, FigureRules, TicketFacts } from './figures.ts'
import { atOnce, type Parts } from './parts.ts'
import { createTally, type Tally, type TallyRules } from './tally.ts'
import type { Visit } from './visit.ts'

export type CellRules = TallyRules & Pick<FigureRules, 'timeZone'>

const halfHourMinutes = 30

/** The half hour of the check-in, by the office's clocks: `09:30` from 9:30 to 9:59. */
function halfHourOf({ checkedInAt }: TicketFacts, timeZone: string): string {
  const minute = minuteOf(checkedInAt, timeZone)
  return clockTime(minute - (minute % halfHourMinutes))
}

const keysOf: Record<Breakdown, (facts: TicketFacts, timeZone: string) => readonly string[]> = {
  all: () => [''],
  kind: ({ kind }) => [kind],
  service: ({ serviceIds }) => [...new Set(serviceIds)].map(String),
  half_hour: (facts, timeZone) => [halfHourOf(facts, timeZone)],
  weekday: ({ businessDate }) => [String(weekdayOf(businessDate))],
  weekday_half_hour: (facts, timeZone) => [`${weekdayOf(facts.businessDate)} ${halfHourOf(facts, timeZone)}`],
  language: ({ language }) => [language],
  channel: ({ channel }) => [channel],
}

/** Cells that are filled visit by visit, in any order. */
export type CellTally = {
  add: (visit: Visit) => void
  cells: () => Cell[]
  /** The same for very many, cell by cell. */
  cellsInParts: () => Parts<Cell[]>
}

/**
 * Counts each visit in every cell that one of its legs belongs to, with those legs alone. A ticket with several
 * services is in the cell of each of them, so these cells add up to more than the whole.
 */
export function createCells(breakdown: Breakdown, rules: CellRules): CellTally {
  const tallies = new Map<string, Tally>()
  return {
    add(visit) {
      for (const [key, legs] of legsByKey(visit, breakdown, rules)) {
        const tally = tallies.get(key) ?? createTally(rules)
        tallies.set(key, tally)
        tally.add(legs)
      }
    },
    cells: () => atOnce(cellsFrom(tallies)),
    cellsInParts: () => cellsFrom(tallies),
  }
}

function* cellsFrom(tallies: ReadonlyMap<string, Tally>): Parts<Cell[]> {
  const cells: Cell[] = []
  for (const [key, tally] of [...tallies].toSorted(([a], [b]) => byKey(a, b))) {
    cells.push({ key, figures: yield* tally.figuresInParts() })
    yield
  }
  return cells
}

type KeyedLegs = Iterable<readonly [string, Visit]>

function legsByKey(visit: Visit, breakdown: Breakdown, { timeZone }: CellRules): KeyedLegs {
  const [only] = visit
  if (only && visit.length === 1) return keysOf[breakdown](only, timeZone).map(key => [key, visit])
  const legs = new Map<string, TicketFacts[]>()
  for (const facts of visit)
    for (const key of keysOf[breakdown](facts, timeZone)) legs.set(key, [...(legs.get(key) ?? []), facts])
  return legs
}

/** Services by their number, all else as it is written. */
function byKey(a: string, b: string): number {
  const isNumber = /^\d+$/.test(a) && /^\d+$/.test(b)
  return isNumber ? Number(a) - Number(b) : a < b ? -1 : 1
}

/** The cells of a lot of visits, in the order of their keys. Nothing that nobody belongs to has a cell. */
export function cellsOf(visits: Iterable<Visit>, breakdown: Breakdown, rules: CellRules): Cell[] {
  const tally = createCells(breakdown, rules)
  for (const visit of visits) tally.add(visit)
  return tally.cells()
}
