import { randomUUID } from 'node:crypto'
import type { Db } from '#db/store.ts'
import type { Answer, Scores } from './answer.ts'
import type { Month } from './questionnaire.ts'

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
