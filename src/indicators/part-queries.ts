import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Part, PartState } from './plan.ts'

/** How often a part of a year has been saved, when last and under which pseudonym. */
export async function partState(
  db: Db,
  officeId: number,
  fiscalYear: number,
  part: Part,
): Promise<PartState> {
  const row = await db
    .selectFrom('year_parts')
    .select(['version', 'changed_at as changedAt', 'changed_by as changedBy'])
    .where('office_id', '=', officeId)
    .where('fiscal_year', '=', fiscalYear)
    .where('part', '=', part)
    .executeTakeFirst()
  return row ?? { version: 0, changedAt: null, changedBy: null }
}

type Raised = { officeId: number; fiscalYear: number; part: Part; version: number; at: Instant; by: string }

/** Raises the version of a part; false when it is no longer the one given. Of two at once, one waits and gets false. */
export async function raisePart(
  db: Db,
  { officeId, fiscalYear, part, version, at, by }: Raised,
): Promise<boolean> {
  const change = { version: version + 1, changed_at: at, changed_by: by }
  if (version === 0) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('year_parts')
      .values({ office_id: officeId, fiscal_year: fiscalYear, part, ...change })
      .onConflict(conflict => conflict.columns(['office_id', 'fiscal_year', 'part']).doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  }
  const { numUpdatedRows } = await db
    .updateTable('year_parts')
    .set(change)
    .where('office_id', '=', officeId)
    .where('fiscal_year', '=', fiscalYear)
    .where('part', '=', part)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
