import type { Db } from '#db/store.ts'
import type { YearValue } from './indicator.ts'

const tenth = (tenths: number | null) => (tenths === null ? null : tenths / 10)

export const tenths = (value: number) => Math.round(value * 10)

const tenthsOrNull = (value: number | null) => (value === null ? null : tenths(value))

/** What was entered for some fiscal years, by indicator. */
export async function enteredValues(
  db: Db,
  officeId: number,
  years: readonly number[],
): Promise<Map<number, YearValue[]>> {
  const rows = await db
    .selectFrom('indicator_years')
    .select(['indicator_id', 'fiscal_year', 'target_tenths', 'value_tenths', 'survey', 'answers'])
    .where('office_id', '=', officeId)
    .where('fiscal_year', 'in', years)
    .execute()
  const values = rows.map(row => ({
    indicatorId: row.indicator_id,
    ...{ fiscalYear: row.fiscal_year, survey: row.survey, answers: row.answers, isProvisional: false },
    ...{ target: tenth(row.target_tenths), value: tenth(row.value_tenths) },
  }))
  return Map.groupBy(values, ({ indicatorId }) => indicatorId)
}

/** The target of an indicator in a fiscal year, in its unit (percent); null where none is set. */
export async function targetOf(
  db: Db,
  officeId: number,
  indicatorSlug: string,
  fiscalYear: number,
): Promise<number | null> {
  const row = await db
    .selectFrom('indicator_years')
    .innerJoin('indicators', 'indicators.id', 'indicator_id')
    .select('target_tenths')
    .where('indicators.office_id', '=', officeId)
    .where('slug', '=', indicatorSlug)
    .where('fiscal_year', '=', fiscalYear)
    .executeTakeFirst()
  return tenth(row?.target_tenths ?? null)
}

type NewValue = Omit<YearValue, 'isProvisional'> & { indicatorId: number }

export async function saveValue(db: Db, officeId: number, entry: NewValue): Promise<void> {
  const values = {
    target_tenths: tenthsOrNull(entry.target),
    value_tenths: tenthsOrNull(entry.value),
    survey: entry.survey,
    answers: entry.answers,
  }
  await db
    .insertInto('indicator_years')
    .values({
      ...{ office_id: officeId, indicator_id: entry.indicatorId, fiscal_year: entry.fiscalYear },
      ...values,
    })
    .onConflict(conflict => conflict.columns(['indicator_id', 'fiscal_year']).doUpdateSet(values))
    .execute()
}
