import { tokenHash } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import { checkPassword, type PasswordRefusal } from './check-password.ts'
import { useOneTimePassword } from './one-time-password.ts'
import { isTotpRequired, letIn, type Opened } from './open-session.ts'
import { isStillPassword } from './account-queries.ts'
import { findSession } from './session-queries.ts'
import type { StaffMember } from './staff-member.ts'

export type ProgramRefusal =
  PasswordRefusal | { ok: false; reason: 'otp_required' | 'totp_enrolment_required' | 'wrong_otp' }

/** Signs a program in, in one step: enrolling for one-time passwords is for people, on a page. */
export async function signInProgram(
  deps: Deps,
  typed: { login: string; password: string; otp?: string | undefined },
  caller: string,
): Promise<(Opened & { ok: true; staff: StaffMember }) | ProgramRefusal> {
  const checked = await checkPassword(deps, typed, { caller, browser: null })
  if (!checked.ok) return checked
  const { account } = checked

  if (!account.hasTotp && (await isTotpRequired(deps, account)))
    return { ok: false, reason: 'totp_enrolment_required' }
  if (account.hasTotp && !typed.otp) return { ok: false, reason: 'otp_required' }

  const how = { kind: 'api', browser: null } as const
  const now = deps.clock.now()
  const opened = account.hasTotp
    ? await useOneTimePassword(deps, account, typed.otp ?? '', { ...how, account })
    : await deps.store.write(async db =>
        (await isStillPassword(db, account))
          ? { ok: true as const, ...(await letIn(db, account, how, now)) }
          : ({ ok: false, reason: 'wrong_credentials' } as const),
      )
  if (!opened.ok)
    return opened.reason === 'too_many_tries' || opened.reason === 'wrong_credentials'
      ? opened
      : { ok: false, reason: 'wrong_otp' }

  const found = await deps.store.read(db => findSession(db, tokenHash(opened.token), now))
  return found ? { ...opened, staff: found.staff } : { ok: false, reason: 'wrong_credentials' }
}
