import type { Db } from '../store.ts'

/** The published figures of a ward, as its file has them. */
export type WardIndicators = {
  indicators: {
    items: Array<{
      id: string
      kind: 'process' | 'outcome'
      name: string
      unit: string
      years: Array<{ fy: number; value: number; target: number; mark: string }>
    }>
    activities: Array<{ name: string; plan: string; fy2022: string; fy2023: string }>
    budgetYen: { name: string; fy2021Settlement: number; fy2022Budget: number; fy2023Budget: number }
  }
  serviceRating: {
    itemsKnown: string[]
    published: Array<{ fy: number; stars: number; points: number }>
  }
}

/** What the product can show of an activity by itself, told by a word in its name. */
const proofs = [
  ['来庁者アンケート', 'questionnaire'],
  ['来庁前予約', 'online_booking'],
] as const

/** Writes what the ward measures itself by; throws when the file holds something that the tables have no place for. */
export async function loadIndicators(db: Db, office_id: number, ward: WardIndicators): Promise<void> {
  const { indicators, serviceRating } = ward
  for (const [position, { id, kind, name, unit, years }] of indicators.items.entries()) {
    const row = await db
      .insertInto('indicators')
      .values({
        ...{ office_id, slug: id, kind, name, unit, position },
        ...{ direction: 'at_least', source: 'panel', measure: null },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const { fy, value, target } of years)
      await db
        .insertInto('indicator_years')
        .values({
          ...{ office_id, indicator_id: row.id, fiscal_year: fy, survey: null, answers: null },
          ...{ target_tenths: tenths(target), value_tenths: tenths(value) },
        })
        .execute()
  }

  for (const { fy, points, stars } of serviceRating.published)
    await db
      .insertInto('star_ratings')
      .values({ office_id, fiscal_year: fy, points_tenths: tenths(points), stars: starsOf(stars) })
      .execute()
  for (const [position, name] of serviceRating.itemsKnown.entries())
    await db.insertInto('rating_criteria').values({ office_id, name, position }).execute()
  await db.insertInto('rating_rules').values({ office_id }).execute()

  for (const [position, activity] of indicators.activities.entries()) {
    const { name, plan } = activity
    const proof = proofs.find(([word]) => name.includes(word))?.[1] ?? null
    const row = await db
      .insertInto('activities')
      .values({ office_id, name, proof, position })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const [fiscal_year, result] of [
      [2022, activity.fy2022],
      [2023, activity.fy2023],
    ] as const)
      await db
        .insertInto('activity_years')
        .values({ office_id, activity_id: row.id, fiscal_year, plan, result })
        .execute()
  }
  await loadBudget(db, office_id, indicators.budgetYen)
}

async function loadBudget(
  db: Db,
  office_id: number,
  budget: WardIndicators['indicators']['budgetYen'],
): Promise<void> {
  const [, number, name] = /^具体的取組(\S+) (.+)$/.exec(budget.name) ?? []
  if (number === undefined || name === undefined)
    throw new Error(`the budget "${budget.name}" names no initiative`)
  const row = await db
    .insertInto('initiatives')
    .values({ office_id, number, name, position: 0 })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [fiscal_year, budget_yen, settlement_yen] of [
    [2021, null, budget.fy2021Settlement],
    [2022, budget.fy2022Budget, null],
    [2023, budget.fy2023Budget, null],
  ] as const)
    await db
      .insertInto('initiative_years')
      .values({
        ...{ office_id, initiative_id: row.id, fiscal_year, budget_yen, settlement_yen },
        ...{ evaluation: null, improvement: null },
      })
      .execute()
}

function tenths(value: number): number {
  return Math.round(value * 10)
}

function starsOf(stars: number): 0 | 1 | 2 | 3 {
  if (stars === 0 || stars === 1 || stars === 2 || stars === 3) return stars
  throw new Error(`there is no rating of ${stars} stars`)
}
