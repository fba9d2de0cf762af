import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import { type Account, accountById } from '../staff/account-queries.ts'
import type { Identity } from './directory.ts'

type Known = Pick<Identity, 'issuer' | 'subject'>

/** The account that somebody of the directory opens; null when there is none. */
export async function accountOf(db: Db, { issuer, subject }: Known): Promise<Account | null> {
  const row = await db
    .selectFrom('directory_accounts')
    .select('staff_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row ? accountById(db, row.staff_id) : null
}

type Awaited = { issuer: string; name: string; now: Instant }

/** The account that waits for the first sign-in of this name; null when none does. */
export async function awaitingAccount(db: Db, { issuer, name, now }: Awaited): Promise<Account | null> {
  const row = await db
    .selectFrom('directory_accounts')
    .select('staff_id')
    .where('issuer', '=', issuer)
    .where('awaited_name', '=', name)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row ? accountById(db, row.staff_id) : null
}

/** Binds an account to whoever has come by the awaited name, which is forgotten; false when it waits no more. */
export async function bindSubject(
  db: Db,
  staffId: number,
  { issuer, subject, name, now }: Awaited & Known,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('directory_accounts')
    .set({ subject, awaited_name: null, expires_at: null, linked_at: now })
    .where('staff_id', '=', staffId)
    .where('issuer', '=', issuer)
    .where('awaited_name', '=', name)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/**
 * Whether an account is still linked to somebody, and until this transaction ends: a sign-in and taking the
 * link away wait for one another, so that no session outlives it.
 */
export async function isStillLinked(db: Db, staffId: number, { issuer, subject }: Known): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('directory_accounts')
    .set({ subject })
    .where('staff_id', '=', staffId)
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Whether an account is not disabled, and stays so until this transaction ends. */
export async function isStillEnabled(db: Db, staffId: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('staff')
    .set(eb => ({ is_disabled: eb.ref('is_disabled') }))
    .where('id', '=', staffId)
    .where('is_disabled', '=', 0)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Whether another account waits for this name. */
export async function isAwaitedByAnother(
  db: Db,
  { issuer, name, now }: Awaited,
  staffId: number,
): Promise<boolean> {
  const account = await awaitingAccount(db, { issuer, name, now })
  return account !== null && account.id !== staffId
}

type NewName = Awaited & { staffId: number; officeId: number | null; expiresAt: Instant }

/** Has an account wait for this name, and for no other; who it waited for too long gives way. */
export async function awaitName(db: Db, awaited: NewName): Promise<void> {
  await forgetLink(db, awaited.staffId)
  await forgetOverdueNames(db, awaited.now)
  await db
    .insertInto('directory_accounts')
    .values({
      staff_id: awaited.staffId,
      office_id: awaited.officeId,
      issuer: awaited.issuer,
      subject: null,
      awaited_name: awaited.name,
      created_at: awaited.now,
      expires_at: awaited.expiresAt,
      linked_at: null,
    })
    .execute()
}

export async function forgetLink(db: Db, staffId: number): Promise<void> {
  await db.deleteFrom('directory_accounts').where('staff_id', '=', staffId).execute()
}

/** Forgets names for which accounts have waited in vain. */
export async function forgetOverdueNames(db: Db, now: Instant): Promise<void> {
  await db.deleteFrom('directory_accounts').where('expires_at', '<=', now).execute()
}
