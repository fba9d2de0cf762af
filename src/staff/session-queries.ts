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
