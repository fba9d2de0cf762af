import { Hono } from 'hono'
import { AccountPage } from '#views/people/account-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { originOf, waitText } from '../http/staff-door.ts'
import { paths } from '../paths.ts'
import { changePassword, type PasswordError, signOutOthers } from './own-account.ts'
import { findPerson, sessionsOf } from './queries.ts'

/** One's own account: who one is here, the password, and where one is signed in. */
export function accountRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/', c => {
      const done = readQuery(c).one('done')
      return accountPage(c, { done: done === 'password' || done === 'sessions' ? done : null })
    })
    .post('/password', async c => {
      const form = await readForm(c)
      const { staff, staffSession: session } = c.var
      const typed = { old: form.one('old'), new: form.one('new') }
      const outcome = await changePassword(deps, { staff, session }, typed, originOf(deps, c))
      if (outcome.ok) return c.redirect(`${paths.account()}?done=password`, 303)
      return outcome.reason === 'too_many_tries'
        ? accountPage(c, { wait: waitText(c, staffPageOf(c, assets).t, outcome.retrySeconds) })
        : accountPage(c, { errors: outcome.errors })
    })
    .post('/sessions/end', async c => {
      await readForm(c)
      const { staff, staffSession: session } = c.var
      await signOutOthers(deps, { staff, session })
      return c.redirect(`${paths.account()}?done=sessions`, 303)
    })

  async function accountPage(
    c: Ctx,
    {
      errors = [],
      wait = null,
      done = null,
    }: { errors?: readonly PasswordError[]; wait?: string | null; done?: 'password' | 'sessions' | null },
  ) {
    const { staff, staffSession } = c.var
    const now = deps.clock.now()
    const { person, sessions } = await deps.store.read(async db => ({
      person: await findPerson(db, staff.id, now),
      sessions: await sessionsOf(db, staff.id, now),
    }))
    return renderPage(
      c,
      <AccountPage
        {...{ page: staffPageOf(c, assets), staff, sessions, errors, wait, done }}
        hasTotp={person?.hasTotp ?? false}
        hasPassword={person?.hasPassword ?? true}
        ownSession={staffSession.tokenHash}
      />,
      wait ? 429 : errors.length > 0 ? 422 : 200,
    )
  }
}
