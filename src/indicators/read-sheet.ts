import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import { type Indicator, judge, type YearValue } from './indicator.ts'
import { measuredIn } from './measured.ts'
import type { Activity, Initiative } from './plan.ts'
import { activitiesOf, activityYears } from './activity-queries.ts'
import { indicatorsOf } from './definition-queries.ts'
import { initiativesOf, initiativeYears } from './initiative-queries.ts'
import { ratingsOf } from './rating-queries.ts'
import { enteredValues } from './value-queries.ts'
import { seenIn } from './seen.ts'
import {
  type Sheet,
  type SheetActivity,
  type SheetIndicator,
  type SheetInitiative,
  yearsUpTo,
} from './sheet.ts'

/** What the evaluation of a fiscal year shows as things stand: that year beside the two before it. */
export async function readSheet(db: Db, office: Office, fiscalYear: number, now: Instant): Promise<Sheet> {
  const years = yearsUpTo(fiscalYear)
  return {
    fiscalYear,
    years,
    indicators: await indicatorRows(db, office, years, now),
    ratings: await ratingsOf(db, office.id, years),
    activities: await activityRows(db, office, years, now),
    initiatives: await initiativeRows(db, office, years),
  }
}

/** Each indicator with its figures and marks in some fiscal years, entered or measured; without years that have none. */
export async function indicatorRows(
  db: Db,
  office: Office,
  years: readonly number[],
  now: Instant,
): Promise<SheetIndicator[]> {
  const entered = await enteredValues(db, office.id, years)
  const rows: SheetIndicator[] = []
  for (const indicator of await indicatorsOf(db, office.id)) {
    const own = entered.get(indicator.id) ?? []
    const figures: YearValue[] = []
    for (const fiscalYear of years) {
      const year = own.find(value => value.fiscalYear === fiscalYear) ?? nothingIn(fiscalYear)
      figures.push(await withMeasured(db, office, indicator, year, now))
    }
    rows.push(rowOf(indicator, figures))
  }
  return rows
}

function nothingIn(fiscalYear: number): YearValue {
  return { fiscalYear, target: null, value: null, survey: null, answers: null, isProvisional: false }
}

async function withMeasured(
  db: Db,
  office: Office,
  { measure }: Indicator,
  year: YearValue,
  now: Instant,
): Promise<YearValue> {
  if (measure === null) return year
  const { target, fiscalYear } = year
  const measured = await measuredIn(db, office, measure, fiscalYear, now)
  return { ...nothingIn(fiscalYear), target, ...measured }
}

function rowOf({ id: _id, version: _version, ...definition }: Indicator, years: YearValue[]): SheetIndicator {
  const told = years.filter(({ value, target }) => value !== null || target !== null)
  return { ...definition, years: told.map(year => ({ ...year, ...judge(definition, year) })) }
}

async function activityRows(
  db: Db,
  office: Office,
  years: readonly number[],
  now: Instant,
): Promise<SheetActivity[]> {
  const entered = await activityYears(db, office.id, years)
  const rows: SheetActivity[] = []
  for (const { id, ...activity } of await activitiesOf(db, office.id)) {
    const own = (entered.get(id) ?? []).filter(({ plan, result }) => plan !== null || result !== null)
    const told: Array<SheetActivity['years'][number]> = []
    for (const { fiscalYear, plan, result } of own.toSorted((a, b) => b.fiscalYear - a.fiscalYear)) {
      const seen = activity.proof && (await seenIn(db, office, activity.proof, fiscalYear, now))
      told.push({ fiscalYear, plan, result, seen })
    }
    if (told.length > 0) rows.push({ ...activity, years: told })
  }
  return rows
}

async function initiativeRows(db: Db, office: Office, years: readonly number[]): Promise<SheetInitiative[]> {
  const entered = await initiativeYears(db, office.id, years)
  return (await initiativesOf(db, office.id)).flatMap(({ id, number, name }) => {
    const own = (entered.get(id) ?? []).map(
      ({ fiscalYear, budgetYen, settlementYen, evaluation, improvement }) => ({
        ...{ fiscalYear, budgetYen, settlementYen, evaluation, improvement },
      }),
    )
    if (own.length === 0) return []
    return { number, name, years: own.toSorted((a, b) => a.fiscalYear - b.fiscalYear) }
  })
}

/** All that can be planned in an office, whether or not a year has any of it. */
export type Plan = {
  indicators: readonly Indicator[]
  activities: readonly Activity[]
  initiatives: readonly Initiative[]
}

export async function readPlan(db: Db, officeId: number): Promise<Plan> {
  return {
    indicators: await indicatorsOf(db, officeId),
    activities: await activitiesOf(db, officeId),
    initiatives: await initiativesOf(db, officeId),
  }
}
