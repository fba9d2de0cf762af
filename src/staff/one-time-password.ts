import type { Deps } from '../deps.ts'
import { browserHash, checkPassword, type Origin, type PasswordRefusal } from './check-password.ts'
import { letIn, type Opened, openSession } from './open-session.ts'
import { type Account, isStillPassword } from './account-queries.ts'
import { isBrowserKnown } from './browser-queries.ts'
import { deleteSession } from './session-queries.ts'
import { enrolTotp, keptTotp, useTotpStep } from './totp-queries.ts'
import { recordDeed } from './record-deed.ts'
import type { StaffSession } from './session.ts'
import type { StaffMember } from './staff-member.ts'
import { offeredSecret, stepOf } from './totp.ts'
import { openedTotp, totpToKeep } from './totp-secret.ts'

type Person = Pick<StaffMember, 'id' | 'officeId'>

type OneTimeRefusal =
  | { ok: false; reason: 'wrong_otp' | 'session_ended' | 'already_enrolled' | 'no_key' }
  | { ok: false; reason: 'too_many_tries'; retrySeconds: number }

export type OneTimeOutcome = (Opened & { ok: true }) | OneTimeRefusal

/**
 * Signs somebody in whose password was right, by a one-time password. Each is good once, and after five
 * wrong ones there is a wait.
 */
export async function useOneTimePassword(
  deps: Deps,
  staff: Person,
  code: string,
  how: {
    kind: StaffSession['kind']
    browser: string | null
    /** The session that the password has opened, or the account whose password was shown just now. */
    replaces?: string
    account?: Account
  },
): Promise<OneTimeOutcome> {
  const attempt = await tryCode(deps, staff, how.browser)
  if (!attempt.ok) return attempt

  const now = deps.clock.now()
  const outcome = await deps.store.write(async (db): Promise<OneTimeOutcome> => {
    const kept = await keptTotp(db, staff.id)
    const secret = kept && openedTotp(deps.secrets, kept)
    const step = secret ? stepOf(secret, code, now) : null
    if (step === null || !(await useTotpStep(db, staff.id, step))) return { ok: false, reason: 'wrong_otp' }
    if (how.replaces && !(await deleteSession(db, how.replaces)))
      return { ok: false, reason: 'session_ended' }
    if (how.account && !(await isStillPassword(db, how.account)))
      return { ok: false, reason: 'session_ended' }
    return { ok: true, ...(await letIn(db, staff, { kind: how.kind, browser: how.browser }, now)) }
  })
  return settle(deps, staff, attempt, outcome)
}

/**
 * Gives an account the secret that its session was offered, once a code made from it is right, and a new
 * session. Somebody who is already signed in shows the password again. Refused where there is no key to seal the secret.
 */
export async function enrol(
  deps: Deps,
  staff: StaffMember,
  session: StaffSession & { token: string },
  { code, password, origin }: { code: string; password: string; origin: Origin },
): Promise<OneTimeOutcome | PasswordRefusal> {
  if (!deps.secrets.canKeep) return { ok: false, reason: 'no_key' }
  if (session.step === 'open') {
    const checked = await checkPassword(deps, { login: staff.login, password }, origin)
    if (!checked.ok) return checked
  }
  const attempt = await tryCode(deps, staff, origin.browser)
  if (!attempt.ok) return attempt

  const now = deps.clock.now()
  const secret = offeredSecret(session.token)
  const outcome = await deps.store.write(async (db): Promise<OneTimeOutcome> => {
    const step = stepOf(secret, code, now)
    if (step === null) return { ok: false, reason: 'wrong_otp' }
    const kept = totpToKeep(deps.secrets, staff.id, secret)
    if (!(await enrolTotp(db, staff.id, { secret: kept, step })))
      return { ok: false, reason: 'already_enrolled' }
    if (!(await deleteSession(db, session.tokenHash))) return { ok: false, reason: 'session_ended' }
    await recordDeed(db, staff, { deed: 'totp_enrolled', at: now })
    const opened =
      session.step === 'open'
        ? await openSession(db, staff, { kind: 'browser', step: 'open' }, now)
        : await letIn(db, staff, { kind: 'browser', browser: origin.browser }, now)
    return { ok: true, ...opened }
  })
  return settle(deps, staff, attempt, outcome)
}

async function tryCode({ store, limits }: Deps, staff: Person, browser: string | null) {
  const hash = browserHash(browser, staff.id)
  const isKnown = hash !== null && (await store.read(db => isBrowserKnown(db, hash)))
  return limits.tryOneTimePassword(isKnown ? hash : `staff ${staff.id}`)
}

async function settle(
  { store, clock }: Deps,
  staff: Person,
  attempt: { succeeded: () => Promise<void> },
  outcome: OneTimeOutcome,
): Promise<OneTimeOutcome> {
  if (outcome.ok) await attempt.succeeded()
  else if (outcome.reason === 'wrong_otp')
    await store.write(db =>
      recordDeed(db, staff, {
        deed: 'sign_in_failed',
        at: clock.now(),
        details: { at: 'one_time_password' },
      }),
    )
  return outcome
}
