import { sql } from 'kysely'
import type { Db } from '#db/store.ts'
import { type Instant, type LocalDate, monthStart } from '../clock.ts'
import { wholeOffice } from './cells-queries.ts'
import type { Breakdown, Grain, Period, Summary } from './figures.ts'
import { versionsOfMonths } from './month-queries.ts'
import { unpackCells } from './pack-cells.ts'
import { closingMonthOf } from './period.ts'

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
  /** As it was told in this version of a closed period; the newest when left out. */
  version?: number | undefined
  /** Also what waits for its month to be told anew: for making that, never for showing. */
  isPendingSeen?: boolean
}

/**
 * Summaries of an office in the order of periods and counters: closed periods in their newest version or the one
 * asked for, open ones in the provisional version 0. Nothing small is hidden here: `readSummaries` does that, and
 * everything that leaves the office goes through it.
 */
export async function findSummaries(
  db: Db,
  officeId: number,
  question: SummaryQuestion,
): Promise<StoredSummary[]> {
  const { grain, from, to, version } = question
  if (question.breakdowns.length === 0) return []
  const rows = await selectSummaries(db, officeId, question).execute()
  const closed = await closedMonths(db, officeId, grain, { from, to })
  const made = await db
    .selectFrom('made_periods')
    .select(['start_date as start', 'revision', 'made_at as madeAt'])
    .where('office_id', '=', officeId)
    .where('grain', '=', grain)
    .where('start_date', '>=', from)
    .where('start_date', '<=', to)
    .orderBy('revision')
    .execute()
  return rows.map(({ start, revision, cells, breakdown, counterId }) => {
    const period = { grain, start }
    const told = versionOf(period, revision, closed, version)
    const lastMade = made.findLast(row => row.start === start && row.revision <= Math.max(0, told - 1))
    return {
      period,
      counterId: counterId === wholeOffice ? null : counterId,
      breakdown: breakdown as Breakdown,
      version: told,
      cells: unpackCells(cells),
      madeAt: lastMade?.madeAt ?? 0,
    }
  })
}

function selectSummaries(
  db: Db,
  officeId: number,
  { grain, from, to, counterId, breakdowns, version, isPendingSeen = false }: SummaryQuestion,
) {
  const isOfMonth = grain === 'day' || grain === 'month'
  return db
    .selectFrom('summaries as summary')
    .select([
      'summary.start_date as start',
      'summary.counter_id as counterId',
      'summary.breakdown',
      'summary.revision',
      'summary.cells_json as cells',
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
    .where('summary.revision', '=', eb =>
      eb
        .selectFrom('summaries as newest')
        .select(eb => eb.fn.max('newest.revision').as('revision'))
        .whereRef('newest.office_id', '=', 'summary.office_id')
        .whereRef('newest.grain', '=', 'summary.grain')
        .whereRef('newest.counter_id', '=', 'summary.counter_id')
        .whereRef('newest.breakdown', '=', 'summary.breakdown')
        .whereRef('newest.start_date', '=', 'summary.start_date')
        .$if(version !== undefined, query =>
          query.where('newest.revision', '<=', Math.max(0, (version ?? 0) - 1)),
        )
        // A day that was corrected is told when its month is, in one version with it.
        .$if(isOfMonth && !isPendingSeen, query =>
          query.where('newest.revision', '<=', eb =>
            eb
              .selectFrom('closed_months as closed')
              .select(sql<number>`coalesce(max(closed.version), 1) - 1`.as('revision'))
              .whereRef('closed.office_id', '=', 'summary.office_id')
              .where('closed.start_date', '=', sql<string>`substr(summary.start_date, 1, 7) || '-01'`),
          ),
        ),
    )
    .orderBy('summary.start_date')
    .orderBy('summary.counter_id')
    .orderBy('summary.breakdown')
}

/** The newest version of each closed month with which a period of this span is closed. */
async function closedMonths(
  db: Db,
  officeId: number,
  grain: Grain,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<Map<LocalDate, number>> {
  const span = { from: monthStart(from), to: closingMonthOf({ grain, start: to }) }
  return new Map((await versionsOfMonths(db, officeId, span)).map(({ start, version }) => [start, version]))
}

/** A day has the versions of its month; a week and a fiscal year, which lie in several, have their own. */
function versionOf(
  period: Period,
  revision: number,
  closed: ReadonlyMap<LocalDate, number>,
  asked = Number.POSITIVE_INFINITY,
): number {
  const newest = closed.get(closingMonthOf(period))
  if (newest === undefined) return 0
  const isOfMonth = period.grain === 'day' || period.grain === 'month'
  return isOfMonth ? Math.max(1, Math.min(newest, asked)) : revision + 1
}
