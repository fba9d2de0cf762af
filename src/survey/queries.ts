import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Localized } from '../offices/office.ts'
import type { Answer, Scores } from './answer.ts'
import { addMonths, type Month, type Question, type Questionnaire } from './questionnaire.ts'

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

export type NewAnswer = Answer & { officeId: number; language: string }

/** Keeps an answer under a random key; returns it. */
export async function insertAnswer(db: Db, answer: NewAnswer): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('survey_answers')
    .values({
      id,
      office_id: answer.officeId,
      month: answer.month,
      counter_id: answer.counterId,
      channel: answer.channel,
      language: answer.language,
      scores_json: JSON.stringify(answer.scores),
    })
    .execute()
  return id
}

export async function findAnswer(db: Db, answerId: string): Promise<{ month: Month; scores: Scores }> {
  const row = await db
    .selectFrom('survey_answers')
    .select(['month', 'scores_json'])
    .where('id', '=', answerId)
    .executeTakeFirstOrThrow()
  return { month: row.month, scores: JSON.parse(row.scores_json) as Scores }
}

export async function completeAnswer(
  db: Db,
  answerId: string,
  { scores, counterId }: { scores: Scores; counterId?: number | null },
): Promise<void> {
  await db
    .updateTable('survey_answers')
    .set({
      scores_json: JSON.stringify(scores),
      ...(counterId !== undefined && { counter_id: counterId }),
    })
    .where('id', '=', answerId)
    .execute()
}

/** Which of these questions somebody has answered in a month. */
export async function answeredSlugs(
  db: Db,
  { officeId, month }: { officeId: number; month: Month },
  slugs: readonly string[],
): Promise<Set<string>> {
  const answered = new Set<string>()
  for (const slug of slugs) {
    const row = await db
      .selectFrom('survey_answers')
      .select('id')
      .where('office_id', '=', officeId)
      .where('month', '=', month)
      .where('scores_json', 'like', `%"${slug}":%`)
      .limit(1)
      .executeTakeFirst()
    if (row) answered.add(slug)
  }
  return answered
}

export async function deleteAnswer(db: Db, answerId: string): Promise<void> {
  await db.deleteFrom('survey_links').where('answer_id', '=', answerId).execute()
  await db.deleteFrom('survey_answers').where('id', '=', answerId).execute()
}

/** The answers of a month after the key `after`, in the order of their keys. */
export async function answersAfter(
  db: Db,
  { officeId, month }: { officeId: number; month: Month },
  after: string,
  limit: number,
): Promise<Array<Answer & { id: string }>> {
  const rows = await db
    .selectFrom('survey_answers')
    .select(['id', 'counter_id', 'channel', 'scores_json'])
    .where('office_id', '=', officeId)
    .where('month', '=', month)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(row => ({
    id: row.id,
    month,
    counterId: row.counter_id,
    channel: row.channel,
    scores: JSON.parse(row.scores_json) as Scores,
  }))
}

export type AnswerLink = { linkHash: string; officeId: number; answerId: string; isDone: boolean }

/** Ties an answer to a secret of whoever gave it; false when that secret has given one before. */
export async function insertLink(
  db: Db,
  { linkHash, officeId, answerId, isDone, expiresAt }: AnswerLink & { expiresAt: Instant },
): Promise<boolean> {
  const result = await db
    .insertInto('survey_links')
    .values({
      link_hash: linkHash,
      office_id: officeId,
      answer_id: answerId,
      is_done: isDone ? 1 : 0,
      expires_at: expiresAt,
    })
    .onConflict(conflict => conflict.column('link_hash').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function findLink(
  db: Db,
  officeId: number,
  linkHash: string,
  now: Instant,
): Promise<AnswerLink | null> {
  const row = await db
    .selectFrom('survey_links')
    .select(['answer_id', 'is_done'])
    .where('link_hash', '=', linkHash)
    .where('office_id', '=', officeId)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row ? { linkHash, officeId, answerId: row.answer_id, isDone: row.is_done === 1 } : null
}

/** Notes that a link has served its purpose; false when it had before. */
export async function closeLink(db: Db, linkHash: string): Promise<boolean> {
  const result = await db
    .updateTable('survey_links')
    .set({ is_done: 1 })
    .where('link_hash', '=', linkHash)
    .where('is_done', '=', 0)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Drops links that have ended; whether there were any. */
export async function deleteLinksEndedBy(db: Db, now: Instant): Promise<boolean> {
  const result = await db.deleteFrom('survey_links').where('expires_at', '<=', now).executeTakeFirst()
  return result.numDeletedRows > 0n
}

/**
 * PostgreSQL keeps rows where they were written, with the number of the transaction: both tell an order, and the
 * number is also that of the visit marked with it. Writing a month anew in the order of its random keys leaves one
 * number and no order. Months that lie so already are left alone, but for a single row: it cannot show that it does.
 */
export async function shuffleOnPostgres(db: Db, since: Month): Promise<void> {
  for (const name of ['survey_answers', 'survey_comments']) {
    const table = sql.table(name)
    // Whoever adds to an answer waits, and then finds it where it is now.
    await sql`lock table ${table} in exclusive mode`.execute(db)
    const { rows: stirred } = await sql<{ office_id: number; month: Month }>`
      select office_id, month from ${table} where month >= ${since}
      group by office_id, month having count(distinct xmin::text) > 1 or count(*) = 1`.execute(db)
    for (const { office_id, month } of stirred)
      await sql`
        with taken as (delete from ${table} where office_id = ${office_id} and month = ${month} returning *)
        insert into ${table} select * from taken order by id`.execute(db)
  }
}

export async function insertComment(
  db: Db,
  comment: { officeId: number; month: Month; body: string },
): Promise<void> {
  await db
    .insertInto('survey_comments')
    .values({ id: randomUUID(), office_id: comment.officeId, month: comment.month, body: comment.body })
    .execute()
}

export type Comment = { id: string; body: string; isHidden: boolean }

/** What was written in a month, in no order that tells anything. */
export async function commentsAfter(
  db: Db,
  { officeId, month, isHidden }: { officeId: number; month: Month; isHidden: boolean },
  after: string,
  limit: number,
): Promise<Comment[]> {
  const rows = await db
    .selectFrom('survey_comments')
    .select(['id', 'body'])
    .where('office_id', '=', officeId)
    .where('month', '=', month)
    .where('is_hidden', '=', isHidden ? 1 : 0)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id, body }) => ({ id, body, isHidden }))
}

/** Hides a comment or shows it again; its month, or null when there is none. */
export async function hideComment(
  db: Db,
  { officeId, id, isHidden }: { officeId: number; id: string; isHidden: boolean },
): Promise<Month | null> {
  const row = await db
    .updateTable('survey_comments')
    .set({ is_hidden: isHidden ? 1 : 0 })
    .where('office_id', '=', officeId)
    .where('id', '=', id)
    .returning('month')
    .executeTakeFirst()
  return row?.month ?? null
}

/** Visits of a month that ended served, by the counter where they did: each was invited to answer. */
export async function servedVisits(
  db: Db,
  counterIds: readonly number[],
  month: Month,
): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('tickets')
    .select(['counter_id', eb => eb.fn.countAll<number>().as('count')])
    .where('counter_id', 'in', [0, ...counterIds])
    .where('business_date', '>=', `${month}-01`)
    .where('business_date', '<', `${addMonths(month, 1)}-01`)
    .where('state', '=', 'served')
    .groupBy('counter_id')
    .execute()
  return new Map(rows.map(({ counter_id, count }) => [counter_id, count]))
}

/**
 * The target in percent of a fiscal year for how many find the counters good; null where none is entered. It is set
 * for the yearly panel, the official figure: answers given on the spot are only held against it.
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
    .where('indicator.slug', '=', 'counter-good')
    .where('year.fiscal_year', '=', fiscalYear)
    .executeTakeFirst()
  return row?.target_tenths === undefined || row.target_tenths === null ? null : row.target_tenths / 10
}

/** Erases up to `countMax` of what was written before a month; the marks stay. */
export async function deleteComments(
  db: Db,
  officeId: number,
  before: Month,
  countMax: number,
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('survey_comments')
    .where('id', 'in', eb =>
      eb
        .selectFrom('survey_comments as old')
        .select('old.id')
        .where('old.office_id', '=', officeId)
        .where('old.month', '<', before)
        .limit(countMax),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** How much was written before a month, and in which the oldest. */
export async function countComments(
  db: Db,
  officeId: number,
  before: Month,
): Promise<{ count: number; oldest: Month | null }> {
  return db
    .selectFrom('survey_comments')
    .select(eb => [eb.fn.countAll<number>().as('count'), eb.fn.min('month').as('oldest')])
    .where('office_id', '=', officeId)
    .where('month', '<', before)
    .executeTakeFirstOrThrow()
}
