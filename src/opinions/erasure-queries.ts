import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

/** Whom to answer; null without the wish for it, and after it has been erased. */
export async function findContact(db: Db, opinionId: number) {
  const row = await db
    .selectFrom('opinion_contacts')
    .select(['name', 'email', 'phone'])
    .where('opinion_id', '=', opinionId)
    .executeTakeFirst()
  return row ?? null
}

/** Opinions that were answered or closed before an instant. */
function endedBefore(db: Db, officeId: number, before: Instant) {
  return db
    .selectFrom('opinions as opinion')
    .where('opinion.office_id', '=', officeId)
    .where(eb => eb.or([eb('opinion.answered_at', '<', before), eb('opinion.closed_at', '<', before)]))
}

/**
 * Erases whom to answer of up to `countMax` opinions that were answered or closed before an instant, and answers
 * how many. The opinion, its answer and its counts stay.
 */
export async function eraseContacts(
  db: Db,
  officeId: number,
  before: Instant,
  countMax: number,
): Promise<number> {
  const ended = endedBefore(db, officeId, before)
    .innerJoin('opinion_contacts as contact', 'contact.opinion_id', 'opinion.id')
    .select('contact.opinion_id')
    .orderBy('contact.opinion_id')
    .limit(countMax)
  const { numDeletedRows } = await db
    .deleteFrom('opinion_contacts')
    .where('opinion_id', 'in', ended)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/**
 * The same for what was written and what was answered, which may tell of anybody. What was published stays: it was
 * made so as to tell of nobody.
 */
export async function eraseTexts(
  db: Db,
  officeId: number,
  before: Instant,
  countMax: number,
): Promise<number> {
  const ended = await endedBefore(db, officeId, before)
    .select('opinion.id')
    .where('opinion.text', '<>', '')
    .orderBy('opinion.id')
    .limit(countMax)
    .execute()
  await eraseTextsOf(
    db,
    ended.map(({ id }) => id),
  )
  return ended.length
}

async function eraseTextsOf(db: Db, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('opinions')
    .set(eb => ({
      text: '',
      answer: eb.case().when('answer', 'is', null).then(null).else('').end(),
      version: eb('version', '+', 1),
    }))
    .where('id', 'in', ids)
    .execute()
}

/** Erases what these opinions say and whom to answer. */
export async function eraseOpinions(db: Db, ids: readonly number[]): Promise<void> {
  await db.deleteFrom('opinion_contacts').where('opinion_id', 'in', ids).execute()
  await eraseTextsOf(db, ids)
}

/** How much of it there is before an instant, and when the oldest of it ended. */
export async function countErasable(
  db: Db,
  officeId: number,
  what: 'contacts' | 'opinions',
  before: Instant,
): Promise<{ count: number; oldest: Instant | null }> {
  const ended = endedBefore(db, officeId, before)
  const kept =
    what === 'contacts'
      ? ended.innerJoin('opinion_contacts as contact', 'contact.opinion_id', 'opinion.id')
      : ended.where('opinion.text', '<>', '')
  return kept
    .select(eb => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.min(eb.fn.coalesce('opinion.answered_at', 'opinion.closed_at')).as('oldest'),
    ])
    .executeTakeFirstOrThrow()
}
