import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { IssuedPage } from '#views/reception/issued-page.tsx'
import { VoidPage, type VoidPageRefusal } from '#views/reception/void-page.tsx'
import { ahead } from '../arrival/issue-ticket.ts'
import { intentKey } from '../booking/form.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { act } from '../queue/act.ts'
import { actorOf } from '../queue/actor.ts'
import { parseId, seenOf } from '../queue/form.ts'
import { findTicket } from '../queue/ticket-queries.ts'
import type { Ticket } from '../queue/ticket.ts'
import { worksAt } from '../staff/staff-member.ts'

/** A number that reception has given: what to tell its holder, and taking it back when it should not exist. */
export function receptionTicketRoutes(deps: Deps, assets: Assets) {
  const propsOf = (c: Ctx) => ({ page: staffPageOf(c, assets), staff: c.var.staff })

  return new Hono<Env>()
    .get('/tickets/:ticket', async c => {
      const { office } = c.var
      const ticket = await ownTicket(c, c.req.param('ticket'))
      if (!ticket) return c.notFound()
      const now = deps.clock.now()
      const before = await deps.store.read(db => ahead(db, office, ticket, now))
      return renderPage(c, <IssuedPage {...propsOf(c)} {...{ office, ticket, ahead: before }} />)
    })
    .get('/tickets/:ticket/void', async c => {
      const ticket = await ownTicket(c, c.req.param('ticket'))
      return ticket ? voidPage(c, ticket, ticket.state === 'waiting' ? null : 'not_possible') : c.notFound()
    })
    .post('/tickets/:ticket/void', async c => {
      const { staff } = c.var
      const form = await readForm(c)
      const ticket = await ownTicket(c, c.req.param('ticket'))
      if (!ticket) return c.notFound()
      const reason = (['printer', 'test'] as const).find(known => known === form.one('reason'))
      if (!reason) return voidPage(c, ticket, ticket.state === 'waiting' ? 'reason' : 'not_possible')

      const outcome = await act(
        deps,
        ticket,
        { deed: 'void', actor: actorOf(staff), reason, seen: seenOf(form) },
        { key: intentKey(form), scope: `void ${ticket.id} ${staff.id}`, body: { reason } },
      )
      if (outcome.ok) return c.redirect(paths.receptionTicket(ticket.id), 303)
      const current = (await ownTicket(c, c.req.param('ticket'))) ?? ticket
      return voidPage(c, current, outcome.reason)
    })

  /** The ticket of an address, null for every other than those of counters where this person works. */
  async function ownTicket(c: Ctx, sent: string): Promise<Ticket | null> {
    const { office, staff } = c.var
    const id = parseId(sent)
    const ticket = id === null ? null : await deps.store.read(db => findTicket(db, id))
    return ticket?.officeId === office.id && worksAt(staff, ticket) ? ticket : null
  }

  function voidPage(c: Ctx, ticket: Ticket, reason: VoidPageRefusal | null) {
    return renderPage(
      c,
      <VoidPage {...propsOf(c)} {...{ ticket, reason }} intentKey={randomUUID()} />,
      reason === null ? 200 : reason === 'reason' ? 422 : 409,
    )
  }
}
