import { Hono } from 'hono'
import { PersonDirectoryPage } from '#views/directory/person-directory-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import type { Office } from '../offices/office.ts'
import { paths } from '../paths.ts'
import type { AccountRefusal } from '../people/account-deed.ts'
import { versionOf } from '../people/form.ts'
import { isInReach, type Person } from '../people/person.ts'
import { findPerson } from '../people/queries.ts'
import { directoryName } from './directory.ts'
import { linkAccount, unlinkAccount } from './link.ts'
import { switchPasswordOff } from './password-off.ts'
import type { Directory } from './provider.ts'

type Found = { person: Person; office: Office; directory: Directory }

export type LinkFault = 'required' | 'not_a_name' | 'name_awaited'
export type DirectoryDone = 'name' | 'unlink' | 'password-off'

const deeds = { unlink: unlinkAccount, 'password-off': switchPasswordOff } as const

/** Which account of the directory opens an account here. */
export function directoryPersonRoutes(deps: Deps, assets: Assets) {
  const routes = new Hono<Env>()
    .get('/:person/directory', c =>
      ofPerson(c, found => {
        const typed = readQuery(c).one('done')
        const done = (['name', 'unlink', 'password-off'] as const).find(deed => deed === typed)
        return page(c, found, done ? { done } : {})
      }),
    )
    .post('/:person/directory', async c => {
      const form = await readForm(c)
      return ofPerson(c, async found => {
        const typed = form.one('name')
        const name = directoryName(typed)
        if (name === null) return page(c, found, { typed, fault: typed.trim() ? 'not_a_name' : 'required' })
        const { issuer } = found.directory.settings
        const aim = { personId: found.person.id, version: versionOf(form) }
        const outcome = await linkAccount(deps, c.var.staff, aim, { issuer, name })
        if (outcome.ok) return c.redirect(`${paths.personDirectory(found.person.id)}?done=name`, 303)
        return outcome.reason === 'name_awaited'
          ? page(c, found, { typed, fault: outcome.reason })
          : refuse(c, found, outcome.reason)
      })
    })
  for (const deed of ['unlink', 'password-off'] as const)
    routes.post(`/:person/directory/${deed}`, async c => {
      const form = await readForm(c)
      return ofPerson(c, async found => {
        const aim = { personId: found.person.id, version: versionOf(form) }
        const outcome = await deeds[deed](deps, c.var.staff, aim)
        return outcome.ok
          ? c.redirect(`${paths.personDirectory(found.person.id)}?done=${deed}`, 303)
          : refuse(c, found, outcome.reason)
      })
    })
  return routes

  /** Somebody of an office that is this person's to see, where there is a directory. */
  async function ofPerson(c: Ctx, show: (found: Found) => Promise<Response> | Response) {
    const id = c.req.param('person') ?? ''
    const { directory } = deps
    if (!directory || !/^[1-9]\d{0,14}$/.test(id)) return c.notFound()
    const person = await deps.store.read(db => findPerson(db, Number(id), deps.clock.now()))
    if (!person || !isInReach(c.var.staff, person)) return c.notFound()
    const all = await deps.offices.list()
    const office = all.find(({ id }) => id === person.officeId) ?? c.var.office
    c.set('office', office)
    return show({ person, office, directory })
  }

  function refuse(c: Ctx, found: Found, refusal: AccountRefusal) {
    if (refusal === 'not_found') return c.notFound()
    if (refusal === 'not_administrator') return c.redirect(paths.people(), 303)
    // What has changed is shown as it is now.
    return ofPerson(c, now => page(c, now, { refusal }))
  }

  function page(c: Ctx, { person, office }: Found, shown: Shown) {
    const { staff } = c.var
    const { typed = '', fault = null, refusal = null, done = null } = shown
    return renderPage(
      c,
      <PersonDirectoryPage
        {...{ page: staffPageOf(c, assets), staff, office, person, typed, fault, refusal, done }}
      />,
      fault ? 422 : refusal ? 409 : 200,
    )
  }
}

type Shown = {
  typed?: string
  fault?: LinkFault
  refusal?: Exclude<AccountRefusal, 'not_found' | 'not_administrator'>
  done?: DirectoryDone
}
