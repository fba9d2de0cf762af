import type { Db } from '#db/store.ts'
import { flag } from '../offices/columns.ts'
import type { Instant } from '../clock.ts'
import type { Localized } from '../offices/office.ts'
import type { Criterion, RatingRules, SelfCheck } from './rating.ts'

const tenths = (points: number) => Math.round(points * 10)

const rulesByDefault: RatingRules = {
  cutOffs: [3, 3.5, 4.5],
  isConfirmed: false,
  isBySection: true,
  version: 0,
}

export async function ratingRulesOf(db: Db, officeId: number): Promise<RatingRules> {
  const row = await db
    .selectFrom('rating_rules')
    .selectAll()
    .where('office_id', '=', officeId)
    .executeTakeFirst()
  if (!row) return rulesByDefault
  return {
    cutOffs: [row.one_star_tenths / 10, row.two_stars_tenths / 10, row.three_stars_tenths / 10],
    isConfirmed: row.is_confirmed === 1,
    isBySection: row.is_by_section === 1,
    version: row.version,
  }
}

/** Changes the rules unless somebody else did since this version. */
export async function updateRatingRules(
  db: Db,
  officeId: number,
  { cutOffs: [one, two, three], isConfirmed, isBySection, version }: RatingRules,
): Promise<boolean> {
  const values = {
    ...{ one_star_tenths: tenths(one), two_stars_tenths: tenths(two), three_stars_tenths: tenths(three) },
    ...{ is_confirmed: flag(isConfirmed), is_by_section: flag(isBySection), version: version + 1 },
  }
  if (version === 0) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('rating_rules')
      .values({ office_id: officeId, ...values })
      .onConflict(conflict => conflict.column('office_id').doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  }
  const { numUpdatedRows } = await db
    .updateTable('rating_rules')
    .set(values)
    .where('office_id', '=', officeId)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** What is scored, those no longer in use at the end. */
export async function criteriaOf(db: Db, officeId: number): Promise<Criterion[]> {
  const rows = await db
    .selectFrom('rating_criteria')
    .select(['id', 'name', 'is_active'])
    .where('office_id', '=', officeId)
    .orderBy('is_active', 'desc')
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(({ id, name, is_active }) => ({ id, name, isActive: is_active === 1 }))
}

export async function insertCriterion(db: Db, officeId: number, name: string): Promise<void> {
  await db
    .insertInto('rating_criteria')
    .values(eb => ({
      ...{ office_id: officeId, name },
      position: eb
        .selectFrom('rating_criteria as others')
        .select(others => others.fn.coalesce(others.fn.max('others.position'), others.lit(0)).as('last'))
        .where('others.office_id', '=', officeId),
    }))
    .execute()
}

/** Renames a criterion or takes it out of use; scores given before stay. */
export async function updateCriterion(
  db: Db,
  officeId: number,
  { id, name, isActive }: Criterion,
): Promise<void> {
  await db
    .updateTable('rating_criteria')
    .set({ name, is_active: flag(isActive) })
    .where('office_id', '=', officeId)
    .where('id', '=', id)
    .execute()
}

/** All self-checks of some months, each with its month. */
export async function selfChecksOf(
  db: Db,
  officeId: number,
  from: string,
  to: string,
): Promise<Array<SelfCheck & { month: string }>> {
  const rows = await db
    .selectFrom('self_checks')
    .innerJoin('divisions', 'divisions.id', 'division_id')
    .leftJoin('self_check_scores', 'self_check_id', 'self_checks.id')
    .select(['self_checks.id', 'month', 'slug', 'auditor', 'criterion_id', 'score'])
    .where('self_checks.office_id', '=', officeId)
    .where('month', '>=', from)
    .where('month', '<=', to)
    .orderBy('month')
    .orderBy('self_checks.id')
    .execute()
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap(scored => {
    const [first] = scored
    if (!first) return []
    const scores = scored.flatMap(({ criterion_id, score }) =>
      criterion_id === null || score === null ? [] : [[criterion_id, score] as const],
    )
    return { month: first.month, section: first.slug, auditor: first.auditor, scores: new Map(scores) }
  })
}

type NewSelfCheck = SelfCheck & { month: string; checkedAt: Instant }

/** Keeps what an auditor gives a section for a month, in place of what they gave it before. */
export async function saveSelfCheck(db: Db, officeId: number, check: NewSelfCheck): Promise<void> {
  const { id } = await db
    .insertInto('self_checks')
    .values(eb => ({
      ...{ office_id: officeId, month: check.month, auditor: check.auditor, checked_at: check.checkedAt },
      division_id: eb
        .selectFrom('divisions')
        .select('id')
        .where('office_id', '=', officeId)
        .where('slug', '=', check.section),
    }))
    .onConflict(conflict =>
      conflict
        .columns(['office_id', 'division_id', 'month', 'auditor'])
        .doUpdateSet({ checked_at: check.checkedAt }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.deleteFrom('self_check_scores').where('self_check_id', '=', id).execute()
  for (const [criterion_id, score] of check.scores)
    await db
      .insertInto('self_check_scores')
      .values({ self_check_id: id, office_id: officeId, criterion_id, score })
      .execute()
}

/** The sections of an office. */
export async function sectionsOf(
  db: Db,
  officeId: number,
): Promise<Array<{ slug: string; name: Localized }>> {
  const rows = await db
    .selectFrom('divisions')
    .select(['slug', 'name'])
    .where('office_id', '=', officeId)
    .orderBy('id')
    .execute()
  return rows.map(({ slug, name }) => ({ slug, name: JSON.parse(name) as Localized }))
}
