import type { Deps } from '../deps.ts'
import { namesOf } from '../offices/office.ts'
import { checkPassword, type Origin } from '../staff/check-password.ts'
import { type PasswordFault, passwordFault } from '../staff/new-password.ts'
import { recordDeed } from '../staff/record-deed.ts'
import type { StaffSession } from '../staff/session.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { endSessions, replacePassword } from './queries.ts'

export type PasswordField = 'old' | 'new'
export type PasswordError = { field: PasswordField; reason: 'required' | 'wrong_password' | PasswordFault }

export type ChangePasswordOutcome =
  | { ok: true }
  | { ok: false; reason: 'invalid'; errors: PasswordError[] }
  | { ok: false; reason: 'too_many_tries'; retrySeconds: number }

type Own = { staff: StaffMember; session: StaffSession }

/** Changes one's own password, which the old one allows, and signs out everywhere else. */
export async function changePassword(
  deps: Deps,
  { staff, session }: Own,
  typed: Record<PasswordField, string>,
  origin: Origin,
): Promise<ChangePasswordOutcome> {
  const missing = (['old', 'new'] as const).filter(field => !typed[field])
  if (missing.length > 0) return invalid(...missing.map(field => ({ field, reason: 'required' as const })))

  const { login } = staff
  const checked = await checkPassword(deps, { login, password: typed.old }, origin)
  if (!checked.ok) return checked.reason === 'too_many_tries' ? checked : wrongPassword
  const fault = passwordFault(typed.new, { login, officeNames: namesOf(await deps.offices.list()) })
  if (fault) return invalid({ field: 'new', reason: fault })

  const passwordHash = await deps.passwords.hash(typed.new)
  const at = deps.clock.now()
  return deps.store.write(async (db): Promise<ChangePasswordOutcome> => {
    const before = checked.account.passwordHash
    if (!(await replacePassword(db, staff.id, { before, passwordHash }))) return wrongPassword
    const sessions = await endSessions(db, staff.id, session.tokenHash)
    await recordDeed(db, staff, { deed: 'password_changed', at, details: { sessions } })
    return { ok: true }
  })
}

/** Signs somebody out in every browser and program but the one in use. */
export async function signOutOthers({ store, clock }: Deps, { staff, session }: Own): Promise<void> {
  await store.write(async db => {
    const sessions = await endSessions(db, staff.id, session.tokenHash)
    if (sessions > 0)
      await recordDeed(db, staff, { deed: 'own_sessions_ended', at: clock.now(), details: { sessions } })
  })
}

function invalid(...errors: PasswordError[]): ChangePasswordOutcome {
  return { ok: false, reason: 'invalid', errors }
}

const wrongPassword = invalid({ field: 'old', reason: 'wrong_password' })
