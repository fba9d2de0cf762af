import { sql } from 'kysely'
import type { Db } from '#db/store.ts'
import type { Confirmed, Sheet } from './sheet.ts'

/** Where something is said of a year, and in which columns: a form that was saved empty leaves rows that say nothing. */
const saidIn = {
  indicator_years: ['target_tenths', 'value_tenths'],
  star_ratings: ['points_tenths'],
  activity_years: ['plan', 'result'],
  initiative_years: ['budget_yen', 'settlement_yen', 'evaluation', 'improvement'],
} as const

/** The latest fiscal year of which anything was entered; null when nothing was. */
export async function latestYear(db: Db, officeId: number): Promise<number | null> {
  let latest: number | null = null
  for (const table of Object.keys(saidIn) as Array<keyof typeof saidIn>) {
    const row = await db
      .selectFrom(table)
      .select(({ fn }) => fn.max('fiscal_year').as('year'))
      .where('office_id', '=', officeId)
      .where(eb => eb.or(saidIn[table].map(column => eb(sql.ref(column), 'is not', null))))
      .executeTakeFirst()
    const year = row?.year ?? null
    if (year !== null && (latest === null || year > latest)) latest = year
  }
  return latest
}

/** All confirmed versions of a year's sheet, the newest first. */
export async function confirmedSheets(db: Db, officeId: number, fiscalYear: number): Promise<Confirmed[]> {
  const rows = await db
    .selectFrom('evaluation_sheets')
    .select(['version', 'sheet_json', 'confirmed_at', 'confirmed_by'])
    .where('office_id', '=', officeId)
    .where('fiscal_year', '=', fiscalYear)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(row => ({
    version: row.version,
    confirmedAt: row.confirmed_at,
    confirmedBy: row.confirmed_by,
    sheet: JSON.parse(row.sheet_json) as Sheet,
  }))
}

/** Keeps a copy for good; false when that version is there already. */
export async function insertConfirmed(
  db: Db,
  officeId: number,
  { version, confirmedAt, confirmedBy, sheet }: Confirmed,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('evaluation_sheets')
    .values({
      ...{ office_id: officeId, fiscal_year: sheet.fiscalYear, version },
      ...{ sheet_json: JSON.stringify(sheet), confirmed_at: confirmedAt, confirmed_by: confirmedBy },
    })
    .onConflict(conflict => conflict.columns(['office_id', 'fiscal_year', 'version']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** When each of some years was confirmed last. */
export async function confirmedVersions(
  db: Db,
  officeId: number,
  years: readonly number[],
): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('evaluation_sheets')
    .select(({ fn }) => ['fiscal_year', fn.max('version').as('version')])
    .where('office_id', '=', officeId)
    .where('fiscal_year', 'in', years)
    .groupBy('fiscal_year')
    .execute()
  return new Map(rows.map(({ fiscal_year, version }) => [fiscal_year, version]))
}
