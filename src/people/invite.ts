import { newPseudonym } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import { type Intent, once } from '../intents/once.ts'
import { giveCounters, insertStaffUnlessTaken } from '../staff/account-queries.ts'
import { recordDeed } from '../staff/record-deed.ts'
import type { Role, StaffMember } from '../staff/staff-member.ts'
import type { CodeOutcome } from './new-password-code.ts'
import { isInReach } from './person.ts'
import { isStillAdministrator, replaceWelcomeCode } from './queries.ts'
import { newWelcomeCode } from './welcome-code.ts'

export type Invitation = {
  /** Null: an administrator of all offices, whom only another one invites. */
  officeId: number | null
  login: string
  name: string
  role: Role
  counterIds: readonly number[]
}

export type InviteOutcome = CodeOutcome | { ok: false; reason: 'login_taken' }

/**
 * Makes an account without a password and a code by which its owner chooses one; the code is known only now.
 * Refused when the login belongs to somebody, of whichever office.
 */
export async function invite(
  deps: Deps,
  actor: StaffMember,
  { officeId, login, name, role, counterIds }: Invitation,
  intent: Intent,
): Promise<InviteOutcome> {
  const { code, codeHash, expiresAt } = await newWelcomeCode(deps)
  const now = deps.clock.now()
  return deps.store.write(db =>
    once<InviteOutcome>(db, intent, now, async () => {
      const isStill = await isStillAdministrator(db, actor)
      if (!isStill || !isInReach(actor, { officeId })) return { ok: false, reason: 'not_administrator' }

      const account = { officeId, login, name, role, pseudonym: newPseudonym(), passwordHash: null, now }
      const staffId = await insertStaffUnlessTaken(db, account)
      if (staffId === null) return { ok: false, reason: 'login_taken' }
      if (officeId !== null) await giveCounters(db, { id: staffId, officeId }, counterIds)
      await replaceWelcomeCode(db, { staffId, officeId, codeHash, now, expiresAt })
      const details = { staffId, role, counters: counterIds.length }
      await recordDeed(db, { id: actor.id, officeId }, { deed: 'person_invited', at: now, details })
      return { ok: true, personId: staffId, code, expiresAt }
    }),
  )
}
