import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { KioskBookedPage } from '#views/arrival/kiosk-booked-page.tsx'
import { KioskCounterPage } from '#views/arrival/kiosk-counter-page.tsx'
import { KioskCountersPage } from '#views/arrival/kiosk-counters-page.tsx'
import { KioskMessagePage } from '#views/arrival/kiosk-message-page.tsx'
import { KioskStartPage } from '#views/arrival/kiosk-start-page.tsx'
import { KioskTicketPage } from '#views/arrival/kiosk-ticket-page.tsx'
import { isTokenShaped, tokenHash } from '../access/token.ts'
import { intentKey } from '../booking/form.ts'
import { dateOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import { readCookie, writeCookie } from '../http/cookies.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { pageOf, renderPage } from '../http/render.tsx'
import type { CounterState } from '../live/live.ts'
import type { Counter, Service } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { ticketOfToken } from '../queue/ticket-queries.ts'
import { publicUrlOf } from '../settings.ts'
import { isTakingTickets, nextOpening } from './arrival-rule.ts'
import { checkInAtKiosk } from './check-in-at-kiosk.ts'
import { parseWalkIn } from './form.ts'
import { type IssueOutcome, issueTicket } from './issue-ticket.ts'
import { qrSvg } from '../http/qr.ts'
import { findKiosk } from './queries.ts'
import { kioskCookieSeconds } from './staff-kiosk-routes.tsx'
import { ticketView } from './ticket-view.ts'

/** What residents touch in the lobby: checking in with a booking, or taking a number without one. */
export function kioskRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .use(async (c, next) => {
      const office = await deps.offices.bySlug(c.req.param('office') ?? '')
      if (!office) return c.notFound()
      c.set('office', office)
      const token = readCookie(c, deps.settings, 'kiosk') ?? ''
      const kioskId = isTokenShaped(token)
        ? await deps.store.read(db => findKiosk(db, office.id, tokenHash(token)))
        : null
      c.set('kioskId', kioskId)
      if (kioskId !== null) {
        // It lasts for as long as the kiosk is used.
        if (c.req.path === paths.kiosk(office.slug))
          writeCookie(c, deps.settings, 'kiosk', token, kioskCookieSeconds)
        return next()
      }
      if (office.day.isKioskOpen) return next()
      const page = pageOf(c, assets)
      const { notAllowed, notAllowedText } = page.t.arrival.kiosk
      return renderPage(
        c,
        <KioskMessagePage page={page} office={office} title={notAllowed} text={notAllowedText} isEnd />,
        403,
      )
    })

    .get('/', c => renderPage(c, <KioskStartPage page={pageOf(c, assets)} office={c.var.office} />))

    .get('/booked', c => bookedPage(c, '', null, 200))
    .post('/booked', async c => {
      const { office, kioskId, caller } = c.var
      const { t } = pageOf(c, assets)
      const form = await readForm(c)
      const typed = form.one('reference').slice(0, 500)
      if (typed.trim() === '') return bookedPage(c, '', t.arrival.kiosk.referenceRequired, 422)
      const outcome = await checkInAtKiosk(deps, office, { typed, kioskId, caller, key: intentKey(form) })
      if (outcome.ok) return c.redirect(paths.kioskTicket(office.slug, outcome.token), 303)
      const status = outcome.reason === 'rate_limited' ? 429 : 409
      return bookedPage(c, typed, t.arrival.kiosk.arrivalRefusal[outcome.reason], status)
    })

    .get('/counters', async c => {
      const { office } = c.var
      const now = deps.clock.now()
      const counters = await Promise.all(
        office.counters
          .map(counter => ({ counter, services: servicesOf(c, counter) }))
          .filter(({ services }) => services.length > 0)
          .map(async ({ counter, services }) => {
            // Open for the first of its services: which of them may be done now, its own page tells.
            const isOpen = services.some(service => isTakingTickets(office, counter, [service], now))
            return {
              counter,
              waiting: isOpen ? await waitingAt(counter) : null,
              opens: isOpen ? null : nextOpening(office, counter, [], now),
            }
          }),
      )
      return renderPage(
        c,
        <KioskCountersPage
          page={pageOf(c, assets)}
          office={office}
          counters={counters}
          today={dateOf(now, office.timeZone)}
        />,
      )
    })
    .get('/counters/:counter', c => counterPage(c, { services: [], people: 1 }, null, 200))
    .post('/counters/:counter', async c => {
      const { office, kioskId, caller, language } = c.var
      const form = await readForm(c)
      const chosen = parseWalkIn(office, form)
      const outcome = await take()
      if (outcome.ok) return c.redirect(paths.kioskTicket(office.slug, outcome.token), 303)
      const { reason } = outcome
      const isInput = reason === 'no_service' || reason === 'people' || reason === 'too_many_services'
      return counterPage(c, chosen, reason, reason === 'rate_limited' ? 429 : isInput ? 422 : 409)

      async function take(): Promise<IssueOutcome | { ok: false; reason: 'rate_limited' }> {
        if (kioskId === null && !(await deps.limits.allowTicket(caller)))
          return { ok: false, reason: 'rate_limited' }
        return issueTicket(
          deps,
          office,
          {
            ...chosen,
            ...{ language, isPriority: false, channel: 'kiosk', actor: { kind: 'kiosk', kioskId } },
          },
          {
            key: intentKey(form),
            scope: `kiosk ticket ${office.id}`,
            body: { services: chosen.services.map(({ id }) => id), people: chosen.people },
          },
        )
      }
    })

    .get('/t/:token', async c => {
      const { office } = c.var
      const token = c.req.param('token')
      const now = deps.clock.now()
      const view = isTokenShaped(token)
        ? await deps.store.read(async db => {
            const ticket = await ticketOfToken(db, tokenHash(token))
            return ticket?.officeId === office.id ? ticketView(db, office, ticket, now) : null
          })
        : null
      if (!view || view.isOver) return c.redirect(paths.kiosk(office.slug), 303)
      const link = `${publicUrlOf(deps.settings)}${paths.ticketIn(c.var.language, office.slug, token)}`
      return renderPage(
        c,
        <KioskTicketPage page={pageOf(c, assets)} office={office} view={view} qr={qrSvg(link)} />,
      )
    })

  function bookedPage(c: Ctx, typed: string, error: string | null, status: 200 | 409 | 422 | 429) {
    const props = { page: pageOf(c, assets), office: c.var.office, typed, error, intentKey: randomUUID() }
    return renderPage(c, <KioskBookedPage {...props} />, status)
  }

  function counterPage(
    c: Ctx,
    chosen: { services: readonly Service[]; people: number },
    refusal: Exclude<IssueOutcome, { ok: true }>['reason'] | 'rate_limited' | null,
    status: 200 | 409 | 422 | 429,
  ) {
    const { office } = c.var
    const counter = office.counters.find(({ slug }) => slug === c.req.param('counter'))
    const services = counter ? servicesOf(c, counter) : []
    if (!counter || services.length === 0) return c.notFound()
    const now = deps.clock.now()
    const open = services.filter(service => isTakingTickets(office, counter, [service], now))
    const page = pageOf(c, assets)
    return renderPage(
      c,
      <KioskCounterPage
        page={page}
        office={office}
        counter={counter}
        services={open}
        chosen={chosen}
        opens={open.length > 0 ? null : nextOpening(office, counter, [], now)}
        today={dateOf(now, office.timeZone)}
        error={refusal && page.t.arrival.kiosk.issueRefusal[refusal]}
        intentKey={randomUUID()}
      />,
      status,
    )
  }

  function servicesOf(c: Ctx, counter: Counter): Service[] {
    return c.var.office.services.filter(({ counterId }) => counterId === counter.id)
  }

  async function waitingAt(counter: Counter): Promise<number> {
    const { json } = await deps.live.state(counter.id)
    return (JSON.parse(json) as CounterState).waiting.length
  }
}
