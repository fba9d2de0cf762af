import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'

/** A version of a closed month; `closedBy` null: it closed by itself. */
export type MonthVersion = {
  start: LocalDate
  version: number
  closedAt: Instant
  closedBy: string | null
  /** Events corrected since the version before. */
  correctedEvents: number
}

/** The versions of the closed months of a span (first days, both included), oldest first; none: still open. */
export function versionsOfMonths(
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

/** The months with figures before one that nobody has closed, oldest first. */
export async function openMonthsBefore(db: Db, officeId: number, before: LocalDate): Promise<LocalDate[]> {
  const rows = await db
    .selectFrom('made_periods as made')
    .select('made.start_date as start')
    .where('made.office_id', '=', officeId)
    .where('made.grain', '=', 'month')
    .where('made.revision', '=', 0)
    .where('made.start_date', '<', before)
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('closed_months as closed')
            .select('closed.version')
            .whereRef('closed.office_id', '=', 'made.office_id')
            .whereRef('closed.start_date', '=', 'made.start_date'),
        ),
      ),
    )
    .orderBy('made.start_date')
    .execute()
  return rows.map(({ start }) => start)
}

/** Writes down a version of a closed month; false when another server was faster. */
export async function insertMonthVersion(
  db: Db,
  officeId: number,
  { start, version, closedAt, closedBy, correctedEvents }: MonthVersion,
): Promise<boolean> {
  const result = await db
    .insertInto('closed_months')
    .values({
      office_id: officeId,
      start_date: start,
      version,
      closed_at: closedAt,
      closed_by: closedBy,
      corrected_events: correctedEvents,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}
