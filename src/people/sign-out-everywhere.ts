import type { Deps } from '../deps.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { type AccountOutcome, type Aim, doToAccount } from './account-deed.ts'
import { endSessions } from './queries.ts'

/** Ends all that somebody has open. Refused for one's own account, which has a page for that. */
export function signOutEverywhere(
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
        isDone: ({ sessionsOpen }) => sessionsOpen === 0,
        refuse: ({ id }) => (id === actor.id ? 'own_account' : null),
        async save(db, { id }) {
          await endSessions(db, id)
        },
        deed: 'person_signed_out',
        details: ({ sessionsOpen }) => ({ sessions: sessionsOpen }),
      },
      clock.now(),
    ),
  )
}
