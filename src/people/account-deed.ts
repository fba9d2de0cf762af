import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import { recordDeed, type StaffDeed } from '../staff/record-deed.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { isInReach, type Person } from './person.ts'
import { findPerson, isLastWithPassword, isStillAdministrator, raiseVersion } from './queries.ts'

/** Whose account, as of which version the page has shown it. */
export type Aim = { personId: number; version: number | null }

export type AccountRefusal =
  | 'not_found'
  | 'not_administrator'
  | 'stale'
  | 'own_account'
  | 'all_offices'
  | 'disabled'
  /** Nobody would be left to open the office on a day without the directory. */
  | 'last_password'
  | 'not_linked'

export type AccountOutcome = { ok: true; person: Person } | { ok: false; reason: AccountRefusal }

/** What is done to an account. */
export type AccountDeed = {
  /** Then a second press of the button changes nothing. */
  isDone: (person: Person) => boolean
  refuse: (person: Person) => AccountRefusal | null
  /** Whether somebody may no longer be an administrator who signs in by a password. */
  endsPassword?: (person: Person) => boolean
  save: (db: Db, person: Person) => Promise<void>
  /** As the audit names it. */
  deed: StaffDeed
  details?: (person: Person) => Record<string, unknown>
}

/**
 * Does something to an account in this transaction. Refused to whoever is no administrator any more, for an
 * account of another office, and when the account has changed since it was shown.
 */
export async function doToAccount(
  db: Db,
  actor: StaffMember,
  { personId, version }: Aim,
  { isDone, refuse, endsPassword, save, deed, details }: AccountDeed,
  now: Instant,
): Promise<AccountOutcome> {
  const isStill = await isStillAdministrator(db, actor)
  const person = await findPerson(db, personId, now)
  if (!person || !isInReach(actor, person)) return { ok: false, reason: 'not_found' }
  if (!isStill) return { ok: false, reason: 'not_administrator' }
  if (isDone(person)) return { ok: true, person }
  if (person.version !== version) return { ok: false, reason: 'stale' }
  const reason = refuse(person)
  if (reason) return { ok: false, reason }
  if (endsPassword?.(person) && (await isLastWithPassword(db, person)))
    return { ok: false, reason: 'last_password' }

  await save(db, person)
  await raiseVersion(db, person.id)
  await recordDeed(
    db,
    { id: actor.id, officeId: person.officeId },
    { deed, at: now, details: { staffId: person.id, ...details?.(person) } },
  )
  return { ok: true, person }
}
