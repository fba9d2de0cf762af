import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import { idleLockMinutesOfNoOffice, type StaffSession } from './session.ts'
import type { Role, StaffMember } from './staff-member.ts'

type Found = { staff: StaffMember; session: StaffSession }

/** Whose session a token is, as they are now; null when it is unknown, over, or of a disabled account. */
export async function findSession(db: Db, tokenHash: string, now: Instant): Promise<Found | null> {
  const { rows } = await selectSession(db, { tokenHash, now })
  const [row] = rows
  if (!row) return null
  return {
    staff: {
      id: row.id,
      officeId: row.office_id,
      login: row.login,
      name: row.name,
      role: row.role,
      pseudonym: row.pseudonym,
      counterIds: rows.flatMap(({ counter_id }) => counter_id ?? []),
    },
    session: {
      tokenHash,
      kind: row.kind,
      step: row.step,
      activeAt: row.active_at,
      expiresAt: row.expires_at,
      idleLockMinutes: row.idle_lock_minutes ?? idleLockMinutesOfNoOffice,
    },
  }
}

const selectSession = prepared((db, blank: Blanks<{ tokenHash: string; now: Instant }>) =>
  db
    .selectFrom('staff_sessions as session')
    .innerJoin('staff', 'staff.id', 'session.staff_id')
    .leftJoin('offices as office', 'office.id', 'staff.office_id')
    .leftJoin('staff_counters as works_at', join =>
      join.onRef('works_at.staff_id', '=', 'staff.id').onRef('works_at.office_id', '=', 'staff.office_id'),
    )
    .select([
      'staff.id',
      'staff.office_id',
      'staff.login',
      'staff.name',
      'staff.role',
      'staff.pseudonym',
      'works_at.counter_id',
      'session.kind',
      'session.step',
      'session.active_at',
      'session.expires_at',
      'office.idle_lock_minutes',
    ])
    .where('session.token_hash', '=', blank('tokenHash'))
    .where('session.expires_at', '>', blank('now'))
    .where('staff.is_disabled', '=', 0),
)

/** The sessions among these that are neither over nor of a disabled account, each with its role of now. */
export async function liveSessions(
  db: Db,
  tokenHashes: readonly string[],
  now: Instant,
): Promise<Array<StaffSession & { role: Role }>> {
  if (tokenHashes.length === 0) return []
  const rows = await db
    .selectFrom('staff_sessions as session')
    .innerJoin('staff', 'staff.id', 'session.staff_id')
    .leftJoin('offices as office', 'office.id', 'staff.office_id')
    .select([
      'session.token_hash as tokenHash',
      'session.kind',
      'session.step',
      'session.active_at as activeAt',
      'session.expires_at as expiresAt',
      'office.idle_lock_minutes',
      'staff.role',
    ])
    .where('session.token_hash', 'in', tokenHashes)
    .where('session.expires_at', '>', now)
    .where('staff.is_disabled', '=', 0)
    .execute()
  return rows.map(({ idle_lock_minutes, ...session }) => ({
    ...session,
    idleLockMinutes: idle_lock_minutes ?? idleLockMinutesOfNoOffice,
  }))
}

export type Account = {
  id: number
  officeId: number | null
  login: string
  role: Role
  /** Null while the person has yet to choose a password. */
  passwordHash: string | null
  hasTotp: boolean
  isDisabled: boolean
}

const accountColumns = [
  'id',
  'office_id',
  'login',
  'role',
  'password_hash',
  'totp_secret',
  'is_disabled',
] as const

export async function accountByLogin(db: Db, login: string): Promise<Account | null> {
  const row = await db
    .selectFrom('staff')
    .select(accountColumns)
    .where('login', '=', login)
    .executeTakeFirst()
  return row ? accountOf(row) : null
}

export async function accountById(db: Db, staffId: number): Promise<Account | null> {
  const row = await db.selectFrom('staff').select(accountColumns).where('id', '=', staffId).executeTakeFirst()
  return row ? accountOf(row) : null
}

type AccountRow = {
  id: number
  office_id: number | null
  login: string
  role: Role
  password_hash: string
  totp_secret: string | null
  is_disabled: 0 | 1
}

function accountOf(row: AccountRow): Account {
  return {
    id: row.id,
    officeId: row.office_id,
    login: row.login,
    role: row.role,
    passwordHash: row.password_hash || null,
    hasTotp: row.totp_secret !== null,
    isDisabled: row.is_disabled === 1,
  }
}

type NewSession = {
  tokenHash: string
  staffId: number
  officeId: number | null
  kind: StaffSession['kind']
  step: StaffSession['step']
  now: Instant
  expiresAt: Instant
}

export async function insertSession(db: Db, session: NewSession): Promise<void> {
  await db
    .insertInto('staff_sessions')
    .values({
      token_hash: session.tokenHash,
      staff_id: session.staffId,
      office_id: session.officeId,
      kind: session.kind,
      step: session.step,
      created_at: session.now,
      active_at: session.now,
      expires_at: session.expiresAt,
    })
    .execute()
}

/** Ends a session; false when it was ended before. */
export async function deleteSession(db: Db, tokenHash: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('staff_sessions')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Writes down that a session was used, unless it was locked or used since it was looked at. */
export async function touchSession(
  db: Db,
  { tokenHash, activeAt }: { tokenHash: string; activeAt: Instant },
  now: Instant,
): Promise<void> {
  await db
    .updateTable('staff_sessions')
    .set({ active_at: now })
    .where('token_hash', '=', tokenHash)
    .where('active_at', '=', activeAt)
    .execute()
}

/** Moves the last use of a session, to lock it or to have it go on. */
export async function setActiveAt(db: Db, tokenHash: string, activeAt: Instant): Promise<void> {
  await db
    .updateTable('staff_sessions')
    .set({ active_at: activeAt })
    .where('token_hash', '=', tokenHash)
    .execute()
}

/**
 * Whether the password that somebody has just shown is still theirs, and so until this transaction ends: a
 * sign-in and taking the password away wait for one another, so that no session outlives it.
 */
export async function isStillPassword(
  db: Db,
  { id, passwordHash }: Pick<Account, 'id' | 'passwordHash'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('staff')
    .set(eb => ({ password_hash: eb.ref('password_hash') }))
    .where('id', '=', id)
    .where('password_hash', '=', passwordHash ?? '')
    .where('is_disabled', '=', 0)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function recordSignIn(db: Db, staffId: number, now: Instant): Promise<void> {
  await db.updateTable('staff').set({ signed_in_at: now }).where('id', '=', staffId).execute()
}

/** Whether this account was signed in to from this browser before. */
export async function isBrowserKnown(db: Db, browserHash: string): Promise<boolean> {
  const row = await db
    .selectFrom('staff_browsers')
    .select('staff_id')
    .where('token_hash', '=', browserHash)
    .executeTakeFirst()
  return row !== undefined
}

type NewBrowser = { browserHash: string; staffId: number; officeId: number | null; now: Instant }

export async function rememberBrowser(db: Db, browser: NewBrowser): Promise<void> {
  await db
    .insertInto('staff_browsers')
    .values({
      token_hash: browser.browserHash,
      staff_id: browser.staffId,
      office_id: browser.officeId,
      created_at: browser.now,
    })
    .onConflict(conflict => conflict.column('token_hash').doUpdateSet({ created_at: browser.now }))
    .execute()
}

/** The secret of somebody's one-time passwords as it is kept: sealed wherever there is a key. */
export type KeptTotp = { staffId: number; secret: string }

/** Null for an account without. */
export async function keptTotp(db: Db, staffId: number): Promise<KeptTotp | null> {
  const row = await keptSecrets(db).where('id', '=', staffId).executeTakeFirst()
  return row ?? null
}

/** Those of all accounts. */
export function allKeptTotp(db: Db): Promise<KeptTotp[]> {
  return keptSecrets(db).orderBy('id').execute()
}

function keptSecrets(db: Db) {
  return db
    .selectFrom('staff')
    .select(['id as staffId', 'totp_secret as secret'])
    .where('totp_secret', 'is not', null)
    .$narrowType<{ secret: string }>()
}

/** Writes a secret in another form, unless it has been taken away or replaced since. */
export async function replaceTotp(db: Db, { staffId, secret }: KeptTotp, to: string): Promise<void> {
  await db
    .updateTable('staff')
    .set({ totp_secret: to })
    .where('id', '=', staffId)
    .where('totp_secret', '=', secret)
    .execute()
}

/** Uses up a time step; false when it, or a later one, was used before. */
export async function useTotpStep(db: Db, staffId: number, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('staff')
    .set({ totp_used_step: step })
    .where('id', '=', staffId)
    .where(eb => eb.or([eb('totp_used_step', 'is', null), eb('totp_used_step', '<', step)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Gives an account its secret; false when it has one. */
export async function enrolTotp(
  db: Db,
  staffId: number,
  { secret, step }: { secret: string; step: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('staff')
    .set({ totp_secret: secret, totp_used_step: step })
    .where('id', '=', staffId)
    .where('totp_secret', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function hasStaff(db: Db): Promise<boolean> {
  return (await db.selectFrom('staff').select('id').limit(1).executeTakeFirst()) !== undefined
}

type NewStaff = Omit<StaffMember, 'id' | 'counterIds'> & { passwordHash: string | null; now: Instant }

/** Makes an account whose login nobody else can have. */
export async function insertStaff(db: Db, staff: NewStaff): Promise<number> {
  const id = await insertStaffUnlessTaken(db, staff)
  if (id === null) throw new Error('two accounts with one login')
  return id
}

/** Makes an account; null when somebody else has its login. */
export async function insertStaffUnlessTaken(db: Db, staff: NewStaff): Promise<number | null> {
  const row = await db
    .insertInto('staff')
    .values({
      office_id: staff.officeId,
      login: staff.login,
      name: staff.name,
      role: staff.role,
      pseudonym: staff.pseudonym,
      password_hash: staff.passwordHash ?? '',
      totp_secret: null,
      totp_used_step: null,
      is_disabled: 0,
      created_at: staff.now,
      signed_in_at: null,
    })
    .onConflict(conflict => conflict.column('login').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Limits a staff member to these counters; none means all. */
export async function giveCounters(
  db: Db,
  staff: { id: number; officeId: number },
  counterIds: readonly number[],
): Promise<void> {
  await db.deleteFrom('staff_counters').where('staff_id', '=', staff.id).execute()
  for (const counter_id of counterIds)
    await db
      .insertInto('staff_counters')
      .values({ staff_id: staff.id, counter_id, office_id: staff.officeId })
      .execute()
}

/** Makes this the only code that is good. */
export async function replaceSetupCode(
  db: Db,
  code: { codeHash: string; now: Instant; expiresAt: Instant },
): Promise<void> {
  await db.deleteFrom('setup_codes').execute()
  await db
    .insertInto('setup_codes')
    .values({ code_hash: code.codeHash, created_at: code.now, expires_at: code.expiresAt })
    .execute()
}

export async function isSetupCode(db: Db, codeHash: string, now: Instant): Promise<boolean> {
  const row = await db
    .selectFrom('setup_codes')
    .select('code_hash')
    .where('code_hash', '=', codeHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row !== undefined
}

/** Uses up all codes; true when this one was among them and in time. Of two at once, one gets true. */
export async function useSetupCode(db: Db, codeHash: string, now: Instant): Promise<boolean> {
  const codes = await db.deleteFrom('setup_codes').returning(['code_hash', 'expires_at']).execute()
  return codes.some(code => code.code_hash === codeHash && code.expires_at > now)
}

export async function firstOfficeId(db: Db): Promise<number | null> {
  const row = await db.selectFrom('offices').select('id').orderBy('id').limit(1).executeTakeFirst()
  return row?.id ?? null
}

const yearMilliseconds = 365 * 86_400_000

/** Removes what is over: sessions, codes, and browsers not used for a year. */
export async function forgetEndedSessions(db: Db, now: Instant): Promise<void> {
  await db.deleteFrom('staff_sessions').where('expires_at', '<=', now).execute()
  await db.deleteFrom('setup_codes').where('expires_at', '<=', now).execute()
  await db.deleteFrom('welcome_codes').where('expires_at', '<=', now).execute()
  await db
    .deleteFrom('staff_browsers')
    .where('created_at', '<=', now - yearMilliseconds)
    .execute()
}
