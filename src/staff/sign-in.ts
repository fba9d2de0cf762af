import { newToken } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import { checkPassword, type Origin, type PasswordRefusal } from './check-password.ts'
import { isTotpRequired, letIn, type Opened, openSession } from './open-session.ts'
import { isStillPassword } from './account-queries.ts'
import type { StaffSession } from './session.ts'

export type SignInOutcome =
  (Opened & { ok: true; step: StaffSession['step']; browser: string }) | PasswordRefusal

/**
 * Signs a browser in by login and password. Where a one-time password or its enrolment is still missing,
 * the session is good for nothing else. `replaces` is the session the browser had, which ends: nobody can be
 * made to go on with one that somebody else knows.
 */
export async function signIn(
  deps: Deps,
  typed: { login: string; password: string },
  { replaces, ...origin }: Origin & { replaces: string | null },
): Promise<SignInOutcome> {
  const checked = await checkPassword(deps, typed, origin)
  if (!checked.ok) return checked

  const { account } = checked
  const step = account.hasTotp ? 'totp' : (await isTotpRequired(deps, account)) ? 'enrol' : 'open'
  const browser = origin.browser ?? newToken()
  const now = deps.clock.now()
  const ends = replaces ? { replaces } : {}
  return deps.store.write(async (db): Promise<SignInOutcome> => {
    if (!(await isStillPassword(db, account))) return { ok: false, reason: 'wrong_credentials' }
    const opened =
      step === 'open'
        ? await letIn(db, account, { kind: 'browser', browser, ...ends }, now)
        : await openSession(db, account, { kind: 'browser', step, ...ends }, now)
    return { ok: true, step, browser, ...opened }
  })
}
