import { parseSetupCode } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import { namesOf } from '../offices/office.ts'
import { type PasswordFault, passwordFault } from '../staff/new-password.ts'
import { recordDeed } from '../staff/record-deed.ts'
import { loginOf } from '../staff/staff-member.ts'
import { endSessions, setPassword, useWelcomeCode, welcomeOf } from './queries.ts'

export type WelcomeField = 'login' | 'code' | 'password'
export type WelcomeTyped = Record<WelcomeField, string>
type WelcomeFault = 'required' | 'wrong_code' | PasswordFault
export type WelcomeError = { field: WelcomeField; reason: WelcomeFault }

export type ChooseOutcome =
  | { ok: true }
  | { ok: false; reason: 'invalid'; errors: WelcomeError[] }
  | { ok: false; reason: 'too_many_tries'; retrySeconds: number }

/**
 * Gives an account the password that its owner has chosen, by login and code. The code is good once; while
 * the password breaks a rule it stays good. An unknown login and a wrong code are refused alike and after the
 * same work, and tries count as those of signing in.
 */
export async function choosePassword(
  deps: Deps,
  typed: WelcomeTyped,
  caller: string,
): Promise<ChooseOutcome> {
  const { store, passwords, limits, clock } = deps
  const missing = (['login', 'code', 'password'] as const).filter(field => !typed[field].trim())
  if (missing.length > 0) return invalid(...missing.map(field => ({ field, reason: 'required' as const })))

  const login = loginOf(typed.login).slice(0, 100)
  const attempt = await limits.tryPassword({ login, caller, browser: null })
  if (!attempt.ok) return attempt
  const now = clock.now()
  const welcome = await store.read(db => welcomeOf(db, login, now))
  const isRight = await passwords.isRight(parseSetupCode(typed.code) ?? '', welcome?.codeHash ?? null)
  if (!welcome || !isRight) {
    const failed = { deed: 'sign_in_failed', at: now, details: { at: 'welcome' } } as const
    await store.write(db => recordDeed(db, welcome, failed))
    return wrongCode
  }

  await attempt.succeeded()
  const fault = passwordFault(typed.password, { login, officeNames: namesOf(await deps.offices.list()) })
  if (fault) return invalid({ field: 'password', reason: fault })
  const passwordHash = await passwords.hash(typed.password)
  return store.write(async (db): Promise<ChooseOutcome> => {
    if (!(await useWelcomeCode(db, welcome.id, welcome.codeHash))) return wrongCode
    await setPassword(db, welcome.id, passwordHash)
    await endSessions(db, welcome.id)
    await recordDeed(db, welcome, { deed: 'password_chosen', at: now })
    return { ok: true }
  })
}

function invalid(...errors: WelcomeError[]): ChooseOutcome {
  return { ok: false, reason: 'invalid', errors }
}

const wrongCode = invalid({ field: 'code', reason: 'wrong_code' })
