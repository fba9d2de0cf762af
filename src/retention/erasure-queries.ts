import { createHash, randomUUID } from 'node:crypto'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import { type DataClass, dataClasses } from '../offices/retention.ts'
import type { Chosen } from './held.ts'

export type Erasure = {
  key: string
  officeId: number
  dataClass: DataClass | 'person'
  before: Instant | null
  subject: ErasedSubject | null
  erased: number
  at: Instant
  actor: string
}

/** Whom an erasure on request was about, by random names that are the same after a restore. */
export type ErasedSubject = {
  appointments: string[]
  opinions: string[]
  /** Digests of the first link to each wait. */
  waits: string[]
  /** Digests of names on LINE. */
  lineUsers: string[]
}

/** What is missing in lines of the time before waits and names on LINE could be erased on request. */
const noSubject: ErasedSubject = { appointments: [], opinions: [], waits: [], lineUsers: [] }

/** Writes down what was erased, without personal data. */
export async function insertErasure(
  db: Db,
  { key = randomUUID(), ...erasure }: Omit<Erasure, 'key'> & { key?: string },
): Promise<void> {
  await db
    .insertInto('erasures')
    .values({
      office_id: erasure.officeId,
      erasure_key: key,
      data_class: erasure.dataClass,
      before_at: erasure.before,
      subject_json: erasure.subject && JSON.stringify(erasure.subject),
      erased: erasure.erased,
      erased_at: erasure.at,
      actor: erasure.actor,
    })
    .onConflict(conflict => conflict.column('erasure_key').doNothing())
    .execute()
}

/** The ledger, the oldest first, in parts by its ids. */
export async function erasuresAfter(
  db: Db,
  after: number,
  countMax: number,
): Promise<Array<Erasure & { id: number; office: string }>> {
  const rows = await db
    .selectFrom('erasures')
    .innerJoin('offices', 'offices.id', 'erasures.office_id')
    .selectAll('erasures')
    .select('offices.slug as office')
    .where('erasures.id', '>', after)
    .orderBy('erasures.id')
    .limit(countMax)
    .execute()
  return rows.map(row => ({
    id: row.id,
    office: row.office,
    key: row.erasure_key,
    officeId: row.office_id,
    dataClass: row.data_class,
    before: row.before_at,
    subject: row.subject_json === null ? null : { ...noSubject, ...JSON.parse(row.subject_json) },
    erased: row.erased,
    at: row.erased_at,
    actor: row.actor,
  }))
}

/** When each kind of data was last erased by itself, and how much. */
export async function lastErasures(
  db: Db,
  officeId: number,
): Promise<Map<DataClass, { at: Instant; erased: number }>> {
  const found = new Map<DataClass, { at: Instant; erased: number }>()
  for (const dataClass of dataClasses) {
    const row = await db
      .selectFrom('erasures')
      .select(['erased_at as at', 'erased'])
      .where('office_id', '=', officeId)
      .where('data_class', '=', dataClass)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (row) found.set(dataClass, row)
  }
  return found
}

/** Which of these keys the ledger does not have. */
export async function unknownErasures(db: Db, keys: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('erasures')
    .select('erasure_key as key')
    .where('erasure_key', 'in', keys)
    .execute()
  const known = new Set(rows.map(({ key }) => key))
  return keys.filter(key => !known.has(key))
}

/** Bookings and opinions by the names under which an erasure on request was written down. */
export async function findSubject(
  db: Db,
  officeId: number,
  { appointments, opinions, waits, lineUsers }: ErasedSubject,
): Promise<Chosen> {
  const booked =
    appointments.length === 0
      ? []
      : await db
          .selectFrom('appointments')
          .select('id')
          .where('office_id', '=', officeId)
          .where('calendar_uid', 'in', appointments)
          .execute()
  const written =
    opinions.length === 0
      ? []
      : await db
          .selectFrom('opinions')
          .select('id')
          .where('office_id', '=', officeId)
          .where('receipt', 'in', opinions)
          .execute()
  return {
    appointmentIds: booked.map(({ id }) => id),
    opinionIds: written.map(({ id }) => id),
    entryIds: await entriesOpenedBy(db, officeId, waits),
    lineUserIds: lineUsers.length === 0 ? [] : await lineUsersNamed(db, officeId, new Set(lineUsers)),
  }
}

async function entriesOpenedBy(db: Db, officeId: number, tokenHashes: readonly string[]): Promise<number[]> {
  if (tokenHashes.length === 0) return []
  const rows = await db
    .selectFrom('waitlist_tokens')
    .select('entry_id as id')
    .where('office_id', '=', officeId)
    .where('token_hash', 'in', tokenHashes)
    .execute()
  return rows.map(({ id }) => id)
}

async function lineUsersNamed(db: Db, officeId: number, digests: ReadonlySet<string>): Promise<number[]> {
  const rows = await db
    .selectFrom('line_users')
    .select(['id', 'user_key as key'])
    .where('office_id', '=', officeId)
    .execute()
  return rows.filter(({ key }) => digests.has(digestOf(officeId, key))).map(({ id }) => id)
}

/** What LINE has named somebody, as it may stand where nobody is to be named. */
function digestOf(officeId: number, userKey: string): string {
  return createHash('sha256').update(`line ${officeId} ${userKey}`).digest('base64url')
}

/** Those of what was chosen that are the office's, and the names of them that outlive a restore. */
export async function ownSubject(
  db: Db,
  officeId: number,
  { appointmentIds, opinionIds, entryIds, lineUserIds }: Chosen,
): Promise<Chosen & { subject: ErasedSubject }> {
  const booked =
    appointmentIds.length === 0
      ? []
      : await db
          .selectFrom('appointments')
          .select(['id', 'calendar_uid'])
          .where('office_id', '=', officeId)
          .where('id', 'in', appointmentIds)
          .execute()
  const written =
    opinionIds.length === 0
      ? []
      : await db
          .selectFrom('opinions')
          .select(['id', 'receipt'])
          .where('office_id', '=', officeId)
          .where('id', 'in', opinionIds)
          .execute()
  const waits = await ownEntries(db, officeId, entryIds)
  const lineUsers = await ownLineUsers(db, officeId, lineUserIds)
  return {
    appointmentIds: booked.map(({ id }) => id),
    opinionIds: written.map(({ id }) => id),
    entryIds: waits.map(({ id }) => id),
    lineUserIds: lineUsers.map(({ id }) => id),
    subject: {
      appointments: booked.map(({ calendar_uid }) => calendar_uid),
      opinions: written.map(({ receipt }) => receipt),
      waits: waits.flatMap(({ firstHash }) => firstHash ?? []),
      lineUsers: lineUsers.map(({ key }) => digestOf(officeId, key)),
    },
  }
}

/** Each with the digest of the link that it began with. */
async function ownEntries(db: Db, officeId: number, ids: readonly number[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('waitlist_entries as entry')
    .select(eb => [
      'entry.id',
      eb
        .selectFrom('waitlist_tokens as token')
        .select('token.token_hash')
        .whereRef('token.entry_id', '=', 'entry.id')
        .orderBy('token.created_at')
        .orderBy('token.token_hash')
        .limit(1)
        .as('firstHash'),
    ])
    .where('entry.office_id', '=', officeId)
    .where('entry.id', 'in', ids)
    .execute()
}

async function ownLineUsers(db: Db, officeId: number, ids: readonly number[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('line_users')
    .select(['id', 'user_key as key'])
    .where('office_id', '=', officeId)
    .where('id', 'in', ids)
    .execute()
}

/** Which database this is, to a copy of the ledger that lies outside of it. */
export async function ledgerId(db: Db): Promise<string> {
  const row = await db.selectFrom('erasure_ledger').select('ledger_id').executeTakeFirstOrThrow()
  return row.ledger_id
}
