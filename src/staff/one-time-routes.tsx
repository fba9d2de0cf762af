import { Hono } from 'hono'
import { encodeQR } from 'qr'
import { StaffMessagePage } from '#views/staff/message-page.tsx'
import { OneTimePasswordPage } from '#views/staff/one-time-password-page.tsx'
import { TotpPage } from '#views/staff/totp-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import { readCookie } from '../http/cookies.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { plainStaffPageOf, renderPage, staffPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { keepSession, originOf, waitText } from '../http/staff-door.ts'
import { nextPath } from './next-path.ts'
import { enrol, useOneTimePassword } from './one-time-password.ts'
import { accountById } from './account-queries.ts'
import { isLocked } from './session.ts'
import { enrolmentUri, offeredSecret } from './totp.ts'

/** The second step of signing in, and setting it up. */
export function oneTimeRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/one-time-password', c => {
      const next = nextPath(readQuery(c).one('next'))
      return c.var.staffSession.step === 'totp' ? codePage(c, next, null) : c.redirect(next, 303)
    })
    .post('/one-time-password', async c => {
      const { staff, staffSession: session } = c.var
      const form = await readForm(c)
      const next = nextPath(form.one('next'))
      if (session.step !== 'totp') return c.redirect(next, 303)
      const { required, wrong_otp } = plainStaffPageOf(c, assets).t.staff.oneTimePassword
      const code = form.one('code')
      if (!code.trim()) return codePage(c, next, required, 422)

      const { browser } = originOf(deps, c)
      const how = { kind: 'browser', replaces: session.tokenHash, browser } as const
      const outcome = await useOneTimePassword(deps, staff, code, how)
      if (outcome.ok) {
        keepSession(deps, c, outcome)
        return c.redirect(next, 303)
      }
      if (outcome.reason === 'too_many_tries') return codePage(c, next, wait(c, outcome), 429)
      return outcome.reason === 'wrong_otp'
        ? codePage(c, next, wrong_otp, 422)
        : c.redirect(paths.staffSignIn(next), 303)
    })

    .get('/totp', async c => {
      const next = nextPath(readQuery(c).one('next'))
      return (await whyNotNow(c, next)) ?? totpPage(c, next, null)
    })
    .post('/totp', async c => {
      const { staff, staffSession: session } = c.var
      const form = await readForm(c)
      const next = nextPath(form.one('next'))
      const refused = await whyNotNow(c, next)
      if (refused) return refused
      const { t } = plainStaffPageOf(c, assets)
      const [code, password] = [form.one('code'), form.one('password')]
      if (!code.trim()) return totpPage(c, next, t.staff.oneTimePassword.required, 422)

      const outcome = await enrol(
        deps,
        staff,
        { ...session, token: tokenOf(c) },
        { code, password, origin: originOf(deps, c) },
      )
      if (outcome.ok) {
        keepSession(deps, c, outcome)
        return c.redirect(next, 303)
      }
      if (outcome.reason === 'too_many_tries') return totpPage(c, next, wait(c, outcome), 429)
      if (outcome.reason === 'wrong_otp') return totpPage(c, next, t.staff.oneTimePassword.wrong_otp, 422)
      if (outcome.reason === 'wrong_credentials') return totpPage(c, next, t.staff.lock.wrong, 422)
      return c.redirect(paths.staffSignIn(next), 303)
    })

  function wait(c: Ctx, { retrySeconds }: { retrySeconds: number }) {
    return waitText(c, plainStaffPageOf(c, assets).t, retrySeconds)
  }

  function tokenOf(c: Ctx): string {
    return readCookie(c, deps.settings, 'staff') ?? ''
  }

  function codePage(c: Ctx, next: string, refusal: string | null, status: 200 | 422 | 429 = 200) {
    return renderPage(
      c,
      <OneTimePasswordPage page={plainStaffPageOf(c, assets)} {...{ next, refusal }} />,
      status,
    )
  }

  /** Sets up nothing for a locked browser, where there is a secret already, or no key to seal one. */
  async function whyNotNow(c: Ctx, next: string): Promise<Response | null> {
    const { staff, staffSession: session } = c.var
    if (session.step === 'totp') return c.redirect(paths.staffOneTimePassword(next), 303)
    if (session.step === 'enrol') return keyless(c)
    if (isLocked(session, deps.clock.now())) return c.redirect(paths.staffLock(), 303)
    const account = await deps.store.read(db => accountById(db, staff.id))
    return account?.hasTotp ? messagePage(c, 'done') : keyless(c)
  }

  function keyless(c: Ctx) {
    return deps.secrets.canKeep ? null : messagePage(c, 'noKey', 409)
  }

  function messagePage(c: Ctx, what: 'done' | 'noKey', status: 200 | 409 = 200) {
    const { staff, staffSession } = c.var
    const page = staffPageOf(c, assets)
    const shown = staffSession.step === 'open' ? { staff } : {}
    return renderPage(c, <StaffMessagePage page={page} {...shown} {...page.t.staff.totp[what]} />, status)
  }

  function totpPage(c: Ctx, next: string, refusal: string | null, status: 200 | 422 | 429 = 200) {
    const { staff, staffSession } = c.var
    const page = staffPageOf(c, assets)
    const secret = offeredSecret(tokenOf(c))
    const issuer = page.office?.name.ja ?? 'Madoguchi'
    const uri = enrolmentUri(secret, { issuer, login: staff.login })
    const qr = encodeQR(uri, 'svg', { border: 4 })
    const shown = staffSession.step === 'open' ? staff : null
    return renderPage(c, <TotpPage staff={shown} {...{ page, next, secret, qr, refusal }} />, status)
  }
}
