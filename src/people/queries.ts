import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Role } from '../staff/staff-member.ts'
import type { StaffSession } from '../staff/session.ts'
import type { Person } from './person.ts'

/** Everyone with an account in an office; null: the administrators of all offices. */
export async function peopleOf(db: Db, officeId: number | null, now: Instant): Promise<Person[]> {
  const rows = await selectPeople(db, now)
    .where('staff.office_id', officeId === null ? 'is' : '=', officeId)
    .execute()
  const given =
    officeId === null
      ? []
      : await db
          .selectFrom('staff_counters')
          .select(['staff_id', 'counter_id'])
          .where('office_id', '=', officeId)
          .execute()
  const counters = Map.groupBy(given, ({ staff_id }) => staff_id)
  return rows.map(row => personOf(row, counters.get(row.id) ?? []))
}

/** Everyone who has an account, of whichever office. */
export async function everybody(db: Db, now: Instant): Promise<Person[]> {
  const rows = await selectPeople(db, now).orderBy('staff.login').execute()
  return rows.map(row => personOf(row, []))
}

export async function findPerson(db: Db, personId: number, now: Instant): Promise<Person | null> {
  const row = await selectPeople(db, now).where('staff.id', '=', personId).executeTakeFirst()
  if (!row) return null
  const given = await db
    .selectFrom('staff_counters')
    .select('counter_id')
    .where('staff_id', '=', personId)
    .execute()
  return personOf(row, given)
}

function selectPeople(db: Db, now: Instant) {
  return db
    .selectFrom('staff')
    .leftJoin('welcome_codes as code', join =>
      join.onRef('code.staff_id', '=', 'staff.id').on('code.expires_at', '>', now),
    )
    .leftJoin('directory_accounts as directory', join =>
      join
        .onRef('directory.staff_id', '=', 'staff.id')
        .on(eb => eb.or([eb('directory.expires_at', 'is', null), eb('directory.expires_at', '>', now)])),
    )
    .select([
      'staff.id',
      'staff.office_id',
      'staff.login',
      'staff.name',
      'staff.role',
      'staff.password_hash',
      'staff.totp_secret',
      'staff.is_disabled',
      'staff.signed_in_at',
      'staff.version',
      'code.expires_at as code_expires_at',
      'directory.subject',
      'directory.awaited_name',
      'directory.linked_at',
      'directory.expires_at as awaited_until',
    ])
    .select(eb =>
      eb
        .selectFrom('staff_sessions as session')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('session.staff_id', '=', 'staff.id')
        .where('session.step', '=', 'open')
        .where('session.expires_at', '>', now)
        .as('sessions_open'),
    )
}

type PersonRow = Awaited<ReturnType<ReturnType<typeof selectPeople>['executeTakeFirstOrThrow']>>

function personOf(row: PersonRow, given: ReadonlyArray<{ counter_id: number }>): Person {
  return {
    id: row.id,
    officeId: row.office_id,
    login: row.login,
    name: row.name,
    role: row.role,
    counterIds: given.map(({ counter_id }) => counter_id),
    state: row.is_disabled ? 'disabled' : row.password_hash || row.subject ? 'active' : 'invited',
    hasPassword: row.password_hash !== '',
    hasTotp: row.totp_secret !== null,
    isLinked: row.subject !== null,
    awaitedName: row.awaited_name,
    directoryAt: row.linked_at ?? row.awaited_until,
    signedInAt: row.signed_in_at,
    sessionsOpen: row.sessions_open ?? 0,
    codeExpiresAt: row.code_expires_at,
    version: row.version,
  }
}

/** Writing to their rows locks them on PostgreSQL: two who would take each other's place wait for one another. */
async function holdAdministrators(db: Db): Promise<number[]> {
  const rows = await db
    .updateTable('staff')
    .set(eb => ({ role: eb.ref('role') }))
    .where('role', '=', 'administrator')
    .where('is_disabled', '=', 0)
    .where(eb =>
      eb.or([
        eb('password_hash', '<>', ''),
        eb.exists(
          eb
            .selectFrom('directory_accounts')
            .select('staff_id')
            .whereRef('directory_accounts.staff_id', '=', 'staff.id')
            .where('subject', 'is not', null),
        ),
      ]),
    )
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Whether an office would be left without an administrator who has a password, as the database sees it too. */
export async function isLastWithPassword(db: Db, person: Person): Promise<boolean> {
  if (person.role !== 'administrator' || person.state === 'disabled' || !person.hasPassword) return false
  const other = await db
    .selectFrom('staff')
    .select('id')
    .where('id', '<>', person.id)
    .where('role', '=', 'administrator')
    .where('is_disabled', '=', 0)
    .where('password_hash', '<>', '')
    .where(eb =>
      eb.or([
        eb('office_id', 'is', null),
        ...(person.officeId ? [eb('office_id', '=', person.officeId)] : []),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return other === undefined
}

/**
 * Whether somebody is an administrator still, and until this transaction ends. Of two who take each other's
 * place at once, one is none any more: so there is always one left.
 */
export async function isStillAdministrator(db: Db, { id }: { id: number }): Promise<boolean> {
  return (await holdAdministrators(db)).includes(id)
}

export async function raiseVersion(db: Db, personId: number): Promise<void> {
  await db
    .updateTable('staff')
    .set(eb => ({ version: eb('version', '+', 1) }))
    .where('id', '=', personId)
    .execute()
}

export async function setNameAndRole(
  db: Db,
  personId: number,
  { name, role }: { name: string; role: Role },
): Promise<void> {
  await db.updateTable('staff').set({ name, role }).where('id', '=', personId).execute()
}

export async function setDisabled(db: Db, personId: number, isDisabled: boolean): Promise<void> {
  await db
    .updateTable('staff')
    .set({ is_disabled: isDisabled ? 1 : 0 })
    .where('id', '=', personId)
    .execute()
}

export async function forgetTotp(db: Db, personId: number): Promise<void> {
  await db
    .updateTable('staff')
    .set({ totp_secret: null, totp_used_step: null })
    .where('id', '=', personId)
    .execute()
}

/** Ends what somebody has open, in every browser and program, or all but this one; says how many. */
export async function endSessions(db: Db, personId: number, but: string | null = null): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('staff_sessions')
    .where('staff_id', '=', personId)
    .$if(but !== null, query => query.where('token_hash', '<>', but))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

export type OwnSession = Pick<StaffSession, 'tokenHash' | 'kind' | 'activeAt'> & { createdAt: Instant }

/** Where somebody is signed in, the last used first. */
export function sessionsOf(db: Db, staffId: number, now: Instant): Promise<OwnSession[]> {
  return db
    .selectFrom('staff_sessions')
    .select(['token_hash as tokenHash', 'kind', 'active_at as activeAt', 'created_at as createdAt'])
    .where('staff_id', '=', staffId)
    .where('step', '=', 'open')
    .where('expires_at', '>', now)
    .orderBy('active_at', 'desc')
    .orderBy('token_hash')
    .execute()
}

/** Changes a password, unless it is no longer the one that was shown. */
export async function replacePassword(
  db: Db,
  staffId: number,
  { before, passwordHash }: { before: string | null; passwordHash: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('staff')
    .set({ password_hash: passwordHash })
    .where('id', '=', staffId)
    .where('password_hash', '=', before ?? '')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function setPassword(db: Db, staffId: number, passwordHash: string): Promise<void> {
  await db.updateTable('staff').set({ password_hash: passwordHash }).where('id', '=', staffId).execute()
}

/** Takes the password away: from now on none is right. */
export function forgetPassword(db: Db, staffId: number): Promise<void> {
  return setPassword(db, staffId, '')
}

type NewCode = {
  staffId: number
  officeId: number | null
  codeHash: string
  now: Instant
  expiresAt: Instant
}

/** Makes this the only code by which somebody can choose a password. */
export async function replaceWelcomeCode(db: Db, code: NewCode): Promise<void> {
  await deleteWelcomeCode(db, code.staffId)
  await db
    .insertInto('welcome_codes')
    .values({
      staff_id: code.staffId,
      office_id: code.officeId,
      code_hash: code.codeHash,
      created_at: code.now,
      expires_at: code.expiresAt,
    })
    .execute()
}

export async function deleteWelcomeCode(db: Db, staffId: number): Promise<void> {
  await db.deleteFrom('welcome_codes').where('staff_id', '=', staffId).execute()
}

/** Whose code may be typed with this login, and its digest; null when there is none that is good. */
export async function welcomeOf(
  db: Db,
  login: string,
  now: Instant,
): Promise<{ id: number; officeId: number | null; codeHash: string } | null> {
  const row = await db
    .selectFrom('welcome_codes as code')
    .innerJoin('staff', 'staff.id', 'code.staff_id')
    .select(['staff.id', 'staff.office_id as officeId', 'code.code_hash as codeHash'])
    .where('staff.login', '=', login)
    .where('staff.is_disabled', '=', 0)
    .where('code.expires_at', '>', now)
    .executeTakeFirst()
  return row ?? null
}

/** Uses up a code; false when it has been used, replaced or taken back since. Of two at once, one gets true. */
export async function useWelcomeCode(db: Db, staffId: number, codeHash: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('welcome_codes')
    .where('staff_id', '=', staffId)
    .where('code_hash', '=', codeHash)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Says which roles must use one-time passwords, unless the office has changed since it was looked at. */
export async function setTotpRoles(
  db: Db,
  office: { id: number; revision: number },
  totpRoles: readonly Role[],
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('offices')
    .set(eb => ({ totp_roles_json: JSON.stringify(totpRoles), revision: eb('revision', '+', 1) }))
    .where('id', '=', office.id)
    .where('revision', '=', office.revision)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
