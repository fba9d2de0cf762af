import type { Deps } from '../deps.ts'
import { type AccountOutcome, type Aim, doToAccount } from '../people/account-deed.ts'
import { endSessions } from '../people/queries.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { awaitedDays } from './directory.ts'
import { awaitName, forgetLink, isAwaitedByAnother } from './queries.ts'

export type LinkOutcome = AccountOutcome | { ok: false; reason: 'name_awaited' }

/**
 * Has an account wait for somebody of the directory: whoever first signs in there under this name, within 14
 * days, is linked to it. Refused for a name that another account waits for. A link that there was ends.
 */
export function linkAccount(
  { store, clock }: Deps,
  actor: StaffMember,
  aim: Aim,
  { issuer, name }: { issuer: string; name: string },
): Promise<LinkOutcome> {
  const now = clock.now()
  return store.write(async (db): Promise<LinkOutcome> => {
    const awaited = { issuer, name, now }
    if (await isAwaitedByAnother(db, awaited, aim.personId)) return { ok: false, reason: 'name_awaited' }
    return doToAccount(
      db,
      actor,
      aim,
      {
        isDone: person => person.awaitedName === name,
        refuse: ({ state }) => (state === 'disabled' ? 'disabled' : null),
        save: (db, { id, officeId }) =>
          awaitName(db, { ...awaited, staffId: id, officeId, expiresAt: now + awaitedDays * 86_400_000 }),
        deed: 'directory_name_entered',
      },
      now,
    )
  })
}

/**
 * Takes the link to the directory away, and ends what is open. Whoever has no password needs a code for choosing
 * one then; so it is refused for one's own account.
 */
export function unlinkAccount({ store, clock }: Deps, actor: StaffMember, aim: Aim): Promise<AccountOutcome> {
  return store.write(db =>
    doToAccount(
      db,
      actor,
      aim,
      {
        isDone: ({ isLinked, awaitedName }) => !isLinked && awaitedName === null,
        refuse: ({ id }) => (id === actor.id ? 'own_account' : null),
        async save(db, { id, isLinked }) {
          await forgetLink(db, id)
          if (isLinked) await endSessions(db, id)
        },
        deed: 'directory_unlinked',
      },
      clock.now(),
    ),
  )
}
