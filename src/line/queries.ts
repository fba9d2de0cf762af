import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

/** An office's channel as it is kept: its two secrets are sealed wherever there is a key. */
export type StoredChannel = {
  officeId: number
  basicId: string
  secret: string
  accessToken: string
  isOn: boolean
  version: number
  fault: string | null
  faultAt: Instant | null
}

export async function channelOf(db: Db, officeId: number): Promise<StoredChannel | null> {
  const [found] = await channels(db, officeId)
  return found ?? null
}

export function storedChannels(db: Db): Promise<StoredChannel[]> {
  return channels(db, null)
}

async function channels(db: Db, officeId: number | null): Promise<StoredChannel[]> {
  const rows = await db
    .selectFrom('line_channels')
    .selectAll()
    .$if(officeId !== null, query => query.where('office_id', '=', officeId ?? 0))
    .orderBy('office_id')
    .execute()
  return rows.map(row => ({
    officeId: row.office_id,
    basicId: row.basic_id,
    secret: row.channel_secret,
    accessToken: row.access_token,
    isOn: row.is_on === 1,
    version: row.version,
    fault: row.fault,
    faultAt: row.fault_at,
  }))
}

type Kept = Pick<StoredChannel, 'secret' | 'accessToken'>

/** Writes the secrets of a channel in another form, unless somebody has changed it since. */
export async function replaceSecrets(
  db: Db,
  { officeId, secret, accessToken }: Kept & { officeId: number },
  to: Kept,
): Promise<void> {
  await db
    .updateTable('line_channels')
    .set({ channel_secret: to.secret, access_token: to.accessToken })
    .where('office_id', '=', officeId)
    .where('channel_secret', '=', secret)
    .where('access_token', '=', accessToken)
    .execute()
}

type NewChannel = Pick<StoredChannel, 'officeId' | 'basicId' | 'secret' | 'accessToken' | 'isOn' | 'version'>

/** Saves a channel over the version that was seen, 0 for none; false when somebody else was quicker. */
export async function saveChannel(db: Db, channel: NewChannel, now: Instant): Promise<boolean> {
  const values = {
    basic_id: channel.basicId,
    channel_secret: channel.secret,
    access_token: channel.accessToken,
    is_on: channel.isOn ? (1 as const) : (0 as const),
    changed_at: now,
    fault: null,
    fault_at: null,
  }
  const saved =
    channel.version === 0
      ? await db
          .insertInto('line_channels')
          .values({ ...values, office_id: channel.officeId, version: 1 })
          .onConflict(conflict => conflict.doNothing())
          .returning('version')
          .execute()
      : await db
          .updateTable('line_channels')
          .set({ ...values, version: channel.version + 1 })
          .where('office_id', '=', channel.officeId)
          .where('version', '=', channel.version)
          .returning('version')
          .execute()
  return saved.length > 0
}

/** Notes what LINE holds against the channel, or that nothing is wrong any more. */
export async function noteFault(
  db: Db,
  officeId: number,
  { fault, now }: { fault: string | null; now: Instant },
): Promise<void> {
  await db
    .updateTable('line_channels')
    .set({ fault, fault_at: fault === null ? null : now })
    .where('office_id', '=', officeId)
    .execute()
}

/** Copies of the office are out of date. */
export async function raiseRevision(db: Db, officeId: number): Promise<void> {
  await db
    .updateTable('offices')
    .set(eb => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', officeId)
    .execute()
}

/** Takes an event for itself; false when it has been dealt with, here or by another server. */
export async function claimEvent(
  db: Db,
  { officeId, key, now }: { officeId: number; key: string; now: Instant },
): Promise<boolean> {
  const rows = await db
    .insertInto('line_events')
    .values({ office_id: officeId, event_key: key, received_at: now })
    .onConflict(conflict => conflict.doNothing())
    .returning('received_at')
    .execute()
  return rows.length > 0
}

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
      conflict
        .columns(['office_id', 'user_key'])
        .doUpdateSet({ seen_at: now, ...(isFollow && { followed_at: eventAt }) }),
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

/** Keeps the code by which a booking is linked; an earlier one is good no more. */
export async function saveCode(
  db: Db,
  code: { officeId: number; appointmentId: number; codeHash: string; expiresAt: Instant },
): Promise<void> {
  const values = { code_hash: code.codeHash, expires_at: code.expiresAt }
  await db
    .insertInto('line_codes')
    .values({ ...values, office_id: code.officeId, appointment_id: code.appointmentId })
    .onConflict(conflict => conflict.column('appointment_id').doUpdateSet(values))
    .execute()
}

/** The booking that a code links, which is used up by it; null for none. */
export async function takeCode(
  db: Db,
  { officeId, codeHash, now }: { officeId: number; codeHash: string; now: Instant },
): Promise<number | null> {
  const row = await db
    .deleteFrom('line_codes')
    .where('office_id', '=', officeId)
    .where('code_hash', '=', codeHash)
    .where('expires_at', '>', now)
    .returning('appointment_id')
    .executeTakeFirst()
  return row?.appointment_id ?? null
}

export async function saveLink(
  db: Db,
  link: { officeId: number; appointmentId: number; userId: number; now: Instant },
): Promise<void> {
  const values = { line_user_id: link.userId, linked_at: link.now }
  await db
    .insertInto('line_links')
    .values({ ...values, appointment_id: link.appointmentId, office_id: link.officeId })
    .onConflict(conflict => conflict.column('appointment_id').doUpdateSet(values))
    .execute()
}

/** The language in which somebody has booked. */
export async function languageOfBooking(db: Db, appointmentId: number): Promise<string | null> {
  const row = await db
    .selectFrom('appointments')
    .select('language')
    .where('id', '=', appointmentId)
    .executeTakeFirst()
  return row?.language ?? null
}

/** Since when a booking is linked; null when it is not. */
export async function linkedAtOf(db: Db, appointmentId: number): Promise<Instant | null> {
  const row = await db
    .selectFrom('line_links')
    .select('linked_at')
    .where('appointment_id', '=', appointmentId)
    .executeTakeFirst()
  return row?.linked_at ?? null
}

/** Unlinks a booking; false when it was not linked. */
export async function deleteLink(db: Db, appointmentId: number): Promise<boolean> {
  const rows = await db
    .deleteFrom('line_links')
    .where('appointment_id', '=', appointmentId)
    .returning('appointment_id')
    .execute()
  return rows.length > 0
}

/** Unlinks all bookings of somebody, and answers which they were. */
export async function deleteLinksOf(db: Db, userId: number): Promise<number[]> {
  const rows = await db
    .deleteFrom('line_links')
    .where('line_user_id', '=', userId)
    .returning('appointment_id')
    .execute()
  return rows.map(row => row.appointment_id)
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

/** Somebody's bookings that have not ended before an instant, the next one first. */
export async function linkedBookings(
  db: Db,
  { userId, from, countMax }: { userId: number; from: Instant; countMax: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom('line_links as link')
    .innerJoin('appointments as appointment', 'appointment.id', 'link.appointment_id')
    .innerJoin('legs as leg', join =>
      join.onRef('leg.appointment_id', '=', 'appointment.id').on('leg.position', '=', 0),
    )
    .select('appointment.id')
    .where('link.line_user_id', '=', userId)
    .where('appointment.state', '=', 'booked')
    .where('leg.starts_at', '>=', from)
    .orderBy('leg.starts_at')
    .limit(countMax)
    .execute()
  return rows.map(({ id }) => id)
}

/** Forgets codes that are over, and events that nobody delivers any more. */
export async function forgetOldCodes(
  db: Db,
  { now, eventsBefore }: { now: Instant; eventsBefore: Instant },
): Promise<void> {
  await db.deleteFrom('line_codes').where('expires_at', '<=', now).execute()
  await db.deleteFrom('line_events').where('received_at', '<', eventsBefore).execute()
}

/** Unlinks these bookings, and forgets whoever had no other. */
export async function forgetLinks(db: Db, appointmentIds: readonly number[]): Promise<void> {
  await db.deleteFrom('line_codes').where('appointment_id', 'in', appointmentIds).execute()
  const rows = await db
    .deleteFrom('line_links')
    .where('appointment_id', 'in', appointmentIds)
    .returning('line_user_id')
    .execute()
  if (rows.length === 0) return
  await db
    .deleteFrom('line_users')
    .where(
      'id',
      'in',
      rows.map(row => row.line_user_id),
    )
    .where('id', 'not in', eb => eb.selectFrom('line_links').select('line_user_id'))
    .execute()
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
