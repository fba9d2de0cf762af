import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { CodePage } from '#views/people/code-page.tsx'
import { DeedPage } from '#views/people/deed-page.tsx'
import { PersonPage } from '#views/people/person-page.tsx'
import { intentKey } from '../booking/form.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import { mayUse } from '../http/policies.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import type { Office } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { publicUrlOf } from '../settings.ts'
import type { AccountRefusal, Aim } from './account-deed.ts'
import { changePerson } from './change-person.ts'
import { disable, enable } from './disable.ts'
import { parseProfile, type PersonError, type PersonTyped, typedPerson, versionOf } from './form.ts'
import { newPasswordCode } from './new-password-code.ts'
import { isInReach, type Person, type PersonDeed, personDeeds } from './person.ts'
import { findPerson } from './queries.ts'
import { removeTotp } from './remove-totp.ts'
import { signOutEverywhere } from './sign-out-everywhere.ts'

type Found = { person: Person; office: Office }

const deeds = { disable, enable, 'sign-out': signOutEverywhere, 'remove-totp': removeTotp } as const

/** One account: what it is, changing it, and what is done to it. */
export function personRoutes(deps: Deps, assets: Assets) {
  const routes = new Hono<Env>()
    .get('/:person', c => ofPerson(c, found => personPage(c, found, { done: doneOf(readQuery(c)) })))
    .post('/:person', async c => {
      const form = await readForm(c)
      return ofPerson(c, found => change(c, found, form))
    })
  for (const deed of personDeeds) {
    routes.get(`/:person/${deed}`, c => ofPerson(c, found => deedPage(c, found, deed)))
    routes.post(`/:person/${deed}`, async c => {
      const form = await readForm(c)
      return ofPerson(c, found =>
        deed === 'new-password' ? renewPassword(c, found, form) : doDeed(c, found, deed, form),
      )
    })
  }
  return routes

  /** Somebody of an office that is this person's to see; what belongs to another is not there. */
  async function ofPerson(c: Ctx, show: (found: Found) => Promise<Response> | Response) {
    const id = c.req.param('person') ?? ''
    const person = /^[1-9]\d{0,14}$/.test(id)
      ? await deps.store.read(db => findPerson(db, Number(id), deps.clock.now()))
      : null
    if (!person || !isInReach(c.var.staff, person)) return c.notFound()
    const all = await deps.offices.list()
    const office = all.find(({ id }) => id === person.officeId) ?? c.var.office
    c.set('office', office)
    return show({ person, office })
  }

  async function change(c: Ctx, found: Found, form: Form) {
    const { person, office } = found
    const isOwn = person.id === c.var.staff.id
    const typed = typedPerson(form)
    // A page without a choice of role leaves it as it is.
    const role = isOwn || person.officeId === null ? person.role : typed.role
    const parsed = parseProfile({ ...typed, role }, person.officeId === null ? { counters: [] } : office)
    if (!parsed.ok) return personPage(c, found, { typed, errors: parsed.errors, version: versionOf(form) })

    const aim = { personId: person.id, version: versionOf(form) }
    const outcome = await changePerson(deps, c.var.staff, aim, parsed.value)
    if (outcome.ok) return c.redirect(`${paths.person(person.id)}?done=changed`, 303)
    if (outcome.reason === 'stale') return ofPerson(c, now => personPage(c, now, { typed, isStale: true }))
    return refuse(c, found, outcome.reason)
  }

  async function doDeed(c: Ctx, found: Found, deed: Exclude<PersonDeed, 'new-password'>, form: Form) {
    const { id } = found.person
    const outcome = await deeds[deed](deps, c.var.staff, aimOf(found, form))
    if (outcome.ok) return c.redirect(`${paths.person(id)}?done=${deed}`, 303)
    if (outcome.reason === 'stale') return ofPerson(c, now => deedPage(c, now, deed, true))
    return refuse(c, found, outcome.reason)
  }

  async function renewPassword(c: Ctx, found: Found, form: Form) {
    const { staff } = c.var
    const { person, office } = found
    const aim = aimOf(found, form)
    const intent = { key: intentKey(form), scope: `new password ${staff.id}`, body: aim }
    const outcome = await newPasswordCode(deps, staff, aim, intent)
    if (outcome.ok)
      return renderPage(
        c,
        <CodePage
          {...{ page: staffPageOf(c, assets), staff, office, name: person.name, login: person.login }}
          {...{ personId: person.id, code: outcome.code, expiresAt: outcome.expiresAt }}
          publicUrl={publicUrlOf(deps.settings)}
        />,
      )
    if (outcome.reason === 'stale' || outcome.reason === 'key_reused')
      return ofPerson(c, now => deedPage(c, now, 'new-password', true))
    return refuse(c, found, outcome.reason)
  }

  function refuse(c: Ctx, found: Found, reason: Exclude<AccountRefusal, 'stale'>) {
    if (reason === 'not_found') return c.notFound()
    if (reason === 'not_administrator') return c.redirect(paths.people(), 303)
    return personPage(c, found, { refusal: reason })
  }

  function deedPage(c: Ctx, { person, office }: Found, deed: PersonDeed, isStale = false) {
    const { staff } = c.var
    const page = staffPageOf(c, assets)
    return renderPage(
      c,
      <DeedPage {...{ page, staff, office, person, deed, isStale }} intentKey={randomUUID()} />,
      isStale ? 409 : 200,
    )
  }

  function personPage(c: Ctx, { person, office }: Found, shown: Shown) {
    const { staff } = c.var
    const { typed = typedOf(person, office), errors = [], done = null, refusal = null } = shown
    const { isStale = false, version = person.version } = shown
    const mayEdit = mayUse(staff.role, 'POST /staff/people/:person')
    return renderPage(
      c,
      <PersonPage
        {...{ page: staffPageOf(c, assets), staff, office, person, typed, errors, done, refusal, mayEdit }}
        {...{ isStale, version: version ?? 0, hasDirectory: deps.directory !== null }}
      />,
      errors.length > 0 ? 422 : isStale || refusal ? 409 : 200,
    )
  }
}

type Done = 'changed' | PersonDeed

type Shown = {
  typed?: PersonTyped
  errors?: readonly PersonError[]
  done?: Done | null
  refusal?: Exclude<AccountRefusal, 'stale' | 'not_found' | 'not_administrator'> | null
  isStale?: boolean
  version?: number | null
}

function doneOf(query: Form): Done | null {
  return (['changed', ...personDeeds] as const).find(deed => deed === query.one('done')) ?? null
}

function aimOf({ person }: Found, form: Form): Aim {
  return { personId: person.id, version: versionOf(form) }
}

function typedOf({ login, name, role, counterIds }: Person, office: Office): PersonTyped {
  const counters = office.counters.filter(({ id }) => counterIds.includes(id)).map(({ slug }) => slug)
  return { login, name, role, counters }
}
