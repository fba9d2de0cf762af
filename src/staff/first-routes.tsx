import { Hono } from 'hono'
import { FirstPage } from '#views/staff/first-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { plainStaffPageOf, renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { waitText } from '../http/staff-door.ts'
import { makeFirstAdministrator } from './first-administrator.ts'
import { hasStaff } from './account-queries.ts'

const nothingTyped = { code: '', login: '', name: '' }

/** The page of the first administrator, which is there only while nobody can sign in. */
export function firstRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/first', async c =>
      (await deps.store.read(hasStaff))
        ? c.notFound()
        : renderPage(
            c,
            <FirstPage page={plainStaffPageOf(c, assets)} typed={nothingTyped} errors={[]} wait={null} />,
          ),
    )
    .post('/first', async c => {
      if (await deps.store.read(hasStaff)) return c.notFound()
      const form = await readForm(c)
      const { password, ...typed } = {
        code: form.one('code'),
        login: form.one('login'),
        name: form.one('name'),
        password: form.one('password'),
      }
      const outcome = await makeFirstAdministrator(deps, { ...typed, password }, c.var.caller)
      if (outcome.ok) return c.redirect(`${paths.staffSignIn()}?done=made`, 303)

      const page = plainStaffPageOf(c, assets)
      return outcome.reason === 'too_many_tries'
        ? renderPage(
            c,
            <FirstPage {...{ page, typed }} errors={[]} wait={waitText(c, page.t, outcome.retrySeconds)} />,
            429,
          )
        : renderPage(c, <FirstPage {...{ page, typed }} errors={outcome.errors} wait={null} />, 422)
    })
}
