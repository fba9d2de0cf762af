import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'

/** Takes a night's erasing for itself until `until`; false when it is done or another server has it. */
export async function claimPurge(
  db: Db,
  { officeId, date, now, until }: { officeId: number; date: LocalDate; now: Instant; until: Instant },
): Promise<boolean> {
  const result = await db
    .insertInto('purges')
    .values({
      office_id: officeId,
      business_date: date,
      claimed_until_at: until,
      started_at: now,
      ended_at: null,
      erased: 0,
    })
    .onConflict(conflict =>
      conflict
        .columns(['office_id', 'business_date'])
        .doUpdateSet({ claimed_until_at: until })
        .where('purges.ended_at', 'is', null)
        .where('purges.claimed_until_at', '<=', now),
    )
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function endPurge(
  db: Db,
  { officeId, date, now, erased }: { officeId: number; date: LocalDate; now: Instant; erased: number },
): Promise<void> {
  await db
    .updateTable('purges')
    .set({ ended_at: now, erased })
    .where('office_id', '=', officeId)
    .where('business_date', '=', date)
    .execute()
}

/** The last night's erasing that came to its end; a clock that was ahead may have left some of days to come. */
export async function lastPurge(db: Db, officeId: number, until: LocalDate) {
  const row = await db
    .selectFrom('purges')
    .select(['business_date as date', 'ended_at as endedAt', 'erased'])
    .where('office_id', '=', officeId)
    .where('business_date', '<=', until)
    .where('ended_at', 'is not', null)
    .orderBy('business_date', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}
