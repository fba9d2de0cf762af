import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { type EraseField, ErasePage, type EraseRefusal } from '#views/retention/erase-page.tsx'
import { intentKey } from '../booking/form.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import type { Office } from '../offices/office.ts'
import { keptSince } from '../offices/retention.ts'
import { paths } from '../paths.ts'
import { peopleOffice } from '../people/people-office.ts'
import { isExpected } from './due.ts'
import { eraseOnRequest } from './erase-on-request.ts'
import { parseChosen, parseReason } from './form.ts'
import { ownSubject } from './erasure-queries.ts'
import { isNothing } from './held.ts'
import { knownPersons } from './person-queries.ts'

/** Erasing somebody on request: what it means, then doing it. */
export function erasureRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .post('/check', async c => {
      const form = await readForm(c)
      return ofOffice(c, form, office => erasePage(c, office, form, {}))
    })
    .post('/', async c => {
      const form = await readForm(c)
      return ofOffice(c, form, async office => {
        const why = parseReason(form)
        const missing: EraseField[] = [
          ...(why ? [] : (['why'] as const)),
          ...(form.one('confirm') === 'yes' ? [] : (['confirm'] as const)),
        ]
        if (!why || missing.length > 0) return erasePage(c, office, form, { missing, key: intentKey(form) })

        const { staff } = c.var
        const order = { ...parseChosen(form), why, isCancelling: form.one('cancel') === 'yes' }
        const intent = { key: intentKey(form), scope: `erase ${staff.id}`, body: order }
        const outcome = await eraseOnRequest(deps, office, staff, order, intent)
        if (!outcome.ok) return erasePage(c, office, form, { refusal: outcome.reason })
        const { bookings, opinions, waits, lineUsers } = outcome.erased
        const counts = [bookings, opinions, waits, lineUsers].join('-')
        return c.redirect(`${paths.personalData(office.slug)}&done=erased-${counts}`, 303)
      })
    })

  async function ofOffice(c: Ctx, form: Form, show: (office: Office) => Promise<Response>) {
    const found = await peopleOffice(deps, c.var.staff, form.one('office'))
    if (!found) return c.notFound()
    c.set('office', found.office)
    return show(found.office)
  }

  async function erasePage(
    c: Ctx,
    office: Office,
    form: Form,
    { missing = [], refusal = null, key = randomUUID() }: Shown,
  ) {
    const now = deps.clock.now()
    const dayBeganAt = keptSince(office, 0, now)
    const { chosen, persons } = await deps.store.read(async db => {
      const { subject: _, ...chosen } = await ownSubject(db, office.id, parseChosen(form))
      const { appointmentIds } = chosen
      const isAny = appointmentIds.length > 0
      return { chosen, persons: isAny ? await knownPersons(db, office.id, { appointmentIds }) : [] }
    })
    if (isNothing(chosen)) return c.redirect(paths.personalData(office.slug), 303)
    return renderPage(
      c,
      <ErasePage
        {...{ page: staffPageOf(c, assets), staff: c.var.staff, office, missing, refusal, intentKey: key }}
        chosen={chosen}
        toCome={persons.filter(person => isExpected(person, now, dayBeganAt)).length}
        typed={{ why: form.one('why'), isCancelling: form.one('cancel') === 'yes' }}
      />,
      missing.length > 0 ? 422 : refusal ? 409 : 200,
    )
  }
}

type Shown = { missing?: readonly EraseField[]; refusal?: EraseRefusal | null; key?: string }
