import { Hono } from 'hono'
import { NoticePage } from '#views/arrival/notice-page.tsx'
import { parseEmail } from '../booking/details.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { pageOf, renderPage } from '../http/render.tsx'
import { askNotice, stopNotice } from '../near-turns/ask-notice.ts'
import { paths } from '../paths.ts'
import { ownTicket } from './own-ticket.tsx'

/** An address for the one message that a turn is near, typed by whoever holds the number. */
export function noticeRoutes(deps: Deps, assets: Assets) {
  const withTicket = ownTicket(deps, assets)
  return new Hono<Env>()
    .get('/t/:token/notice', c =>
      withTicket(c, (view, token) => {
        const { office } = c.var
        const isOpen = view.notice === 'possible' || view.notice === 'asked'
        if (!isOpen) return c.redirect(paths.ticket(office.slug, token), 303)
        const props = { page: pageOf(c, assets), office, token, view, typed: '', fault: null }
        return renderPage(c, <NoticePage {...props} />)
      }),
    )
    .post('/t/:token/notice', c =>
      withTicket(c, async (view, token) => {
        const { office } = c.var
        const form = await readForm(c)
        const page = pageOf(c, assets)
        const back = () => c.redirect(paths.ticket(office.slug, token), 303)
        if (form.one('deed') === 'stop') {
          await stopNotice(deps, view.ticket)
          return back()
        }
        const typed = form.one('email').slice(0, 500)
        const email = parseEmail(typed)
        const again = (reason: string, status: 409 | 422) => {
          const fault = reason === 'too_late' ? page.t.arrival.ticket.mailLate : faultOf(page.t, reason)
          return renderPage(c, <NoticePage {...{ page, office, token, view, typed, fault }} />, status)
        }
        if (typeof email !== 'string') return again(email?.reason ?? 'not_an_email', 422)
        const outcome = await askNotice(deps, view.ticket, { email, language: c.var.language })
        return outcome.ok ? back() : again(outcome.reason, 409)
      }),
    )
}

type Texts = ReturnType<typeof pageOf>['t']

function faultOf({ errors }: Texts, reason: string): string {
  const texts: Partial<Record<string, string>> = errors.field.email
  return texts[reason] ?? errors.fallback
}
