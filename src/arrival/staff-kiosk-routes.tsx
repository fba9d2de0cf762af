import { Hono } from 'hono'
import { KiosksPage } from '#views/arrival/kiosks-page.tsx'
import { SlipPage } from '#views/arrival/slip-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import { dropCookie, writeCookie } from '../http/cookies.ts'
import type { Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { findTicket } from '../queue/ticket-queries.ts'
import { publicUrlOf } from '../settings.ts'
import { signOut } from '../staff/sign-out.ts'
import { worksAt } from '../staff/staff-member.ts'
import { qrSvg } from '../http/qr.ts'
import { kiosksOf } from './queries.ts'
import { registerKiosk, revokeKiosk } from './register-kiosk.ts'
import { reprint } from './reprint.ts'
import { ticketView } from './ticket-view.ts'

/** As long as browsers keep a cookie. */
export const kioskCookieSeconds = 400 * 24 * 3600

/** What staff do about kiosks and their slips. */
export function staffKioskRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/kiosks', async c => {
      const { office } = c.var
      const kiosks = await deps.store.read(db => kiosksOf(db, office.id))
      return renderPage(
        c,
        <KiosksPage page={staffPageOf(c, assets)} staff={c.var.staff} office={office} kiosks={kiosks} />,
      )
    })
    .post('/kiosks', async c => {
      const { office, staff, staffSession } = c.var
      await readForm(c)
      const token = await registerKiosk(deps, office, staff)
      // Whoever stands before it from now on is not staff.
      await signOut(deps, staff, staffSession)
      dropCookie(c, deps.settings, 'staff')
      writeCookie(c, deps.settings, 'kiosk', token, kioskCookieSeconds)
      return c.redirect(paths.kiosk(office.slug), 303)
    })
    .post('/kiosks/:kiosk/revocation', async c => {
      const kiosk = c.req.param('kiosk')
      await readForm(c)
      const isKiosk =
        /^\d{1,15}$/.test(kiosk) && (await revokeKiosk(deps, c.var.office, c.var.staff, Number(kiosk)))
      return isKiosk ? c.redirect(paths.staffKiosks(), 303) : c.notFound()
    })
    .get('/tickets/:ticket/slip', async c => {
      const { office, staff } = c.var
      const id = c.req.param('ticket')
      const ticket = /^\d{1,15}$/.test(id) ? await deps.store.read(db => findTicket(db, Number(id))) : null
      if (ticket?.officeId !== office.id || !worksAt(staff, ticket)) return c.notFound()
      const { token } = await reprint(deps, office, ticket)
      const view = await deps.store.read(db => ticketView(db, office, ticket, deps.clock.now()))
      const link = `${publicUrlOf(deps.settings)}${paths.ticketIn(ticket.language, office.slug, token)}`
      // The slip is for whoever waits, not for who prints it.
      c.set('hasReadings', ticket.language === 'easy')
      return renderPage(
        c,
        <SlipPage
          page={staffPageOf(c, assets)}
          staff={c.var.staff}
          office={office}
          view={view}
          qr={qrSvg(link)}
        />,
      )
    })
}
