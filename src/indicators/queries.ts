import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'
import type { Definition, Indicator, YearValue } from './indicator.ts'
import type { Activity, ActivityYear, Initiative, InitiativeYear, Part, PartState } from './plan.ts'
import type { Confirmed, Sheet, SheetRating } from './sheet.ts'

const tenth = (tenths: number | null) => (tenths === null ? null : tenths / 10)
const tenths = (value: number) => Math.round(value * 10)
const tenthsOrNull = (value: number | null) => (value === null ? null : tenths(value))

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

/** The latest fiscal year of which anything was entered; null when nothing was. */
export async function latestYear(db: Db, officeId: number): Promise<number | null> {
  let latest: number | null = null
  for (const table of ['indicator_years', 'star_ratings', 'activity_years', 'initiative_years'] as const) {
    const row = await db
      .selectFrom(table)
      .select(({ fn }) => fn.max('fiscal_year').as('year'))
      .where('office_id', '=', officeId)
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

/** The month in which the office received its first visitor by this product; null before that. */
export async function firstMonth(db: Db, officeId: number): Promise<string | null> {
  const row = await db
    .selectFrom('visits')
    .select('business_date')
    .where('office_id', '=', officeId)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.business_date.slice(0, 7) ?? null
}

/**
 * Answers to the first question of the visitor questionnaire, by month: how many are good (4 or 5) of how many that
 * say anything. An answer holds its marks as JSON that only we write, so its text is as good as its members.
 */
export function answersByMonth(
  db: Db,
  officeId: number,
  from: string,
  to: string,
): Promise<Array<{ month: string; good: number; valid: number }>> {
  const marked = (mark: number) => `%"q-overall":${mark}%`
  return db
    .selectFrom('survey_answers')
    .select(eb => {
      const hasOneOf = (marks: readonly number[]) =>
        eb.or(marks.map(mark => eb('scores_json', 'like', marked(mark))))
      return [
        'month',
        eb.fn
          .count<number>('id')
          .filterWhere(hasOneOf([4, 5]))
          .as('good'),
        eb.fn
          .count<number>('id')
          .filterWhere(hasOneOf([1, 2, 3, 4, 5]))
          .as('valid'),
      ]
    })
    .where('office_id', '=', officeId)
    .where('month', '>=', from)
    .where('month', '<=', to)
    .groupBy('month')
    .execute()
}

/** Whether anybody who booked without staff was expected between two instants. */
export async function hasOnlineBookings(
  db: Db,
  officeId: number,
  from: Instant,
  before: Instant,
): Promise<boolean> {
  const row = await db
    .selectFrom('counters')
    .innerJoin('legs', 'legs.counter_id', 'counters.id')
    .innerJoin('appointments', 'appointments.id', 'legs.appointment_id')
    .select('legs.id')
    .where('counters.office_id', '=', officeId)
    .where('legs.starts_at', '>=', from)
    .where('legs.starts_at', '<', before)
    .where('appointments.state', '!=', 'held')
    .where('appointments.channel', '!=', 'staff')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether anybody answered the visitor questionnaire in a month. */
export async function hasAnswers(db: Db, officeId: number, month: string): Promise<boolean> {
  const row = await db
    .selectFrom('survey_answers')
    .select('id')
    .where('office_id', '=', officeId)
    .where('month', '=', month)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether an opinion came in from one day on and before another. */
export async function hasOpinions(
  db: Db,
  officeId: number,
  from: LocalDate,
  before: LocalDate,
): Promise<boolean> {
  const row = await db
    .selectFrom('opinions')
    .select('id')
    .where('office_id', '=', officeId)
    .where('received_date', '>=', from)
    .where('received_date', '<', before)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
