import { isTokenShaped, tokenHash } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import { type Account, accountByLogin } from './account-queries.ts'
import { isBrowserKnown } from './browser-queries.ts'
import { recordDeed } from './record-deed.ts'
import { loginOf } from './staff-member.ts'

/** Where somebody signs in from: an address, and the mark of a browser that may have signed in before. */
export type Origin = { caller: string; browser: string | null }

export type PasswordRefusal =
  { ok: false; reason: 'wrong_credentials' } | { ok: false; reason: 'too_many_tries'; retrySeconds: number }

/**
 * The account of a login and its password. An unknown login, a disabled account and a wrong password are
 * refused alike, and after the same work. Whoever tries too often has to wait; a browser that has signed in
 * to the account before is counted by itself, so that strangers cannot keep its owner out.
 */
export async function checkPassword(
  deps: Deps,
  { login, password }: { login: string; password: string },
  { caller, browser }: Origin,
): Promise<{ ok: true; account: Account } | PasswordRefusal> {
  const { store, passwords, limits, clock } = deps
  const name = loginOf(login).slice(0, 100)
  const { account, knownBrowser } = await store.read(async db => {
    const account = await accountByLogin(db, name)
    const hash = browserHash(browser, account?.id ?? 0)
    return { account, knownBrowser: hash && (await isBrowserKnown(db, hash)) ? hash : null }
  })

  const attempt = await limits.tryPassword({ login: name, caller, browser: knownBrowser })
  if (!attempt.ok) return attempt

  const isRight = await passwords.isRight(password, account?.passwordHash ?? null)
  if (!account || account.isDisabled || !isRight) {
    const failed = { deed: 'sign_in_failed', at: clock.now() } as const
    await store.write(db => recordDeed(db, account, failed))
    return { ok: false, reason: 'wrong_credentials' }
  }
  await attempt.succeeded()
  return { ok: true, account }
}

/** What stands in the database for this browser and account; null for a browser without a mark. */
export function browserHash(browser: string | null, staffId: number): string | null {
  return browser !== null && isTokenShaped(browser) ? tokenHash(`${browser} ${staffId}`) : null
}
