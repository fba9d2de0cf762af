import { newPseudonym, newSetupCode, parseSetupCode, tokenHash } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import { namesOf } from '../offices/office.ts'
import { type PasswordFault, passwordFault } from './new-password.ts'
import { hasStaff, insertStaff } from './account-queries.ts'
import { isSetupCode, replaceSetupCode, useSetupCode } from './setup-code-queries.ts'
import { recordDeed } from './record-deed.ts'
import { isLogin, loginOf } from './staff-member.ts'

export const codeMinutes = 30

/** A code by which the first administrator can be made, in place of any before; null when there are staff. */
export async function newFirstCode({ store, clock }: Deps): Promise<string | null> {
  const code = newSetupCode()
  const now = clock.now()
  const expiresAt = now + codeMinutes * 60_000
  const made = await store.write(async db => {
    if (await hasStaff(db)) return false
    await replaceSetupCode(db, { codeHash: tokenHash(code), now, expiresAt })
    return true
  })
  return made ? code : null
}

export type FirstField = 'code' | 'login' | 'name' | 'password'

export type FirstTyped = Record<FirstField, string>

export type FirstFault = 'wrong_code' | 'required' | 'not_a_login' | 'too_long' | PasswordFault

export type FirstRefusal =
  | { ok: false; reason: 'invalid'; errors: Array<{ field: FirstField; reason: FirstFault }> }
  | { ok: false; reason: 'too_many_tries'; retrySeconds: number }

/**
 * Makes the administrator of all offices. The code is good once, for half an hour, and only while nobody
 * else can sign in.
 */
export async function makeFirstAdministrator(
  deps: Deps,
  typed: FirstTyped,
  caller: string,
): Promise<{ ok: true } | FirstRefusal> {
  const attempt = await deps.limits.trySetupCode(caller)
  if (!attempt.ok) return attempt

  const code = parseSetupCode(typed.code)
  const codeHash = code && tokenHash(code)
  const now = deps.clock.now()
  const isRight = codeHash !== null && (await deps.store.read(db => isSetupCode(db, codeHash, now)))
  if (!isRight) return wrongCode

  await attempt.succeeded()
  const errors = firstErrors(typed, namesOf(await deps.offices.list()))
  if (errors.length > 0) return { ok: false, reason: 'invalid', errors }

  const passwordHash = await deps.passwords.hash(typed.password)
  return deps.store.write(async (db): Promise<{ ok: true } | FirstRefusal> => {
    if (!(await useSetupCode(db, codeHash, now)) || (await hasStaff(db))) return wrongCode
    const pseudonym = newPseudonym()
    const [login, name] = [loginOf(typed.login), typed.name.trim()]
    const id = await insertStaff(db, {
      ...{ login, name, pseudonym, passwordHash, now },
      ...{ officeId: null, role: 'administrator' },
    })
    await recordDeed(db, { id, officeId: null }, { deed: 'first_administrator_made', at: now })
    return { ok: true }
  })
}

const wrongCode: FirstRefusal = {
  ok: false,
  reason: 'invalid',
  errors: [{ field: 'code', reason: 'wrong_code' }],
}

function firstErrors(typed: FirstTyped, officeNames: readonly string[]) {
  const login = loginOf(typed.login)
  const name = typed.name.trim()
  const errors: Array<{ field: FirstField; reason: FirstFault }> = []
  if (!isLogin(login)) errors.push({ field: 'login', reason: 'not_a_login' })
  if (!name) errors.push({ field: 'name', reason: 'required' })
  else if (Array.from(name).length > 100) errors.push({ field: 'name', reason: 'too_long' })
  const fault = passwordFault(typed.password, { login, officeNames })
  if (fault) errors.push({ field: 'password', reason: fault })
  return errors
}
