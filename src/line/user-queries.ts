import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

/** Somebody who writes to an office on LINE. */
export type LineUser = {
  id: number
  key: string
  language: string | null
  isLanguageChosen: boolean
  followedAt: Instant
  tries: number
  triesSince: Instant
}

type Seen = { officeId: number; key: string; eventAt: Instant; isFollow: boolean; now: Instant }

/** Somebody as they are known, from now on if they were not. */
export async function meetUser(db: Db, { officeId, key, eventAt, isFollow, now }: Seen): Promise<LineUser> {
  const row = await db
    .insertInto('line_users')
    .values({
      ...{ office_id: officeId, user_key: key, language: null, is_language_chosen: 0 },
      ...{ followed_at: eventAt, seen_at: now, tries: 0, tries_since_at: now },
    })
    .onConflict(conflict =>
      conflict.columns(['office_id', 'user_key']).doUpdateSet(eb => ({
        seen_at: now,
        // An earlier hello that comes late tells nothing new.
        ...(isFollow && {
          followed_at: eb
            .case()
            .when('line_users.followed_at', '<', eventAt)
            .then(eventAt)
            .else(eb.ref('line_users.followed_at'))
            .end(),
        }),
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    key: row.user_key,
    language: row.language,
    isLanguageChosen: row.is_language_chosen === 1,
    followedAt: row.followed_at,
    tries: row.tries,
    triesSince: row.tries_since_at,
  }
}

export async function saveTries(
  db: Db,
  userId: number,
  { tries, since }: { tries: number; since: Instant },
): Promise<void> {
  await db.updateTable('line_users').set({ tries, tries_since_at: since }).where('id', '=', userId).execute()
}

/** Keeps somebody's language; one that they have chosen gives way to no other. */
export async function saveLanguage(
  db: Db,
  userId: number,
  { language, isChosen }: { language: string; isChosen: boolean },
): Promise<void> {
  await db
    .updateTable('line_users')
    .set({ language, ...(isChosen && { is_language_chosen: 1 as const }) })
    .where('id', '=', userId)
    .$if(!isChosen, query => query.where('is_language_chosen', '=', 0))
    .execute()
}

/** Somebody by their name on LINE, unless they have become a friend again since. */
export async function findUser(
  db: Db,
  { officeId, key, until }: { officeId: number; key: string; until: Instant },
): Promise<number | null> {
  const row = await db
    .selectFrom('line_users')
    .select('id')
    .where('office_id', '=', officeId)
    .where('user_key', '=', key)
    .where('followed_at', '<=', until)
    .executeTakeFirst()
  return row?.id ?? null
}

/** What LINE has named these people of an office. */
export async function userKeys(db: Db, officeId: number, ids: readonly number[]) {
  return db
    .selectFrom('line_users')
    .select(['id', 'user_key as key'])
    .where('office_id', '=', officeId)
    .where('id', 'in', ids)
    .execute()
}

export async function deleteUser(db: Db, userId: number): Promise<void> {
  await db.deleteFrom('line_users').where('id', '=', userId).execute()
}

/** How many are known on LINE without a booking who have not written since an instant, and since when the oldest. */
export async function countQuietUsers(
  db: Db,
  officeId: number,
  before: Instant,
): Promise<{ count: number; oldest: Instant | null }> {
  const row = await db
    .selectFrom('line_users')
    .select(eb => [eb.fn.countAll<number>().as('count'), eb.fn.min('seen_at').as('oldest')])
    .where('office_id', '=', officeId)
    .where('seen_at', '<', before)
    .where('id', 'not in', eb => eb.selectFrom('line_links').select('line_user_id'))
    .executeTakeFirstOrThrow()
  return row
}

/** Forgets some of them, and answers how many. */
export async function forgetQuietUsers(
  db: Db,
  officeId: number,
  before: Instant,
  countMax: number,
): Promise<number> {
  const rows = await db
    .deleteFrom('line_users')
    .where('id', 'in', eb =>
      eb
        .selectFrom('line_users as quiet')
        .select('quiet.id')
        .where('quiet.office_id', '=', officeId)
        .where('quiet.seen_at', '<', before)
        .where('quiet.id', 'not in', inner => inner.selectFrom('line_links').select('line_user_id'))
        .limit(countMax),
    )
    .returning('id')
    .execute()
  return rows.length
}
