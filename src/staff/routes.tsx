import { Hono } from 'hono'
import { LockPage } from '#views/staff/lock-page.tsx'
import { SignInPage } from '#views/staff/sign-in-page.tsx'
import { tokenHash } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import { dropCookie, readCookie } from '../http/cookies.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { plainStaffPageOf, renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { lock, unlock } from './lock.ts'
import { nextPath } from './next-path.ts'
import { keepBrowser, keepSession, originOf, waitText } from '../http/staff-door.ts'
import { isLocked } from './session.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'

/** The door for staff: signing in and out, locking and unlocking. */
export function staffRoutes(deps: Deps, assets: Assets) {
  return (
    new Hono<Env>()
      .get('/sign-in', c => {
        const query = readQuery(c)
        const page = plainStaffPageOf(c, assets)
        const done = query.one('done')
        return renderPage(
          c,
          <SignInPage
            page={page}
            next={nextPath(query.one('next'))}
            login=""
            refusal={null}
            hasDirectory={deps.directory !== null}
            done={done === 'ended' || done === 'made' || done === 'chosen' ? page.t.staff.signIn[done] : null}
          />,
        )
      })
      .post('/sign-in', async c => {
        const form = await readForm(c)
        const next = nextPath(form.one('next'))
        const [login, password] = [form.one('login'), form.one('password')]
        if (!login.trim() || !password) return refuseSignIn(c, { next, login, reason: 'required' })

        const before = readCookie(c, deps.settings, 'staff')
        const origin = originOf(deps, c)
        const outcome = await signIn(
          deps,
          { login, password },
          { ...origin, replaces: before && tokenHash(before) },
        )
        if (!outcome.ok) return refuseSignIn(c, { next, login, ...outcome })
        keepSession(deps, c, outcome)
        keepBrowser(deps, c, outcome.browser)
        return c.redirect(next, 303)
      })
      .post('/sign-out', async c => {
        await signOut(deps, c.var.staff, c.var.staffSession)
        dropCookie(c, deps.settings, 'staff')
        return c.redirect(`${paths.staffSignIn()}?done=ended`, 303)
      })

      .get('/lock', c => {
        const next = nextPath(readQuery(c).one('next'))
        const { staffSession } = c.var
        const isShut = staffSession.step === 'open' && isLocked(staffSession, deps.clock.now())
        return isShut ? lockPage(c, next, null, 200) : c.redirect(next, 303)
      })
      // Somebody is typing: what has let them pass has put off the lock.
      .post('/activity', c => c.body(null, 204))
      .post('/lock/now', async c => {
        await lock(deps, c.var.staff, c.var.staffSession)
        return c.redirect(paths.staffLock(), 303)
      })
      .post('/lock', async c => {
        const { staff, staffSession: session } = c.var
        const form = await readForm(c)
        const next = nextPath(form.one('next'))
        // Whose password is still to be completed is not locked: unlocking must not complete it.
        if (session.step !== 'open') return c.redirect(next, 303)
        const text = plainStaffPageOf(c, assets).t.staff.lock
        const password = form.one('password')
        if (!password) return lockPage(c, next, text.required, 422)

        const outcome = await unlock(deps, { staff, session, password }, originOf(deps, c))
        if (outcome.ok) {
          keepSession(deps, c, outcome)
          return c.redirect(next, 303)
        }
        if (outcome.reason === 'session_ended') return c.redirect(paths.staffSignIn(next), 303)
        return outcome.reason === 'too_many_tries'
          ? lockPage(c, next, waitText(c, plainStaffPageOf(c, assets).t, outcome.retrySeconds), 429)
          : lockPage(c, next, text.wrong, 422)
      })
  )

  function refuseSignIn(
    c: Ctx,
    refused: {
      next: string
      login: string
      reason: 'required' | 'wrong_credentials' | 'too_many_tries'
      retrySeconds?: number
    },
  ) {
    const page = plainStaffPageOf(c, assets)
    const { next, login, reason, retrySeconds = 0 } = refused
    const isWait = reason === 'too_many_tries'
    const refusal = isWait ? waitText(c, page.t, retrySeconds) : page.t.staff.signIn[reason]
    return renderPage(
      c,
      <SignInPage {...{ page, next, login, refusal }} hasDirectory={deps.directory !== null} />,
      isWait ? 429 : 422,
    )
  }

  function lockPage(c: Ctx, next: string, refusal: string | null, status: 200 | 422 | 429) {
    const { name, login } = c.var.staff
    return renderPage(
      c,
      <LockPage
        page={plainStaffPageOf(c, assets)}
        {...{ name, login, next, refusal }}
        hasDirectory={deps.directory !== null}
      />,
      status,
    )
  }
}
