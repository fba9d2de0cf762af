import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { recordDeed } from '../staff/record-deed.ts'
import { type Role, roles, type StaffMember } from '../staff/staff-member.ts'
import type { Person } from './person.ts'
import { isStillAdministrator, setTotpRoles } from './queries.ts'

/** Those who will have to set one-time passwords up when they next sign in, once these roles must use them. */
export function peopleToEnrol(
  people: readonly Person[],
  totpRoles: readonly Role[],
  before: readonly string[],
): Person[] {
  return people.filter(
    ({ role, hasTotp, state }) =>
      totpRoles.includes(role) && !before.includes(role) && !hasTotp && state !== 'disabled',
  )
}

/** Whether somebody would have to set up what nothing could be kept of. */
export function isKeyMissing(
  { canKeep }: Pick<Secrets, 'canKeep'>,
  totpRoles: readonly Role[],
  before: readonly string[],
): boolean {
  return !canKeep && totpRoles.some(role => !before.includes(role))
}

type TotpRolesOutcome = { ok: true } | { ok: false; reason: 'stale' | 'not_administrator' | 'no_key' }

/**
 * Says which roles of an office must sign in with a one-time password as well, from their next sign-in on.
 * Refused when the office's rules have changed since they were looked at, and where nobody could set them up for want of
 * a key.
 */
export async function changeTotpRoles(
  { store, clock, offices, secrets }: Deps,
  actor: StaffMember,
  office: Office,
  { totpRoles, revision }: { totpRoles: readonly Role[]; revision: number | null },
): Promise<TotpRolesOutcome> {
  const ordered = roles.filter(role => totpRoles.includes(role))
  const outcome = await store.write(async (db): Promise<TotpRolesOutcome> => {
    if (!(await isStillAdministrator(db, actor))) return { ok: false, reason: 'not_administrator' }
    const { day } = await offices.current(db, office.id)
    // Pressed twice, or what another administrator has just chosen as well.
    if (day.totpRoles.join() === ordered.join()) return { ok: true }

    if (isKeyMissing(secrets, ordered, day.totpRoles)) return { ok: false, reason: 'no_key' }
    const isSaved = await setTotpRoles(db, { id: office.id, revision: revision ?? 0 }, ordered)
    if (!isSaved) return { ok: false, reason: 'stale' }
    const details = { from: day.totpRoles, to: ordered }
    await recordDeed(
      db,
      { id: actor.id, officeId: office.id },
      { deed: 'totp_roles_changed', at: clock.now(), details },
    )
    return { ok: true }
  })
  // Looked at once, so that the copies kept in memory are made anew.
  await store.read(db => offices.current(db, office.id))
  return outcome
}
