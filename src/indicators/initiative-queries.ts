import type { Db } from '#db/store.ts'
import type { Initiative, InitiativeYear } from './plan.ts'

export function initiativesOf(db: Db, officeId: number): Promise<Initiative[]> {
  return db
    .selectFrom('initiatives')
    .select(['id', 'number', 'name'])
    .where('office_id', '=', officeId)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export async function initiativeYears(
  db: Db,
  officeId: number,
  years: readonly number[],
): Promise<Map<number, InitiativeYear[]>> {
  const rows = await db
    .selectFrom('initiative_years')
    .select([
      'initiative_id as initiativeId',
      'fiscal_year as fiscalYear',
      'budget_yen as budgetYen',
      'settlement_yen as settlementYen',
      'evaluation',
      'improvement',
    ])
    .where('office_id', '=', officeId)
    .where('fiscal_year', 'in', years)
    .execute()
  return Map.groupBy(rows, ({ initiativeId }) => initiativeId)
}

/** Writes a new initiative after the others and returns its id; null when its number is taken. */
export async function insertInitiative(
  db: Db,
  officeId: number,
  { number, name }: Omit<Initiative, 'id'>,
): Promise<number | null> {
  const row = await db
    .insertInto('initiatives')
    .values(eb => ({
      ...{ office_id: officeId, number, name },
      position: eb
        .selectFrom('initiatives as others')
        .select(others => others.fn.coalesce(others.fn.max('others.position'), others.lit(0)).as('last'))
        .where('others.office_id', '=', officeId),
    }))
    .onConflict(conflict => conflict.columns(['office_id', 'number']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export async function renameInitiative(db: Db, officeId: number, { id, name }: Initiative): Promise<void> {
  await db
    .updateTable('initiatives')
    .set({ name })
    .where('office_id', '=', officeId)
    .where('id', '=', id)
    .execute()
}

type InitiativeEntry = Partial<Omit<InitiativeYear, 'fiscalYear'>> & {
  initiativeId: number
  fiscalYear: number
}

/** Keeps what is given of a year and leaves the rest as it is. */
export async function saveInitiativeYear(
  db: Db,
  officeId: number,
  { initiativeId, fiscalYear, budgetYen, settlementYen, evaluation, improvement }: InitiativeEntry,
): Promise<void> {
  const given = {
    ...(budgetYen !== undefined && { budget_yen: budgetYen }),
    ...(settlementYen !== undefined && { settlement_yen: settlementYen }),
    ...(evaluation !== undefined && { evaluation }),
    ...(improvement !== undefined && { improvement }),
  }
  const nothing = { budget_yen: null, settlement_yen: null, evaluation: null, improvement: null }
  await db
    .insertInto('initiative_years')
    .values({
      ...{ office_id: officeId, initiative_id: initiativeId, fiscal_year: fiscalYear },
      ...{ ...nothing, ...given },
    })
    .onConflict(conflict => conflict.columns(['initiative_id', 'fiscal_year']).doUpdateSet(given))
    .execute()
}
