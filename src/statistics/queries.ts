import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'
import type { Breakdown, Cell, Grain, Summary } from './figures.ts'

/** A summary as it is kept, with the time up to which it counts. */
export type StoredSummary = Summary & { madeAt: Instant }

export type SummaryQuestion = {
  grain: Grain
  /** First days of periods, both included. */
  from: LocalDate
  to: LocalDate
  /** One counter, the whole office (null), or `each` counter by itself. */
  counterId: number | null | 'each'
  breakdowns: readonly Breakdown[]
  /** As it was told then: the newest up to this version. The newest there is when left out. */
  version?: number | undefined
}

/** In `summaries` the whole office is counter 0. */
const wholeOffice = 0

/**
 * Summaries of an office in the order of periods and counters, each in one version: a closed period's newest, an
 * open one's provisional 0. Nothing small is hidden here: `readSummaries` does that, and everything that leaves
 * the office goes through it.
 */
export async function findSummaries(
  db: Db,
  officeId: number,
  { grain, from, to, counterId, breakdowns, version }: SummaryQuestion,
): Promise<StoredSummary[]> {
  if (breakdowns.length === 0) return []
  const rows = await db
    .selectFrom('summaries as summary')
    .select([
      'summary.start_date',
      'summary.counter_id',
      'summary.breakdown',
      'summary.version',
      'summary.cells_json',
      'summary.made_at',
    ])
    .where('summary.office_id', '=', officeId)
    .where('summary.grain', '=', grain)
    .$if(counterId === 'each', query => query.where('summary.counter_id', '!=', wholeOffice))
    .$if(counterId !== 'each', query =>
      query.where('summary.counter_id', '=', Number(counterId ?? wholeOffice)),
    )
    .where('summary.breakdown', 'in', breakdowns)
    .where('summary.start_date', '>=', from)
    .where('summary.start_date', '<=', to)
    .where('summary.version', '=', eb =>
      eb
        .selectFrom('summaries as newest')
        .select(eb => eb.fn.max('newest.version').as('version'))
        .whereRef('newest.office_id', '=', 'summary.office_id')
        .whereRef('newest.grain', '=', 'summary.grain')
        .whereRef('newest.counter_id', '=', 'summary.counter_id')
        .whereRef('newest.breakdown', '=', 'summary.breakdown')
        .whereRef('newest.start_date', '=', 'summary.start_date')
        .$if(version !== undefined, query => query.where('newest.version', '<=', version ?? 0)),
    )
    .orderBy('summary.start_date')
    .orderBy('summary.counter_id')
    .orderBy('summary.breakdown')
    .execute()
  return rows.map(row => ({
    period: { grain, start: row.start_date },
    counterId: row.counter_id === wholeOffice ? null : row.counter_id,
    breakdown: row.breakdown as Breakdown,
    version: row.version,
    cells: JSON.parse(row.cells_json) as Cell[],
    madeAt: row.made_at,
  }))
}

/** A version of a closed month; `closedBy` null: it closed by itself. */
export type MonthVersion = {
  start: LocalDate
  version: number
  closedAt: Instant
  closedBy: string | null
  correctedEvents: number
}

/** The versions of the closed months of a span (first days, both included), oldest first; none: still open. */
export async function versionsOfMonths(
  db: Db,
  officeId: number,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<MonthVersion[]> {
  return db
    .selectFrom('closed_months')
    .select([
      'start_date as start',
      'version',
      'closed_at as closedAt',
      'closed_by as closedBy',
      'corrected_events as correctedEvents',
    ])
    .where('office_id', '=', officeId)
    .where('start_date', '>=', from)
    .where('start_date', '<=', to)
    .orderBy('start_date')
    .orderBy('version')
    .execute()
}
