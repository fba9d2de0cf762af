import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { CodePage } from '#views/people/code-page.tsx'
import { InvitePage } from '#views/people/invite-page.tsx'
import { PeoplePage } from '#views/people/people-page.tsx'
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
import { nothingTyped, parseInvitation, parsePeopleFilter, type PersonError, typedPerson } from './form.ts'
import { invite } from './invite.ts'
import { peopleOffice } from './people-office.ts'
import { foundPeople, type PersonFilter } from './person.ts'
import { peopleOf } from './queries.ts'

const unfiltered: PersonFilter = { typed: '', role: null, state: null }

/** Who has an account in an office, and inviting somebody. */
export function peopleRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/', c => {
      const query = readQuery(c)
      return ofOffice(c, query, office =>
        peoplePage(c, office, { filter: unfiltered, isRolesDone: query.one('done') === 'totp-roles' }),
      )
    })
    .post('/search', async c => {
      const form = await readForm(c)
      return ofOffice(c, form, office => peoplePage(c, office, { filter: parsePeopleFilter(form) }))
    })
    .get('/invitation', c => ofOffice(c, readQuery(c), office => invitePage(c, office, {})))
    .post('/invitation', async c => {
      const form = await readForm(c)
      return ofOffice(c, form, office => send(c, office, form))
    })

  async function ofOffice(c: Ctx, form: Form, show: (office: Office) => Promise<Response> | Response) {
    const found = await peopleOffice(deps, c.var.staff, form.one('office'))
    if (!found) return c.notFound()
    c.set('office', found.office)
    return show(found.office)
  }

  async function peoplePage(
    c: Ctx,
    office: Office,
    { filter, isRolesDone = false }: { filter: PersonFilter; isRolesDone?: boolean },
  ) {
    const { staff } = c.var
    const now = deps.clock.now()
    const people = await deps.store.read(async db => ({
      own: await peopleOf(db, office.id, now),
      ofAll: staff.officeId === null ? await peopleOf(db, null, now) : [],
    }))
    const found = await peopleOffice(deps, staff, office.slug)
    return renderPage(
      c,
      <PeoplePage
        {...{ page: staffPageOf(c, assets), staff, office, filter, isRolesDone }}
        offices={found?.offices ?? []}
        people={foundPeople(people.own, filter)}
        peopleOfAll={foundPeople(people.ofAll, filter)}
        count={people.own.length + people.ofAll.length}
        mayEdit={mayUse(staff.role, 'POST /staff/people/invitation')}
      />,
    )
  }

  async function send(c: Ctx, office: Office, form: Form) {
    const { staff } = c.var
    const typed = typedPerson(form)
    const parsed = parseInvitation(typed, office, staff.officeId === null)
    if (!parsed.ok) return invitePage(c, office, { typed, errors: parsed.errors, key: intentKey(form) })

    const { isForAll, ...profile } = parsed.value
    const invitation = { ...profile, officeId: isForAll ? null : office.id }
    const intent = { key: intentKey(form), scope: `invite ${staff.id}`, body: invitation }
    const outcome = await invite(deps, staff, invitation, intent)
    if (outcome.ok)
      return renderPage(
        c,
        <CodePage
          {...{ page: staffPageOf(c, assets), staff, office, ...profile }}
          {...{ personId: outcome.personId, code: outcome.code, expiresAt: outcome.expiresAt }}
          publicUrl={publicUrlOf(deps.settings)}
        />,
      )
    if (outcome.reason === 'login_taken')
      return invitePage(c, office, { typed, errors: [{ field: 'login', reason: 'login_taken' }] })
    // The form has invited somebody else before: the next press is an intent of its own.
    if (outcome.reason === 'key_reused') return invitePage(c, office, { typed, isUsed: true })
    return c.redirect(paths.people(), 303)
  }

  function invitePage(
    c: Ctx,
    office: Office,
    {
      typed = nothingTyped,
      errors = [],
      key = randomUUID(),
      isUsed = false,
    }: { typed?: typeof nothingTyped; errors?: readonly PersonError[]; key?: string; isUsed?: boolean },
  ) {
    const { staff } = c.var
    return renderPage(
      c,
      <InvitePage
        {...{ page: staffPageOf(c, assets), staff, office, typed, errors, isUsed }}
        intentKey={key}
      />,
      errors.length > 0 ? 422 : isUsed ? 409 : 200,
    )
  }
}
