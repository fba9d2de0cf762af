import { tokenHash } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import { checkPassword, type Origin, type PasswordRefusal } from './check-password.ts'
import { type Opened, openSession } from './open-session.ts'
import { deleteSession, setActiveAt } from './session-queries.ts'
import { recordDeed, sessionMark } from './record-deed.ts'
import { lockedByHand, type StaffSession } from './session.ts'
import type { StaffMember } from './staff-member.ts'

/** Locks a browser before its idle time is over. Nothing else changes: a window keeps its ticket. */
export async function lock({ store, clock }: Deps, staff: StaffMember, session: StaffSession): Promise<void> {
  await store.write(async db => {
    await setActiveAt(db, session.tokenHash, lockedByHand)
    await recordDeed(db, staff, { deed: 'locked', at: clock.now() })
  })
}

export type UnlockOutcome = (Opened & { ok: true }) | PasswordRefusal | { ok: false; reason: 'session_ended' }

/** Unlocks by the password, with a new session in place of the locked one. */
export async function unlock(
  deps: Deps,
  { staff, session, password }: { staff: StaffMember; session: StaffSession; password: string },
  origin: Origin,
): Promise<UnlockOutcome> {
  const checked = await checkPassword(deps, { login: staff.login, password }, origin)
  if (!checked.ok) return checked

  const now = deps.clock.now()
  return deps.store.write(async (db): Promise<UnlockOutcome> => {
    if (!(await deleteSession(db, session.tokenHash))) return { ok: false, reason: 'session_ended' }
    const opened = await openSession(db, staff, { kind: 'browser', step: 'open' }, now)
    const marks = { session: sessionMark(tokenHash(opened.token)), ended: sessionMark(session.tokenHash) }
    await recordDeed(db, staff, { deed: 'unlocked', at: now, details: marks })
    return { ok: true, ...opened }
  })
}
