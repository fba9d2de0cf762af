import type { Db } from '#db/store.ts'
import type { SheetRating } from './sheet.ts'
import { tenths } from './value-queries.ts'

/** Official ratings, oldest first. */
export async function ratingsOf(db: Db, officeId: number, years: readonly number[]): Promise<SheetRating[]> {
  const rows = await db
    .selectFrom('star_ratings')
    .select(['fiscal_year', 'points_tenths', 'stars'])
    .where('office_id', '=', officeId)
    .where('fiscal_year', 'in', years)
    .orderBy('fiscal_year')
    .execute()
  return rows.map(row => ({
    fiscalYear: row.fiscal_year,
    points: row.points_tenths / 10,
    stars: row.stars,
  }))
}

/** Keeps the rating of a year, or that there is none. */
export async function saveRating(
  db: Db,
  officeId: number,
  fiscalYear: number,
  rating: Pick<SheetRating, 'points' | 'stars'> | null,
): Promise<void> {
  if (rating === null) {
    await db
      .deleteFrom('star_ratings')
      .where('office_id', '=', officeId)
      .where('fiscal_year', '=', fiscalYear)
      .execute()
    return
  }
  const values = { points_tenths: tenths(rating.points), stars: rating.stars }
  await db
    .insertInto('star_ratings')
    .values({ office_id: officeId, fiscal_year: fiscalYear, ...values })
    .onConflict(conflict => conflict.columns(['office_id', 'fiscal_year']).doUpdateSet(values))
    .execute()
}
