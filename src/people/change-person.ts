import type { Deps } from '../deps.ts'
import { giveCounters } from '../staff/account-queries.ts'
import type { Role, StaffMember } from '../staff/staff-member.ts'
import { type AccountOutcome, type Aim, doToAccount } from './account-deed.ts'
import type { Person } from './person.ts'
import { endSessions, setNameAndRole } from './queries.ts'

export type Profile = { name: string; role: Role; counterIds: readonly number[] }

/**
 * Changes somebody's name, role and counters. A new role ends what they have open, so that they sign in by
 * its rules. Refused for one's own role, so that the last administrator stays one, and for that of whoever looks
 * after all offices.
 */
export function changePerson(
  { store, clock }: Deps,
  actor: StaffMember,
  aim: Aim,
  profile: Profile,
): Promise<AccountOutcome> {
  return store.write(db =>
    doToAccount(
      db,
      actor,
      aim,
      {
        isDone: person => changedFields(person, profile).length === 0,
        refuse(person) {
          if (person.role === profile.role) return null
          if (person.id === actor.id) return 'own_account'
          // Whoever looks after all offices belongs to none in which to be anything else.
          return person.officeId === null ? 'all_offices' : null
        },
        endsPassword: person => person.role !== profile.role,
        async save(db, person) {
          const { id, officeId } = person
          await setNameAndRole(db, id, profile)
          if (officeId !== null) await giveCounters(db, { id, officeId }, profile.counterIds)
          if (person.role !== profile.role) await endSessions(db, id)
        },
        deed: 'person_changed',
        details: person => ({
          fields: changedFields(person, profile),
          ...(person.role !== profile.role && { role: { from: person.role, to: profile.role } }),
        }),
      },
      clock.now(),
    ),
  )
}

/** What of an account is to become different. */
function changedFields(person: Person, profile: Profile): Array<keyof Profile> {
  const isSame = new Set(person.counterIds).symmetricDifference(new Set(profile.counterIds)).size === 0
  return [
    ...(person.name === profile.name ? [] : (['name'] as const)),
    ...(person.role === profile.role ? [] : (['role'] as const)),
    ...(isSame ? [] : (['counterIds'] as const)),
  ]
}
