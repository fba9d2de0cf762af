import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { type AccountRefusal, type Aim, doToAccount } from './account-deed.ts'
import { endSessions, forgetPassword, replaceWelcomeCode } from './queries.ts'
import { newWelcomeCode } from './welcome-code.ts'

export type CodeOutcome =
  | { ok: true; personId: number; code: string; expiresAt: Instant }
  | { ok: false; reason: AccountRefusal }
  | KeyReused

/**
 * Stops somebody's password at once and gives a code for choosing another, which is known only now. Refused
 * for one's own account and for one that is disabled.
 */
export async function newPasswordCode(
  deps: Deps,
  actor: StaffMember,
  aim: Aim,
  intent: Intent,
): Promise<CodeOutcome> {
  const { store, clock } = deps
  const { code, codeHash, expiresAt } = await newWelcomeCode(deps)
  const now = clock.now()
  return store.write(db =>
    once<CodeOutcome>(db, intent, now, async () => {
      const outcome = await doToAccount(
        db,
        actor,
        aim,
        {
          isDone: () => false,
          refuse: ({ id, state }) =>
            id === actor.id ? 'own_account' : state === 'disabled' ? 'disabled' : null,
          endsPassword: () => true,
          async save(db, { id, officeId }) {
            await forgetPassword(db, id)
            await endSessions(db, id)
            await replaceWelcomeCode(db, { staffId: id, officeId, codeHash, now, expiresAt })
          },
          deed: 'password_code_made',
        },
        now,
      )
      return outcome.ok ? { ok: true, personId: outcome.person.id, code, expiresAt } : outcome
    }),
  )
}
