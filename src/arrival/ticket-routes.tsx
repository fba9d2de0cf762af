import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { LeavePage } from '#views/arrival/leave-page.tsx'
import { TicketPage } from '#views/arrival/ticket-page.tsx'
import { MessagePage } from '#views/layout/message-page.tsx'
import { intentKey } from '../booking/form.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { pageOf, renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { leave } from './leave.ts'
import { ownTicket } from './own-ticket.tsx'

/** What the holder of a number sees and does, by the link on the slip or after checking in. */
export function ticketRoutes(deps: Deps, assets: Assets) {
  const withTicket = ownTicket(deps, assets)
  return new Hono<Env>()
    .get('/t/:token', c =>
      withTicket(c, (view, token, survey) => {
        const { office } = c.var
        return renderPage(c, <TicketPage page={pageOf(c, assets)} {...{ office, token, view, survey }} />)
      }),
    )
    .get('/t/:token/leave', c =>
      withTicket(c, (view, token) => {
        const { office } = c.var
        if (!view.canLeave) return c.redirect(paths.ticket(office.slug, token), 303)
        const props = { page: pageOf(c, assets), office, token, view, intentKey: randomUUID() }
        return renderPage(c, <LeavePage {...props} />)
      }),
    )
    .post('/t/:token/leave', c =>
      withTicket(c, async (view, token) => {
        const { office } = c.var
        const key = intentKey(await readForm(c))
        const { leaveRefused, leaveRefusedText } = pageOf(c, assets).t.arrival.ticket
        const outcome = view.isOver ? null : await leave(deps, view.ticket, key)
        return outcome?.ok
          ? c.redirect(paths.ticket(office.slug, token), 303)
          : refuse(c, token, leaveRefused, leaveRefusedText, 409)
      }),
    )

  function refuse(c: Ctx, token: string, title: string, text: string, status: 409 | 422) {
    const page = pageOf(c, assets)
    return renderPage(
      c,
      <MessagePage page={page} title={title} text={text}>
        <p>
          <a href={paths.ticket(c.var.office.slug, token)}>{page.t.arrival.ticket.title}</a>
        </p>
      </MessagePage>,
      status,
    )
  }
}
