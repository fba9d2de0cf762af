import { setImmediate } from 'node:timers/promises'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { type CellRules, type CellTally, createCells } from './cells.ts'
import {
  type Breakdown,
  breakdowns,
  type Bookings,
  type Cell,
  type Flow,
  type Grain,
  type Period,
} from './figures.ts'
import { countBookings } from './count-bookings.ts'
import { countFlows } from './count-flows.ts'
import { endOf } from './period.ts'
import { markSmall } from './mark-small.ts'
import { rulesOf } from './office-period.ts'
import { inParts } from './parts.ts'
import type { ScopeCells } from './cells-queries.ts'
import { createTally } from './tally.ts'
import { visitsBetween } from './visits-between.ts'

/** A single day has one weekday: what its summary would tell apart by it is told by the half hour already. */
const ofDay: readonly Breakdown[] = ['all', 'kind', 'service', 'half_hour', 'language', 'channel']

/** By what the summaries of a grain are told apart. */
export function breakdownsOf(grain: Grain): readonly Breakdown[] {
  return grain === 'day' ? ofDay : breakdowns
}

/** A year's times fill some 25 MB for each breakdown: so they are counted one after the other. */
function inTurns(grain: Grain): ReadonlyArray<readonly Breakdown[]> {
  const all = breakdownsOf(grain)
  return grain === 'fiscal_year' ? all.map(breakdown => [breakdown]) : [all]
}

/**
 * All cells of a period from the facts of its tickets, in parts that let others have their turn: exact, as the
 * percentiles of parts cannot be added up. Longer periods take the flow of their days from the days' summaries.
 * What nobody belongs to is left out, but for the whole office.
 */
export async function summarise(
  deps: Deps,
  office: Office,
  period: Period,
  asOf: Instant,
): Promise<ScopeCells[]> {
  const rules = rulesOf(office, asOf)
  const told: ScopeCells[] = []
  for (const group of inTurns(period.grain))
    told.push(...(await countCells(deps, office, period, group, rules)))

  const flows = await countFlows(deps, office, period, asOf)
  const bookings = await countBookings(deps, office, period)
  const others = told.filter(({ breakdown }) => breakdown !== 'all')
  const whole = [null, ...office.counters.map(({ id }) => id)].flatMap(counterId => {
    const found = told.find(scope => scope.breakdown === 'all' && scope.counterId === counterId)
    const cell = wholeCell(found?.cells[0], flows.get(counterId), bookings.get(counterId), rules)
    return counterId === null || isTold(cell) ? [{ counterId, breakdown: 'all' as const, cells: [cell] }] : []
  })
  const marked: ScopeCells[] = []
  for (const scopes of Map.groupBy([...whole, ...others], ({ breakdown }) => breakdown).values()) {
    marked.push(...markSmall(scopes))
    await setImmediate()
  }
  return marked
}

async function countCells(
  deps: Deps,
  office: Office,
  period: Period,
  group: readonly Breakdown[],
  rules: CellRules,
): Promise<ScopeCells[]> {
  const tallies = new Map<number | null, Map<Breakdown, CellTally>>()
  const tallyOf = (counterId: number | null) => {
    const known = tallies.get(counterId)
    if (known) return known
    const made = new Map(group.map(breakdown => [breakdown, createCells(breakdown, rules)]))
    tallies.set(counterId, made)
    return made
  }
  const span = { from: period.start, to: endOf(period) }
  for await (const visits of visitsBetween(deps, office.id, span)) {
    for (const visit of visits) {
      for (const tally of tallyOf(null).values()) tally.add(visit)
      for (const [counterId, legs] of Map.groupBy(visit, facts => facts.counterId))
        for (const tally of tallyOf(counterId).values()) tally.add(legs)
    }
    await setImmediate()
  }

  const told: ScopeCells[] = []
  for (const [counterId, ofCounter] of tallies)
    for (const [breakdown, tally] of ofCounter)
      told.push({ counterId, breakdown, cells: await inParts(tally.cellsInParts()) })
  return told
}

/** The one cell of everything, with its flow and bookings, even where nobody came. */
function wholeCell(
  cell: Cell | undefined,
  flow: Flow | undefined,
  bookings: Bookings | undefined,
  rules: CellRules,
): Cell {
  const figures = cell?.figures ?? createTally(rules).figures()
  return { key: '', figures, ...(flow && { flow }), ...(bookings && { bookings }) }
}

function isTold({ figures, flow, bookings }: Cell): boolean {
  return figures.tickets > 0 || Boolean(flow?.openDays) || Boolean(bookings?.offered || bookings?.booked)
}
