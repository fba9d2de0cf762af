import type { Db } from '#db/store.ts'
import { addDays, type Instant, type LocalDate, monthStart } from '../clock.ts'
import type { Counter, Office } from '../offices/office.ts'
import {
  type Bookings,
  type Breakdown,
  breakdowns,
  type Figures,
  type Flow,
  type Grain,
  type Period,
} from './figures.ts'
import { endOf, nextPeriod, periodOf, previousPeriod } from './period.ts'
import { isHidden, readSummaries, type ShownCell } from './read-summaries.ts'
import { versionsOfMonths } from './month-queries.ts'
import { closingMonthOf } from './period.ts'

/** What a page shows of a cell; null where so few people stand behind it that it is hidden. */
export type PageCell = { key: string; figures: Figures | null; flow?: Flow; bookings?: Bookings | null }

/** What has a page of its own: weeks are points of a chart only. */
export type PagePeriod = Period & { grain: Exclude<Grain, 'week'> }

export type ShownPeriod = { period: Period; cell: PageCell | null }

/** Up to when figures count, and whether they may still change: version 0 may, 1 is final, above it corrected. */
export type FiguresState = { version: number; madeAt: Instant; closedAt: Instant | null }

/** Everything a page about a day, month or fiscal year shows. */
export type PeriodView = {
  office: Office
  period: PagePeriod
  /** It is not over: what is counted of it still grows. */
  isRunning: boolean
  /** The counter it is about; null for the whole office. */
  counter: Counter | null
  /** Counters to choose from, and whether the whole office is one of the choices. */
  counters: readonly Counter[]
  isWholeShown: boolean
  /** Null where there is nothing yet. */
  state: FiguresState | null
  whole: PageCell | null
  /** The period before, for days the same weekday a week before; and of months the one a year ago. */
  previous: ShownPeriod | null
  yearAgo: ShownPeriod | null
  parts: Partial<Record<Breakdown, readonly PageCell[]>>
  byCounter: ReadonlyArray<{ counter: Counter; cell: PageCell | null }>
  /** The days of a month, the months of a fiscal year. */
  inside: readonly ShownPeriod[]
  /** The months up to this one, or those of a fiscal year. */
  months: readonly ShownPeriod[]
  weeks: readonly ShownPeriod[]
  neighbours: { before: Period; after: Period | null; above: Period | null }
}

export type PageQuestion = Pick<PeriodView, 'office' | 'period' | 'counter' | 'counters' | 'isWholeShown'> & {
  today: LocalDate
}

const monthsBack = 12
const weeksBack = 25

/** What the page of a period shows: a handful of rows, however many people came. */
export async function periodView(db: Db, question: PageQuestion): Promise<PeriodView> {
  const { office, period, counter, today } = question
  const { grain, start } = period
  const counterId = counter?.id ?? null
  const own = await readSummaries(db, office.id, {
    ...{ grain, from: start, to: start, counterId, breakdowns },
  })
  const ofBreakdown = (breakdown: Breakdown) => own.find(summary => summary.breakdown === breakdown)
  const series = async (asked: readonly Period[]) => {
    const [first, last] = [asked[0], asked.at(-1)]
    if (!first || !last) return []
    const span = { grain: first.grain, from: first.start, to: last.start }
    const told = await readSummaries(db, office.id, { ...span, counterId, breakdowns: ['all'] })
    const cells = new Map(
      told.map(({ period, cells: [cell] }) => [period.start, isNothing(cell) ? null : pageCell(cell)]),
    )
    return asked.map(period => ({ period, cell: cells.get(period.start) ?? null }))
  }

  const months = await series(monthsOf(period, today))
  const [previous = null] = await series([comparedTo(period)])
  const after = nextPeriod(period)
  return {
    ...{ office, period, counter, counters: question.counters, isWholeShown: question.isWholeShown },
    isRunning: endOf(period) >= today,
    state: await stateOf(db, office, ofBreakdown('all')),
    whole: pageCell(ofBreakdown('all')?.cells[0]),
    previous,
    yearAgo: grain === 'month' ? (months[0] ?? null) : null,
    parts: Object.fromEntries(
      own
        .filter(({ breakdown }) => breakdown !== 'all')
        .map(({ breakdown, cells }) => [breakdown, cells.flatMap(cell => pageCell(cell) ?? [])]),
    ),
    byCounter: counter ? [] : await eachCounter(db, office, period),
    inside: grain === 'month' ? await series(daysOf(period)) : grain === 'fiscal_year' ? months : [],
    months,
    weeks: await series(weeksOf(period, today)),
    neighbours: {
      before: previousPeriod(period),
      after: after.start > today ? null : after,
      above: aboveOf(period),
    },
  }
}

async function eachCounter(db: Db, office: Office, { grain, start }: Period) {
  const told = await readSummaries(db, office.id, {
    ...{ grain, from: start, to: start, counterId: 'each', breakdowns: ['all'] },
  })
  return office.counters.map(counter => ({
    counter,
    cell: pageCell(told.find(({ counterId }) => counterId === counter.id)?.cells[0]),
  }))
}

/** Whether nobody came and nobody could have: before the first day, or while everything is shut. */
function isNothing(cell: ShownCell | undefined): boolean {
  if (!cell || isHidden(cell)) return false
  const { figures, flow, bookings } = cell
  return figures.tickets === 0 && !flow?.openDays && !bookings?.booked
}

function pageCell(cell: ShownCell | undefined): PageCell | null {
  if (!cell) return null
  return isHidden(cell) ? { key: cell.key, figures: null, bookings: null } : cell
}

type Told = { period: Period; version: number; madeAt: Instant }

async function stateOf(db: Db, office: Office, told: Told | undefined): Promise<FiguresState | null> {
  if (!told) return null
  const month = closingMonthOf(told.period)
  const versions = await versionsOfMonths(db, office.id, { from: month, to: month })
  const closedAt = versions.find(({ version }) => version === told.version)?.closedAt ?? null
  return { version: told.version, madeAt: told.madeAt, closedAt }
}

/** What a period is measured against: the one before it, a day against the same weekday. */
function comparedTo(period: Period): Period {
  return period.grain === 'day' ? { grain: 'day', start: addDays(period.start, -7) } : previousPeriod(period)
}

function aboveOf({ grain, start }: Period): Period | null {
  if (grain === 'day') return periodOf(start, 'month')
  return grain === 'month' ? periodOf(start, 'fiscal_year') : null
}

/** All periods of a grain that begin from one day to another. */
function beginning(grain: Grain, { from, to }: { from: LocalDate; to: LocalDate }): Period[] {
  const periods: Period[] = []
  const first = periodOf(from, grain)
  let period = first.start < from ? nextPeriod(first) : first
  for (; period.start <= to; period = nextPeriod(period)) periods.push(period)
  return periods
}

function monthsOf(period: Period, today: LocalDate): Period[] {
  if (period.grain === 'day') return []
  const from = period.grain === 'month' ? monthStart(period.start, -monthsBack) : period.start
  return beginning('month', { from, to: earlier(endOf(period), today) })
}

function daysOf(period: Period): Period[] {
  return beginning('day', { from: period.start, to: endOf(period) })
}

function weeksOf(period: Period, today: LocalDate): Period[] {
  if (period.grain === 'day') return []
  const to = earlier(endOf(period), today)
  return beginning('week', {
    from: period.grain === 'month' ? addDays(to, -7 * weeksBack) : period.start,
    to,
  })
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b
}
