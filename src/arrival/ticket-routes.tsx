import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { LeavePage } from '#views/arrival/leave-page.tsx'
import { TicketPage } from '#views/arrival/ticket-page.tsx'
import { MessagePage } from '#views/layout/message-page.tsx'
import { isTokenShaped, tokenHash } from '../access/token.ts'
import { intentKey } from '../booking/form.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { pageOf, renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { ticketOfToken } from '../queue/queries.ts'
import { type TicketSurvey, ticketSurvey } from '../survey/ticket-survey.ts'
import { leave } from './leave.ts'
import { type TicketView, ticketView } from './ticket-view.ts'

type Show = (view: TicketView, token: string, survey: TicketSurvey | null) => Response | Promise<Response>

/** What the holder of a number sees and does, by the link on the slip or after checking in. */
export function ticketRoutes(deps: Deps, assets: Assets) {
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

  async function withTicket(c: Ctx, show: Show): Promise<Response> {
    const { office } = c.var
    const token = c.req.param('token') ?? ''
    const now = deps.clock.now()
    const found = isTokenShaped(token)
      ? await deps.store.read(async db => {
          const ticket = await ticketOfToken(db, tokenHash(token))
          if (ticket?.officeId !== office.id) return null
          const view = await ticketView(db, office, ticket, now)
          return { view, survey: await ticketSurvey(db, office, ticket, token, now) }
        })
      : null
    if (found) return show(found.view, token, found.survey)

    const page = pageOf(c, assets)
    const { notFound, notFoundText } = page.t.arrival.ticket
    return renderPage(c, <MessagePage page={page} title={notFound} text={notFoundText} />, 404)
  }

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
