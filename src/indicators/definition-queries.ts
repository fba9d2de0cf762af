import type { Db } from '#db/store.ts'
import type { Definition, Indicator } from './indicator.ts'

const shown = [
  ...(['id', 'slug', 'name', 'kind', 'unit', 'direction', 'source', 'measure', 'version'] as const),
]

export function indicatorsOf(db: Db, officeId: number): Promise<Indicator[]> {
  return db
    .selectFrom('indicators')
    .select(shown)
    .where('office_id', '=', officeId)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export async function findIndicator(db: Db, officeId: number, slug: string): Promise<Indicator | null> {
  const row = await db
    .selectFrom('indicators')
    .select(shown)
    .where('office_id', '=', officeId)
    .where('slug', '=', slug)
    .executeTakeFirst()
  return row ?? null
}

/** Writes a new indicator after the others; false when its slug is taken. */
export async function insertIndicator(db: Db, officeId: number, indicator: Definition): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('indicators')
    .values(eb => ({
      office_id: officeId,
      ...indicator,
      position: eb
        .selectFrom('indicators as others')
        .select(others => others.fn.coalesce(others.fn.max('others.position'), others.lit(0)).as('last'))
        .where('others.office_id', '=', officeId),
    }))
    .onConflict(conflict => conflict.columns(['office_id', 'slug']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Changes an indicator unless somebody else did since this version. */
export async function updateIndicator(
  db: Db,
  officeId: number,
  { slug, version, ...indicator }: Definition & { version: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('indicators')
    .set({ ...indicator, version: version + 1 })
    .where('office_id', '=', officeId)
    .where('slug', '=', slug)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
