import type { Deps } from '../deps.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { type AccountOutcome, type Aim, doToAccount } from './account-deed.ts'
import { endSessions, forgetTotp } from './queries.ts'

/**
 * Takes the one-time passwords away from somebody who has lost the device, and whoever has it now is signed
 * out. Where the role needs them, the person sets them up anew when signing in. Refused for one's own account.
 */
export function removeTotp({ store, clock }: Deps, actor: StaffMember, aim: Aim): Promise<AccountOutcome> {
  return store.write(db =>
    doToAccount(
      db,
      actor,
      aim,
      {
        isDone: ({ hasTotp }) => !hasTotp,
        refuse: ({ id }) => (id === actor.id ? 'own_account' : null),
        async save(db, { id }) {
          await forgetTotp(db, id)
          await endSessions(db, id)
        },
        deed: 'totp_removed',
      },
      clock.now(),
    ),
  )
}
