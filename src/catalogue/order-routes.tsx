import { Hono } from 'hono'
import { OrderPage } from '#views/catalogue/order-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import { renderPage } from '../http/render.tsx'
import { textOf } from '../offices/localized.ts'
import { everyService, type Service } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { changeServicesOfEvent, orderServices } from './change-order.ts'
import { catalogueDoor } from './door-routes.tsx'
import { typedPlaces } from './documents-form.ts'
import { versionOf } from './form.ts'
import { reordered, type TypedPlaces } from './order.ts'
import { servicesOfEvent } from './life-event-queries.ts'
import { servicesAt } from './service-queries.ts'
import { findSubject } from './subject-queries.ts'
import type { Subject } from './texts.ts'

type OrderedKind = 'counters' | 'life-events'
const partOf = { counters: 'order', 'life-events': 'services' } as const
const deedOf = { counters: orderServices, 'life-events': changeServicesOfEvent } as const

/** The order of services: at a counter, and of a life event, to which they can also be added. */
export function orderRoutes(deps: Deps, assets: Assets) {
  const { ofOffice, propsOf } = catalogueDoor(deps, assets)

  return new Hono<Env>()
    .get('/counters/:counter/order', c => show(c, 'counters', 'counter'))
    .post('/counters/:counter/order', c => save(c, 'counters', 'counter'))
    .get('/life-events/:event/services', c => show(c, 'life-events', 'event'))
    .post('/life-events/:event/services', c => save(c, 'life-events', 'event'))

  function ofSubject(
    c: Ctx,
    kind: OrderedKind,
    param: string,
    then: (subject: Subject, services: Service[]) => Promise<Response> | Response,
  ): Promise<Response> {
    return ofOffice(c, async office => {
      const found = await deps.store.read(async db => {
        const subject = await findSubject(db, office.id, kind, c.req.param(param) ?? '')
        if (!subject) return null
        const list = kind === 'counters' ? servicesAt(db, subject.id) : servicesOfEvent(db, subject.id)
        return { subject, ids: (await list).map(({ id }) => id) }
      })
      if (!found) return c.notFound()
      const every = everyService(office)
      const services = found.ids.flatMap(id => every.find(service => service.id === id) ?? [])
      return then(found.subject, services)
    })
  }

  function show(c: Ctx, kind: OrderedKind, param: string) {
    const isDone = readQuery(c).one('done') === 'saved'
    return ofSubject(c, kind, param, (subject, services) => orderPage(c, subject, services, { isDone }))
  }

  async function save(c: Ctx, kind: OrderedKind, param: string): Promise<Response> {
    const form = await readForm(c)
    return ofSubject(c, kind, param, async (subject, services) => {
      const { office, staff } = c.var
      const { rows, typed, slugs, wrong } = readOrder(form, kind)
      const version = versionOf(form)
      if (wrong.length > 0) return orderPage(c, subject, services, { typed, wrong, version })
      const aim = { slug: subject.slug, version }
      const outcome = await deedOf[kind](deps, staff, office, aim, slugs)
      if (outcome.ok)
        return c.redirect(
          `${paths.cataloguePart(office.slug, kind, subject.slug, partOf[kind])}?done=saved`,
          303,
        )
      return ofSubject(c, kind, param, (changed, services) =>
        orderPage(c, changed, services, { isStale: true, typed: rows.length > 0 ? typed : {} }),
      )
    })
  }

  function orderPage(c: Ctx, subject: Subject, services: Service[], shown: Shown) {
    const props = propsOf(c)
    const { office } = c.var
    const { catalogue: text } = props.page.t
    const { typed = {}, wrong = [], isStale = false, isDone = false } = shown
    const { kind, slug } = subject as Subject & { kind: OrderedKind }
    const name = textOf(subject.texts.name ?? { ja: slug }, props.page.language)
    const isCounter = kind === 'counters'
    return renderPage(
      c,
      <OrderPage
        {...props}
        {...{ services, wrong, isStale, isDone }}
        title={isCounter ? text.order.counterTitle(name) : text.order.eventTitle(name)}
        lead={isCounter ? text.order.counterLead : text.order.eventLead}
        action={paths.cataloguePart(office.slug, kind, slug, partOf[kind])}
        back={{ href: paths.catalogueTexts(office.slug, kind, slug), text: name }}
        typed={Object.fromEntries(
          services.map((service, index) => [service.slug, typed[service.slug] ?? String(index + 1)]),
        )}
        others={isCounter ? null : office.services.filter(service => !services.includes(service))}
        retired={new Set(office.retiredServices.map(({ id }) => id))}
        version={shown.version ?? subject.version}
      />,
      wrong.length > 0 ? 422 : isStale ? 409 : 200,
    )
  }
}

type Shown = {
  typed?: TypedPlaces
  wrong?: readonly string[]
  version?: number | null
  isStale?: boolean
  isDone?: boolean
}

/** What a form says about the order: what was typed, and what it comes to. */
function readOrder(form: Form, kind: OrderedKind) {
  const rows = [...new Set(form.all('row'))]
  const typed = typedPlaces(form, rows)
  const order = reordered(rows, typed)
  const isFixed = kind === 'counters'
  const removed = isFixed ? [] : form.all('remove')
  const added = isFixed ? '' : form.one('add')
  const kept = order.ok ? order.keys.filter(slug => !removed.includes(slug)) : []
  const slugs = added === '' || kept.includes(added) ? kept : [...kept, added]
  return { rows, typed, slugs, wrong: order.ok ? [] : order.wrong }
}
