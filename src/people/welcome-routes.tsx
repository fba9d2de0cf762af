import { Hono } from 'hono'
import { WelcomePage } from '#views/people/welcome-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { plainStaffPageOf, renderPage } from '../http/render.tsx'
import { waitText } from '../http/staff-door.ts'
import { paths } from '../paths.ts'
import { choosePassword } from './choose-password.ts'

/** Where somebody chooses the password of an account that was made for them. */
export function welcomeRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/', c => {
      const page = plainStaffPageOf(c, assets)
      return renderPage(
        c,
        <WelcomePage {...{ page }} typed={{ login: '', code: '' }} errors={[]} wait={null} />,
      )
    })
    .post('/', async c => {
      const form = await readForm(c)
      const typed = { login: form.one('login'), code: form.one('code') }
      const outcome = await choosePassword(deps, { ...typed, password: form.one('password') }, c.var.caller)
      if (outcome.ok) return c.redirect(`${paths.staffSignIn()}?done=chosen`, 303)

      const page = plainStaffPageOf(c, assets)
      return outcome.reason === 'too_many_tries'
        ? renderPage(
            c,
            <WelcomePage {...{ page, typed }} errors={[]} wait={waitText(c, page.t, outcome.retrySeconds)} />,
            429,
          )
        : renderPage(c, <WelcomePage {...{ page, typed }} errors={outcome.errors} wait={null} />, 422)
    })
}
