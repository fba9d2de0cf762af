import { MessagePage } from '#views/layout/message-page.tsx'
import { isTokenShaped, tokenHash } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx } from '../http/env.ts'
import { pageOf, renderPage } from '../http/render.tsx'
import { ticketOfToken } from '../queue/ticket-queries.ts'
import { type TicketSurvey, ticketSurvey } from '../survey/ticket-survey.ts'
import { type TicketView, ticketView } from './ticket-view.ts'

type Show = (view: TicketView, token: string, survey: TicketSurvey | null) => Response | Promise<Response>

/** Runs a page with the ticket that its link opens, or tells that there is none. */
export function ownTicket(deps: Deps, assets: Assets) {
  return async (c: Ctx, show: Show): Promise<Response> => {
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
}
