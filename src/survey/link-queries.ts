import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

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
