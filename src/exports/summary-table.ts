import type { Db } from '#db/store.ts'
import { addDays, type Instant, type LocalDate, monthStart, weekdayOf } from '../clock.ts'
import type { Counter, Office } from '../offices/office.ts'
import type { Breakdown, Cell as FigureCell, Grain } from '../statistics/figures.ts'
import { isHidden, readSummaries, type ShownSummary } from '../statistics/read-summaries.ts'
import { findSummaries, type SummaryQuestion } from '../statistics/summary-queries.ts'
import { peopleMin } from '../statistics/suppress.ts'
import { inEra } from './era.ts'
import { countRows } from './read-rows.ts'
import {
  cellsOf,
  type Column,
  type ColumnOf,
  type ExportTable,
  type OpenedTable,
  type Scope,
} from './table.ts'

/** How figures are reckoned: it rises when a definition changes, so that two files can be told apart. */
const ruleVersion = 2

/** One cell of a summary; `figures` null where it is hidden for the sake of the few people in it. */
export type Told = {
  office: Office
  counter: Counter
  start: LocalDate
  key: string
  cell: FigureCell | null
  version: number
  madeAt: Instant
  /** On how many days of the month this counter was open, by weekday from 1 for Monday. */
  daysOfWeekday: ReadonlyMap<number, number>
}

type Described = Pick<ExportTable, 'name' | 'label' | 'definition'> & {
  grain: Extract<Grain, 'day' | 'month'>
  breakdown: Breakdown
  columns: ReadonlyArray<ColumnOf<Told>>
}

/** What every table of figures ends with, so that a file tells by itself what it is. */
function lastColumns(grain: Described['grain']): ReadonlyArray<ColumnOf<Told>> {
  return [
    {
      key: 's',
      label: '秘匿',
      unit: '',
      type: 'code',
      definition: '10人に満たない、またはほかの値から10人に満たない値がわかるため、値を空欄にした行の印。',
      example: 's',
      codes: { s: '秘匿した' },
      of: ({ cell }) => (cell === null ? 's' : null),
    },
    {
      key: 'counter_name',
      label: '窓口の名前',
      unit: '',
      type: 'text',
      definition: '窓口の名前（いまの登録による）。',
      example: '住民異動・印鑑登録',
      of: ({ counter }) => counter.name.ja,
    },
    {
      key: 'wareki',
      label: '和暦',
      unit: '',
      type: 'text',
      definition: grain === 'day' ? '日付を和暦で書いたもの。' : '月を和暦で書いたもの。',
      example: grain === 'day' ? '令和8年12月1日' : '令和8年12月',
      of: ({ start }) => inEra(grain === 'day' ? start : start.slice(0, 7)),
    },
    {
      key: 'version',
      label: '版',
      unit: '',
      type: 'integer',
      definition: '月の確定の版。0は確定前の速報値。確定のあとに訂正すると1ずつ上がります。',
      example: '1',
      of: ({ version }) => version,
    },
    {
      key: 'as_of',
      label: '集計の日時',
      unit: '',
      type: 'instant',
      definition: 'この値を集計した日時。',
      example: '2026-12-07T02:00:00+09:00',
      of: ({ madeAt }) => madeAt,
    },
    {
      key: 'rule_version',
      label: '定義の版',
      unit: '',
      type: 'integer',
      definition: '集計の定義の版。定義を変えると1ずつ上がります。',
      example: '1',
      of: () => ruleVersion,
    },
    {
      key: 'k',
      label: '秘匿の基準',
      unit: '人',
      type: 'integer',
      definition: 'この人数に満たない値は示しません。',
      example: '10',
      of: () => peopleMin,
    },
  ]
}

/** A table of the figures that the pages show, counter by counter, a part of the span at a time. */
export function summaryTable({ grain, breakdown, columns: own, ...described }: Described): ExportTable {
  const columns = [...own, ...lastColumns(grain)]
  return {
    ...described,
    columns: columns satisfies readonly Column[],
    isInside: false,
    isDated: true,
    async open(read, scope) {
      const parts = partsOf(scope, grain)
      const page: OpenedTable['page'] = async (db, after) => {
        const index = Number(after?.[0] ?? -1) + 1
        const part = parts[index]
        const told = part ? await toldOf(db, scope, part, { grain, breakdown }) : []
        return {
          rows: told.map(cell => cellsOf(columns, cell)),
          next: index + 1 < parts.length ? [index] : null,
        }
      }
      return { count: await countRows(read, page), page }
    },
  }
}

const daysAtOnce = 7

/** What is read at once: some days of all counters, or, as it is told by the half hour, a month of one of them. */
type Part = { start: LocalDate; counterId: number | 'each' }

function partsOf({ from, to, counterIds }: Scope, grain: Described['grain']): Part[] {
  const isMonthly = grain === 'month'
  const following = (start: LocalDate) => (isMonthly ? monthStart(start, 1) : addDays(start, daysAtOnce))
  const counters = isMonthly ? counterIds.toSorted((a, b) => a - b) : (['each'] as const)
  const parts: Part[] = []
  for (let start = isMonthly ? monthStart(from) : from; start <= to; start = following(start))
    parts.push(...counters.map(counterId => ({ start, counterId })))
  return parts
}

/** More than one day is always asked for: of a single one also what is small would be told. */
async function toldOf(
  db: Db,
  { office, counterIds, to }: Scope,
  { start, counterId }: Part,
  { grain, breakdown }: Pick<Described, 'grain' | 'breakdown'>,
): Promise<Told[]> {
  const end = grain === 'month' ? addDays(monthStart(start, 1), -1) : addDays(start, daysAtOnce - 1)
  const question = { grain, from: start, to: end, counterId, breakdowns: [breakdown] } as const
  const summaries = await readSummaries(db, office.id, question)
  const days = breakdown === 'weekday_half_hour' ? await daysOpen(db, office, question) : []
  return summaries
    .filter(({ period }) => period.start <= to)
    .flatMap(summary => cellsIn(office, counterIds, summary, days))
}

/** The days on which a window was open or somebody came; one that only offered places was none. */
async function daysOpen(
  db: Db,
  office: Office,
  { from, to, counterId }: Pick<SummaryQuestion, 'from' | 'to' | 'counterId'>,
): Promise<Array<{ counterId: number | null; date: LocalDate }>> {
  const question = { grain: 'day', from, to, counterId, breakdowns: ['all'] } as const
  const told = await findSummaries(db, office.id, question)
  return told
    .filter(({ cells: [day] }) => day && (day.figures.tickets > 0 || day.flow?.openDays))
    .map(({ counterId, period }) => ({ counterId, date: period.start }))
}

function cellsIn(
  office: Office,
  counterIds: readonly number[],
  { counterId, period: { start }, version, madeAt, cells }: ShownSummary,
  days: ReadonlyArray<{ counterId: number | null; date: LocalDate }>,
): Told[] {
  const counter = office.counters.find(({ id }) => id === counterId)
  if (!counter || !counterIds.includes(counter.id)) return []
  const open = days.filter(day => day.counterId === counterId)
  const weekdays = Map.groupBy(open, ({ date }) => weekdayOf(date))
  const daysOfWeekday = new Map([...weekdays].map(([weekday, found]) => [weekday, found.length]))
  return cells.map(cell => ({
    ...{ office, counter, start, key: cell.key, version, madeAt, daysOfWeekday },
    cell: isHidden(cell) ? null : cell,
  }))
}
