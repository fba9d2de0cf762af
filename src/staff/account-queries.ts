import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Role, StaffMember } from './staff-member.ts'

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
