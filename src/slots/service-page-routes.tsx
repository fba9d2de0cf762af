import { Hono } from 'hono'
import { MessagePage } from '#views/layout/message-page.tsx'
import { ServicePage } from '#views/offices/service-page.tsx'
import { dateOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Env } from '../http/env.ts'
import { pageOf, renderPage } from '../http/render.tsx'
import { counterById } from '../offices/office.ts'
import { usualHours } from './usual-hours.ts'

/** What to know of a service before a visit: when it is done, where, and what to bring. */
export function servicePageRoutes({ clock }: Pick<Deps, 'clock'>, assets: Assets) {
  return new Hono<Env>().get('/services/:service', c => {
    const { office } = c.var
    const page = pageOf(c, assets)
    const service = office.services.find(candidate => candidate.slug === c.req.param('service'))
    if (!service) return renderPage(c, <MessagePage page={page} {...page.t.problem.notFound} />, 404)
    const counter = counterById(office, service.counterId)
    const hours = usualHours(office, counter, service, dateOf(clock.now(), office.timeZone))
    return renderPage(c, <ServicePage {...{ page, office, counter, service, hours }} />)
  })
}
