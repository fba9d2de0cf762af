import type { Deps } from '../deps.ts'
import { type AccountOutcome, type Aim, doToAccount } from '../people/account-deed.ts'
import { deleteWelcomeCode, endSessions, forgetPassword } from '../people/queries.ts'
import type { StaffMember } from '../staff/staff-member.ts'

/**
 * Leaves an account the directory as its only door. Refused where it is not linked yet, and for the last
 * administrator with a password, who is needed on the day when the directory is away.
 */
export function switchPasswordOff(
  { store, clock }: Deps,
  actor: StaffMember,
  aim: Aim,
): Promise<AccountOutcome> {
  return store.write(db =>
    doToAccount(
      db,
      actor,
      aim,
      {
        isDone: ({ hasPassword }) => !hasPassword,
        refuse: ({ isLinked }) => (isLinked ? null : 'not_linked'),
        endsPassword: () => true,
        async save(db, { id }) {
          await forgetPassword(db, id)
          await deleteWelcomeCode(db, id)
          if (id !== actor.id) await endSessions(db, id)
        },
        deed: 'password_switched_off',
      },
      clock.now(),
    ),
  )
}
