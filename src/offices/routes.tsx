import { Hono } from 'hono'
import { MessagePage } from '#views/layout/message-page.tsx'
import { HomePage } from '#views/offices/home-page.tsx'
import { ServicesPage } from '#views/offices/services-page.tsx'
import { PrivacyPage } from '#views/offices/privacy-page.tsx'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readQuery } from '../http/forms.ts'
import { always, type KeptPages } from '../http/kept-pages.ts'
import { pageOf, renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { colourSheet } from './colour.ts'
import { textOf } from './localized.ts'
import { searchServices } from './search.ts'

/** What the office offers: pages to read before anything is chosen. */
export function officeRoutes(assets: Assets, keptPages: KeptPages) {
  const notFound = (c: Ctx) => {
    const page = pageOf(c, assets)
    return renderPage(c, <MessagePage page={page} {...page.t.problem.notFound} />, 404)
  }

  return new Hono<Env>()
    .get('/', c =>
      keptPages.answer(c, async () => ({
        page: <HomePage page={pageOf(c, assets)} office={c.var.office} />,
        fresh: always,
      })),
    )
    .get('/services', c => {
      const page = pageOf(c, assets)
      const query = readQuery(c).one('q').slice(0, 100)
      const services = searchServices(c.var.office, query)
      const title = query.trim() ? page.t.services.searchTitle : page.t.services.title
      return renderPage(
        c,
        <ServicesPage page={page} office={c.var.office} title={title} services={services} query={query} />,
      )
    })
    .get('/counters/:counter', c => {
      const { office } = c.var
      const counter = office.counters.find(candidate => candidate.slug === c.req.param('counter'))
      if (!counter) return notFound(c)
      const services = office.services.filter(service => service.counterId === counter.id)
      const page = pageOf(c, assets)
      return renderPage(
        c,
        <ServicesPage
          page={page}
          office={office}
          title={textOf(counter.name, page.language)}
          services={services}
        />,
      )
    })
    .get('/colours/:colour', c => {
      const { slug, keyColour } = c.var.office
      // Its colour is in its address: another one is another file.
      if (keyColour === null || c.req.path !== paths.colours(slug, keyColour)) return c.text('Not Found', 404)
      c.header('Content-Type', 'text/css; charset=utf-8')
      c.header('Cache-Control', 'public, max-age=86400')
      return c.body(colourSheet(keyColour))
    })
    .get('/privacy', c => renderPage(c, <PrivacyPage page={pageOf(c, assets)} />))
}
