import type { Deps } from '../deps.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { type AccountOutcome, type Aim, doToAccount } from './account-deed.ts'
import { deleteWelcomeCode, endSessions, setDisabled } from './queries.ts'

/**
 * Shuts somebody out at once, wherever they are signed in; what they did stays written down under their
 * pseudonym. Refused for one's own account, so that the last administrator stays.
 */
export function disable({ store, clock }: Deps, actor: StaffMember, aim: Aim): Promise<AccountOutcome> {
  return store.write(db =>
    doToAccount(
      db,
      actor,
      aim,
      {
        isDone: ({ state }) => state === 'disabled',
        refuse: ({ id }) => (id === actor.id ? 'own_account' : null),
        endsPassword: () => true,
        async save(db, { id }) {
          await setDisabled(db, id, true)
          await endSessions(db, id)
          await deleteWelcomeCode(db, id)
        },
        deed: 'person_disabled',
      },
      clock.now(),
    ),
  )
}

/** Lets somebody sign in again, with the password they had. */
export function enable({ store, clock }: Deps, actor: StaffMember, aim: Aim): Promise<AccountOutcome> {
  return store.write(db =>
    doToAccount(
      db,
      actor,
      aim,
      {
        isDone: ({ state }) => state !== 'disabled',
        refuse: () => null,
        save: (db, { id }) => setDisabled(db, id, false),
        deed: 'person_enabled',
      },
      clock.now(),
    ),
  )
}
