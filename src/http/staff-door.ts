import type { Texts } from '#views/text/index.ts'
import { isTokenShaped } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import { readCookie, writeCookie } from './cookies.ts'
import type { Ctx } from './env.ts'
import type { Origin } from '../staff/check-password.ts'
import { sessionMilliseconds } from '../staff/session.ts'

const yearSeconds = 365 * 24 * 3600

/** Where a form comes from. */
export function originOf({ settings }: Deps, c: Ctx): Origin {
  const browser = readCookie(c, settings, 'browser')
  return { caller: c.var.caller, browser: browser !== null && isTokenShaped(browser) ? browser : null }
}

export function keepSession({ settings }: Deps, c: Ctx, { token }: { token: string }): void {
  writeCookie(c, settings, 'staff', token, sessionMilliseconds / 1000)
}

export function keepBrowser({ settings }: Deps, c: Ctx, browser: string): void {
  writeCookie(c, settings, 'browser', browser, yearSeconds)
}

/** Says how long to wait, to programs as well. */
export function waitText(c: Ctx, t: Texts, retrySeconds: number): string {
  c.header('Retry-After', String(retrySeconds))
  return t.staff.signIn.too_many_tries(Math.ceil(retrySeconds / 60))
}
