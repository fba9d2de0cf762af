import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { CorrectionPage } from '#views/statistics/correction-page.tsx'
import { TicketsPage } from '#views/statistics/tickets-page.tsx'
import { intentKey } from '../booking/form.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { figuresPageOf, renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { businessDate } from '../queue/day.ts'
import { parseId, seenOf } from '../queue/form.ts'
import { findTicket } from '../queue/ticket-queries.ts'
import { correct, type CorrectionRefusal } from './correct.ts'
import {
  type CorrectionField,
  parseCorrection,
  parseTicketQuery,
  type TypedCorrection,
  typedCorrection,
} from './correction-form.ts'
import { periodOf } from './period.ts'
import { versionsOfMonths } from './month-queries.ts'
import { scopeOf } from './scope.ts'
import { boundsIn, historiesOf, type TicketHistory } from './ticket-history.ts'

type Trouble = { fields?: readonly CorrectionField[]; refusal?: CorrectionRefusal | 'key_reused' }

/** Where supervisors find a ticket of a day, see its history, and correct it. */
export function correctionRoutes(deps: Deps, assets: Assets) {
  const propsOf = (c: Ctx) => ({ page: figuresPageOf(c, assets), staff: c.var.staff })

  return new Hono<Env>()
    .get('/tickets', async c => {
      const { office } = c.var
      const query = readQuery(c)
      const asked = parseTicketQuery(query)
      const { date, numbers } = asked
      const isAsked = query.one('number') !== '' || query.one('date') !== ''
      const histories =
        date === null
          ? []
          : await deps.store.read(db => historiesOf(db, office, { counters: countersOf(c), date, numbers }))
      const isDayOver = date !== null && date < businessDate(office, deps.clock.now())
      const typed = { date: query.one('date'), number: query.one('number').slice(0, 20) }
      const shown = { office, typed, asked, isAsked, histories, isDayOver }
      const isWrong = isAsked && (date === null || numbers.length === 0)
      return renderPage(c, <TicketsPage {...propsOf(c)} {...shown} />, isWrong ? 422 : 200)
    })
    .get('/tickets/:ticket/correction', async c => {
      const history = await ownHistory(c)
      const typed = typedCorrection(readQuery(c))
      if (!history || !typed) return c.notFound()
      return correctionPage(c, history, typed, {})
    })
    .post('/tickets/:ticket/correction', async c => {
      const { office, staff } = c.var
      const form = await readForm(c)
      const history = await ownHistory(c)
      const typed = typedCorrection(form)
      if (!history || !typed) return c.notFound()
      const { ticket } = history
      const parsed = parseCorrection(office, ticket, typed)
      if (!parsed.ok) return correctionPage(c, history, typed, { fields: parsed.fields })

      const { change, reason } = parsed
      const scope = `correct ${ticket.id} ${staff.id}`
      const intent = { key: intentKey(form), scope, body: { change, reason } }
      const correcting = { change, reason, staff, seen: seenOf(form) }
      const outcome = await correct(deps, office, ticket, correcting, intent)
      if (outcome.ok) return c.redirect(paths.figuresTickets(ticket.businessDate, ticket.number), 303)
      return correctionPage(c, (await ownHistory(c)) ?? history, typed, { refusal: outcome.reason })
    })

  /** Those whose records somebody may see and correct. */
  function countersOf({ var: { office, staff } }: Ctx) {
    return scopeOf(office, staff).counters
  }

  /** The history of the ticket of an address, null where it is another office's or another counter's. */
  async function ownHistory(c: Ctx): Promise<TicketHistory | null> {
    const { office } = c.var
    const id = parseId(c.req.param('ticket') ?? '')
    if (id === null) return null
    return deps.store.read(async db => {
      const ticket = await findTicket(db, id)
      if (ticket?.officeId !== office.id) return null
      const asked = { counters: countersOf(c), date: ticket.businessDate, numbers: [ticket.number] }
      const histories = await historiesOf(db, office, asked)
      return histories.find(history => history.ticket.id === id) ?? null
    })
  }

  async function correctionPage(c: Ctx, history: TicketHistory, typed: TypedCorrection, trouble: Trouble) {
    const { office } = c.var
    const { start } = periodOf(history.ticket.businessDate, 'month')
    const versions = await deps.store.read(db => versionsOfMonths(db, office.id, { from: start, to: start }))
    const line = history.lines.find(
      ({ eventId, isCorrectable }) => isCorrectable && eventId === typed.eventId,
    )
    if (typed.what === 'time' && !line && !trouble.refusal) return c.notFound()
    const bounds = line ? boundsIn(office, history, line.eventId) : null
    const version = versions.at(-1)?.version ?? null
    const shown = { office, history, typed, line: line ?? null, bounds, version, ...trouble }
    const status = trouble.fields ? 422 : trouble.refusal ? 409 : 200
    return renderPage(c, <CorrectionPage {...propsOf(c)} {...shown} intentKey={randomUUID()} />, status)
  }
}
