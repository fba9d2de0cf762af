import type { Db } from '#db/store.ts'
import { addMonths, type Month } from './questionnaire.ts'

/**
 * Visits of a month that ended served, by the counter where they did: each was invited to answer, once, however many
 * counters it led over.
 */
export async function servedVisits(
  db: Db,
  counterIds: readonly number[],
  month: Month,
): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('tickets as last')
    .select(['last.counter_id', eb => eb.fn.countAll<number>().as('count')])
    .where('last.counter_id', 'in', [0, ...counterIds])
    .where('last.business_date', '>=', `${month}-01`)
    .where('last.business_date', '<', `${addMonths(month, 1)}-01`)
    .where('last.state', '=', 'served')
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('tickets as later')
            .select('later.id')
            .whereRef('later.visit_id', '=', 'last.visit_id')
            .whereRef('later.position', '>', 'last.position')
            .where('later.state', '!=', 'voided'),
        ),
      ),
    )
    .groupBy('last.counter_id')
    .execute()
  return new Map(rows.map(({ counter_id, count }) => [counter_id, count]))
}

/** The indicator of the yearly panel by its slug, which the page of indicators suggests. */
const ofPanel = 'counter-good'

/**
 * The target in percent of a fiscal year for how many find the counters good; null where none is entered. It is that of
 * the yearly panel, the official figure, where an office has one: answers given on the spot are only held against it.
 * Else it is that of the indicator which these answers measure.
 */
export async function satisfactionTarget(
  db: Db,
  officeId: number,
  fiscalYear: number,
): Promise<number | null> {
  const row = await db
    .selectFrom('indicators as indicator')
    .innerJoin('indicator_years as year', 'year.indicator_id', 'indicator.id')
    .select('year.target_tenths')
    .where('indicator.office_id', '=', officeId)
    .where(eb => eb.or([eb('indicator.slug', '=', ofPanel), eb('indicator.measure', '=', 'satisfaction')]))
    .where('year.fiscal_year', '=', fiscalYear)
    .where('year.target_tenths', 'is not', null)
    .orderBy(eb => eb.case().when('indicator.slug', '=', ofPanel).then(0).else(1).end())
    .orderBy('indicator.position')
    .orderBy('indicator.id')
    .limit(1)
    .executeTakeFirst()
  return row?.target_tenths === undefined || row.target_tenths === null ? null : row.target_tenths / 10
}
