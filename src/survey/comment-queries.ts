import { randomUUID } from 'node:crypto'
import type { Db } from '#db/store.ts'
import type { Month } from './questionnaire.ts'

/** Keeps what somebody wrote, under a random key unless one is given that nothing has yet. */
export async function insertComment(
  db: Db,
  { id, officeId: office_id, month, body }: NewComment,
): Promise<void> {
  const insert = (key: string) =>
    db
      .insertInto('survey_comments')
      .values({ id: key, office_id, month, body })
      .onConflict(conflict => conflict.column('id').doNothing())
      .executeTakeFirst()
  const { numInsertedOrUpdatedRows } = await insert(id ?? randomUUID())
  if (!numInsertedOrUpdatedRows) await insert(randomUUID())
}

type NewComment = { id?: string | undefined; officeId: number; month: Month; body: string }

export async function deleteComment(db: Db, officeId: number, id: string): Promise<void> {
  await db.deleteFrom('survey_comments').where('office_id', '=', officeId).where('id', '=', id).execute()
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
