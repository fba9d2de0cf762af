import { Hono } from 'hono'
import { DocumentsPage } from '#views/catalogue/documents-page.tsx'
import { RetirePage } from '#views/catalogue/retire-page.tsx'
import { RulesPage } from '#views/catalogue/rules-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import { renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { changeServiceDocuments } from './change-service-documents.ts'
import { changeServiceRules } from './change-service-rules.ts'
import { type DocumentsError, parseDocuments, typedDocuments, type TypedDocuments } from './documents-form.ts'
import { catalogueDoor } from './door-routes.tsx'
import { versionOf } from './form.ts'
import { documentsOf, neededBy } from './document-queries.ts'
import { bookedAhead, findService, type ServiceRow, waitsFor } from './service-queries.ts'
import { setOffered } from './retire.ts'
import { parseRules, type RulesError, typedFrom, typedRules, type TypedRules } from './rules-form.ts'

/** More would not fit into a form. */
const documentsMax = 20

/** What there is to a service besides its texts: its rules, what to bring, and whether it is offered. */
export function serviceRoutes(deps: Deps, assets: Assets) {
  const { ofOffice, propsOf } = catalogueDoor(deps, assets)

  return new Hono<Env>()
    .get('/:service/rules', c => ofService(c, service => rulesPage(c, service, {})))
    .post('/:service/rules', async c => {
      const form = await readForm(c)
      return ofService(c, service => saveRules(c, service, form))
    })
    .get('/:service/documents', c =>
      ofService(c, service => documentsPage(c, service, { isDone: readQuery(c).one('done') === 'saved' })),
    )
    .post('/:service/documents', async c => {
      const form = await readForm(c)
      return ofService(c, service => saveDocuments(c, service, form))
    })
    .get('/:service/retirement', c => ofService(c, service => retirePage(c, service)))
    .post('/:service/retirement', c => offer(c, false))
    .get('/:service/return', c => ofService(c, service => retirePage(c, service)))
    .post('/:service/return', c => offer(c, true))

  function ofService(c: Ctx, show: (service: ServiceRow) => Promise<Response>): Promise<Response> {
    return ofOffice(c, async office => {
      const service = await deps.store.read(db => findService(db, office.id, c.req.param('service') ?? ''))
      return service ? show(service) : c.notFound()
    })
  }

  async function saveRules(c: Ctx, { slug }: ServiceRow, form: Form): Promise<Response> {
    const { office, staff } = c.var
    const typed = typedRules(form)
    const parsed = parseRules(office, typed)
    const version = versionOf(form)
    const again = (shown: RulesShown) => ofService(c, service => rulesPage(c, service, { typed, ...shown }))
    if (!parsed.ok) return again({ version, errors: parsed.errors })

    const outcome = await changeServiceRules(deps, staff, office, { slug, version }, parsed.rules)
    if (outcome.ok)
      return c.redirect(`${paths.catalogueTexts(office.slug, 'services', slug)}?done=saved`, 303)
    const { reason } = outcome
    if (reason === 'booked_ahead' || reason === 'waited_for')
      return again({ version, errors: [{ at: 'counter', reason }] })
    return again({ isStale: true })
  }

  async function rulesPage(c: Ctx, service: ServiceRow, shown: RulesShown) {
    const { typed = typedFrom(c.var.office, service.rules), errors = [], isStale = false } = shown
    const version = shown.version ?? service.version
    const ahead = await aheadOf(service)
    return renderPage(
      c,
      <RulesPage {...propsOf(c)} {...{ service, typed, errors, version, isStale, ahead }} />,
      errors.length > 0 ? 422 : isStale ? 409 : 200,
    )
  }

  function aheadOf({ id }: ServiceRow): Promise<number> {
    return deps.store.read(db => bookedAhead(db, id, deps.clock.now()))
  }

  async function saveDocuments(c: Ctx, service: ServiceRow, form: Form): Promise<Response> {
    const { office, staff } = c.var
    const { slug } = service
    const typed = typedDocuments(form)
    const parsed = parseDocuments(typed)
    const version = versionOf(form)
    if (!parsed.ok) return documentsPage(c, service, { typed, version, errors: parsed.errors })

    const outcome = await changeServiceDocuments(deps, staff, office, { slug, version }, parsed.needed)
    if (outcome.ok)
      return c.redirect(`${paths.cataloguePart(office.slug, 'services', slug, 'documents')}?done=saved`, 303)
    return ofService(c, changed => documentsPage(c, changed, { typed, isStale: true }))
  }

  async function documentsPage(c: Ctx, service: ServiceRow, shown: DocumentsShown) {
    const { office } = c.var
    const { errors = null, isStale = false, isDone = false, version } = shown
    const { known, needed } = await deps.store.read(async db => ({
      known: await documentsOf(db, office.id),
      needed: await neededBy(db, service.id),
    }))
    const typed = shown.typed ?? typedDocuments(null, needed)
    const isFull = needed.length >= documentsMax
    return renderPage(
      c,
      <DocumentsPage
        {...propsOf(c)}
        {...{ service, needed, isStale, isDone, typed: typed.texts, places: placesOf(typed, needed) }}
        others={isFull ? [] : known.filter(({ id }) => !needed.some(document => document.id === id))}
        errors={errors?.texts ?? []}
        wrongPlaces={errors?.places ?? []}
        version={version ?? service.version}
      />,
      errors ? 422 : isStale ? 409 : 200,
    )
  }

  async function retirePage(c: Ctx, service: ServiceRow, isStale = false) {
    const ahead = await aheadOf(service)
    const waiting = await deps.store.read(db => waitsFor(db, service.id))
    return renderPage(
      c,
      <RetirePage {...propsOf(c)} {...{ service, ahead, waiting, isStale }} />,
      isStale ? 409 : 200,
    )
  }

  async function offer(c: Ctx, isOffered: boolean): Promise<Response> {
    const form = await readForm(c)
    return ofService(c, async ({ slug }) => {
      const { office, staff } = c.var
      const outcome = await setOffered(deps, staff, office, { slug, version: versionOf(form) }, isOffered)
      if (!outcome.ok) return ofService(c, changed => retirePage(c, changed, true))
      const done = isOffered ? 'returned' : 'retired'
      return c.redirect(`${paths.catalogueTexts(office.slug, 'services', slug)}?done=${done}`, 303)
    })
  }
}

type RulesShown = {
  typed?: TypedRules
  errors?: readonly RulesError[]
  version?: number | null
  isStale?: boolean
}

type DocumentsShown = {
  typed?: TypedDocuments
  errors?: DocumentsError
  version?: number | null
  isStale?: boolean
  isDone?: boolean
}

/** What stands in the places: what was typed, and for what somebody else has added meanwhile, where it is. */
function placesOf(typed: TypedDocuments, needed: ReadonlyArray<{ slug: string }>) {
  return Object.fromEntries(needed.map(({ slug }, index) => [slug, typed.places[slug] ?? String(index + 1)]))
}
