import { Hono } from 'hono'
import { RelationsPage } from '#views/planner/relations-page.tsx'
import { catalogueDoor } from '../catalogue/door-routes.tsx'
import { versionOf } from '../catalogue/form.ts'
import { findService, type ServiceRow } from '../catalogue/service-queries.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import { renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { changeRelations, type Relations, relationsOf, type RelationsRefusal } from './change-relations.ts'

/** What comes before a service in one visit, and what contradicts it. */
export function relationRoutes(deps: Deps, assets: Assets) {
  const { ofOffice, propsOf } = catalogueDoor(deps, assets)

  return new Hono<Env>()
    .get('/:service/relations', c =>
      ofService(c, service => page(c, service, { isDone: readQuery(c).one('done') === 'saved' })),
    )
    .post('/:service/relations', async c => {
      const form = await readForm(c)
      return ofService(c, service => save(c, service, form))
    })

  function ofService(c: Ctx, show: (service: ServiceRow) => Promise<Response> | Response): Promise<Response> {
    return ofOffice(c, async office => {
      const service = await deps.store.read(db => findService(db, office.id, c.req.param('service') ?? ''))
      return service ? show(service) : c.notFound()
    })
  }

  async function save(c: Ctx, service: ServiceRow, form: Form): Promise<Response> {
    const { office, staff } = c.var
    const { slug } = service
    const version = versionOf(form)
    const outcome = await changeRelations(deps, staff, office, { slug, version }, typedRelations(form))
    if (outcome.ok)
      return c.redirect(`${paths.cataloguePart(office.slug, 'services', slug, 'relations')}?done=saved`, 303)
    return ofService(c, changed => page(c, changed, { reason: outcome.reason, added: form }))
  }

  function page(c: Ctx, service: ServiceRow, { reason = null, added = null, isDone = false }: Shown) {
    const { office } = c.var
    return renderPage(
      c,
      <RelationsPage
        {...propsOf(c)}
        {...{ service, reason, isDone, relations: relationsOf(office, service) }}
        added={{ after: added?.one('add-after') ?? '', neverWith: added?.one('add-never') ?? '' }}
      />,
      reason === null ? 200 : reason === 'stale' || reason === 'not_found' ? 409 : 422,
    )
  }
}

type Shown = { reason?: RelationsRefusal | null; added?: Form | null; isDone?: boolean }

/** What is left of the lists of a form, and what is added to them. */
function typedRelations(form: Form): Relations {
  const removed = form.all('remove')
  const left = (list: 'after' | 'never') => [
    ...new Set(
      [...form.all(list).filter(slug => !removed.includes(slug)), form.one(`add-${list}`)].filter(Boolean),
    ),
  ]
  return { after: left('after'), neverWith: left('never') }
}
