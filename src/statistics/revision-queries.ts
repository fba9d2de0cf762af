import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'
import type { Period } from './figures.ts'

export type MadePeriod = { revision: number; madeAt: Instant; lastEventId: number }

/** All revisions of a period, oldest first. */
export function revisionsOf(db: Db, officeId: number, { grain, start }: Period): Promise<MadePeriod[]> {
  return db
    .selectFrom('made_periods')
    .select(['revision', 'made_at as madeAt', 'last_event_id as lastEventId'])
    .where('office_id', '=', officeId)
    .where('grain', '=', grain)
    .where('start_date', '=', start)
    .orderBy('revision')
    .execute()
}

/** Whether days of a month have been corrected since its version that has this revision. */
export async function isAnyDayAhead(
  db: Db,
  officeId: number,
  { from, to }: { from: LocalDate; to: LocalDate },
  revision: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('made_periods')
    .select('start_date')
    .where('office_id', '=', officeId)
    .where('grain', '=', 'day')
    .where('start_date', '>=', from)
    .where('start_date', '<=', to)
    .where('revision', '>', revision)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Notes that a revision of a period is made now; false when it was made of newer events, and then nothing may be
 * written. Whoever comes second waits here for the first.
 */
export async function claimRevision(
  db: Db,
  officeId: number,
  { grain, start }: Period,
  { revision, madeAt, lastEventId }: MadePeriod,
): Promise<boolean> {
  const result = await db
    .insertInto('made_periods')
    .values({
      office_id: officeId,
      grain,
      start_date: start,
      revision,
      made_at: madeAt,
      last_event_id: lastEventId,
    })
    .onConflict(conflict =>
      conflict
        .columns(['office_id', 'grain', 'start_date', 'revision'])
        .doUpdateSet({ made_at: madeAt, last_event_id: lastEventId })
        .where('made_periods.last_event_id', '<=', lastEventId),
    )
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}
