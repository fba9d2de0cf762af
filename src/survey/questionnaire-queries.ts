import type { Db } from '#db/store.ts'
import type { Localized } from '../offices/office.ts'
import type { Month, Question, Questionnaire } from './questionnaire.ts'

/** What a month asks, or null in an office that has no questionnaire. */
export async function questionnaireOf(db: Db, officeId: number, month: Month): Promise<Questionnaire | null> {
  const row = await db
    .selectFrom('survey_months')
    .select(['month', 'goal', 'questions_json', 'revision'])
    .where('office_id', '=', officeId)
    .where('month', '<=', month)
    .orderBy('month', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const isOwn = row.month === month
  return {
    month,
    goal: isOwn && row.goal !== null ? (JSON.parse(row.goal) as Localized) : null,
    questions: JSON.parse(row.questions_json) as Question[],
    revision: isOwn ? row.revision : 0,
  }
}

/** The month in which an office began to ask; null where it has not. */
export async function firstMonth(db: Db, officeId: number): Promise<Month | null> {
  const row = await db
    .selectFrom('survey_months')
    .select(eb => eb.fn.min('month').as('month'))
    .where('office_id', '=', officeId)
    .executeTakeFirst()
  return row?.month ?? null
}

/** Gives a month a questionnaire of its own as it stands, so that earlier months can change without it. */
export async function keepQuestionnaire(
  db: Db,
  officeId: number,
  { month, questions, revision }: Questionnaire,
): Promise<void> {
  if (revision > 0) return
  await db
    .insertInto('survey_months')
    .values({
      office_id: officeId,
      month,
      goal: null,
      questions_json: JSON.stringify(questions),
      revision: 1,
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** Writes a month's questionnaire over the revision seen; false when that is no longer the newest. */
export async function saveQuestionnaire(
  db: Db,
  officeId: number,
  { month, goal, questions, revision: seen }: Questionnaire,
): Promise<boolean> {
  const texts = {
    goal: goal && JSON.stringify(goal),
    questions_json: JSON.stringify(questions),
    revision: seen + 1,
  }
  if (seen === 0) {
    const result = await db
      .insertInto('survey_months')
      .values({ office_id: officeId, month, ...texts })
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirst()
    return result.numInsertedOrUpdatedRows === 1n
  }
  const result = await db
    .updateTable('survey_months')
    .set(texts)
    .where('office_id', '=', officeId)
    .where('month', '=', month)
    .where('revision', '=', seen)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** The goals of these months. */
export async function goalsBetween(
  db: Db,
  officeId: number,
  from: Month,
  to: Month,
): Promise<Map<Month, Localized>> {
  const rows = await db
    .selectFrom('survey_months')
    .select(['month', 'goal'])
    .where('office_id', '=', officeId)
    .where('month', '>=', from)
    .where('month', '<=', to)
    .where('goal', 'is not', null)
    .execute()
  return new Map(rows.map(({ month, goal }) => [month, JSON.parse(goal ?? '') as Localized]))
}
