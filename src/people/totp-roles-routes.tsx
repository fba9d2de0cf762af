import { Hono } from 'hono'
import { TotpRolesPage } from '#views/people/totp-roles-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import type { Office } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { type Role, roles } from '../staff/staff-member.ts'
import { versionOf } from './form.ts'
import { peopleOffice } from './people-office.ts'
import { peopleOf } from './queries.ts'
import { changeTotpRoles, isKeyMissing, peopleToEnrol } from './totp-roles.ts'

/** Which roles must use one-time passwords: choosing them, and seeing whom that concerns before it is so. */
export function totpRolesRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/one-time-passwords', c => {
      const query = readQuery(c)
      return ofOffice(c, query, office => {
        const isChosen = query.one('step') === 'check'
        return rolesPage(c, office, { totpRoles: isChosen ? rolesOf(query) : null })
      })
    })
    .post('/one-time-passwords', async c => {
      const form = await readForm(c)
      return ofOffice(c, form, async office => {
        const totpRoles = rolesOf(form)
        const chosen = { totpRoles, revision: versionOf(form, 'revision') }
        const outcome = await changeTotpRoles(deps, c.var.staff, office, chosen)
        if (outcome.ok) return c.redirect(`${paths.people(office.slug)}&done=totp-roles`, 303)
        if (outcome.reason === 'not_administrator') return c.redirect(paths.people(), 303)
        return ofOffice(c, form, changed =>
          rolesPage(c, changed, { totpRoles, isStale: outcome.reason === 'stale' }, 409),
        )
      })
    })

  async function ofOffice(c: Ctx, form: Form, show: (office: Office) => Promise<Response>) {
    const found = await peopleOffice(deps, c.var.staff, form.one('office'))
    if (!found) return c.notFound()
    c.set('office', found.office)
    return show(found.office)
  }

  /** With roles chosen, what the change would mean; without, the choice. */
  async function rolesPage(
    c: Ctx,
    office: Office,
    { totpRoles, isStale = false }: { totpRoles: readonly Role[] | null; isStale?: boolean },
    status: 200 | 409 = 200,
  ) {
    const { staff } = c.var
    const now = deps.clock.now()
    const people = await deps.store.read(async db => ({
      own: await peopleOf(db, office.id, now),
      ofAll: await peopleOf(db, null, now),
    }))
    const before = office.day.totpRoles
    const isKeyless = isKeyMissing(deps.secrets, totpRoles ?? [], before)
    return renderPage(
      c,
      <TotpRolesPage
        {...{ page: staffPageOf(c, assets), staff, office, totpRoles, isStale, isKeyless }}
        toEnrol={peopleToEnrol(people.own, totpRoles ?? [], before)}
        toEnrolOfAll={peopleToEnrol(people.ofAll, totpRoles ?? [], before).length}
      />,
      status,
    )
  }
}

function rolesOf(form: Form): Role[] {
  const typed = form.all('roles')
  return roles.filter(role => typed.includes(role))
}
