import type { Db } from '#db/store.ts'
import type { Activity, ActivityYear } from './plan.ts'

export function activitiesOf(db: Db, officeId: number): Promise<Activity[]> {
  return db
    .selectFrom('activities')
    .select(['id', 'name', 'proof'])
    .where('office_id', '=', officeId)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export async function activityYears(
  db: Db,
  officeId: number,
  years: readonly number[],
): Promise<Map<number, ActivityYear[]>> {
  const rows = await db
    .selectFrom('activity_years')
    .select(['activity_id as activityId', 'fiscal_year as fiscalYear', 'plan', 'result'])
    .where('office_id', '=', officeId)
    .where('fiscal_year', 'in', years)
    .execute()
  return Map.groupBy(rows, ({ activityId }) => activityId)
}

type NamedActivity = Pick<Activity, 'name' | 'proof'>

/** Writes a new activity after the others and returns its id. */
export async function insertActivity(db: Db, officeId: number, activity: NamedActivity): Promise<number> {
  const { id } = await db
    .insertInto('activities')
    .values(eb => ({
      office_id: officeId,
      ...activity,
      position: eb
        .selectFrom('activities as others')
        .select(others => others.fn.coalesce(others.fn.max('others.position'), others.lit(0)).as('last'))
        .where('others.office_id', '=', officeId),
    }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateActivity(db: Db, officeId: number, { id, name, proof }: Activity): Promise<void> {
  await db
    .updateTable('activities')
    .set({ name, proof })
    .where('office_id', '=', officeId)
    .where('id', '=', id)
    .execute()
}

export async function saveActivityYear(
  db: Db,
  officeId: number,
  { activityId, fiscalYear, plan, result }: ActivityYear & { activityId: number },
): Promise<void> {
  await db
    .insertInto('activity_years')
    .values({ office_id: officeId, activity_id: activityId, fiscal_year: fiscalYear, plan, result })
    .onConflict(conflict => conflict.columns(['activity_id', 'fiscal_year']).doUpdateSet({ plan, result }))
    .execute()
}
