import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import {
  type Api,
  bearer,
  bodyOf,
  bodyProblems,
  deedHeaders,
  intentOf,
  json,
  problems,
} from '../http/api-route.ts'
import { jsonBody } from '../http/json-body.ts'
import { problem } from '../http/problem.ts'
import { everyService, type Office, type Service, servicesBySlug } from '../offices/office.ts'
import { act, simpleDeeds, type SimpleDeed } from './act.ts'
import { actorOf } from './actor.ts'
import { type DeedBody, deedBodies, transferBody, undoBody } from './api-bodies.ts'
import { ticketMeant } from './api-scope.ts'
import { ticketSchema } from './api-shapes.ts'
import { ticketShown } from './api-shown.ts'
import { businessDate } from './day.ts'
import { transfer } from './transfer.ts'
import { undo } from './undo.ts'

const params = z.object({
  ticket: z.string().openapi({
    description:
      'A number of today, or the `id` of a ticket. A number comes first: an `id` is looked for only when no ' +
      'ticket of today has that number. A number leads to where the visit is now.',
    example: 'A-012',
  }),
})
const usual = { method: 'post' as const, tags: ['Queue'], security: bearer }
const responses = {
  200: json(ticketSchema, 'The ticket as it is now.'),
  ...bodyProblems,
  ...problems(401, 403),
}

const summaries: Record<SimpleDeed, string> = {
  'call-again': 'Call somebody again',
  serve: 'Begin to serve somebody who was called',
  park: 'Put a ticket aside',
  resume: 'Go on with a ticket that was put aside',
  'hand-in': 'Take in what they brought: they are called a second time to collect',
  collect: 'Call somebody to collect',
  finish: 'End a service',
  'no-show': 'Note that somebody who was called did not come',
  left: 'Note that somebody has gone',
  void: 'Take back a ticket that should not have been issued',
}

const deedRoute = (deed: SimpleDeed, body: z.ZodType<DeedBody>) =>
  createRoute({
    ...usual,
    path: `/v1/tickets/{ticket}/${deed}`,
    summary: summaries[deed],
    middleware: jsonBody({ isOptional: true }),
    request: { params, headers: deedHeaders, body: { ...bodyOf(body), required: false } },
    responses,
  })

const undoRoute = createRoute({
  ...usual,
  path: '/v1/tickets/{ticket}/undo',
  summary: 'Take back the last deed to a ticket',
  description:
    'Of today. A transfer is taken back by the `id` of the ticket it was done to, until the other counter has ' +
    'called.',
  middleware: jsonBody({ isOptional: true }),
  request: { params, headers: deedHeaders, body: { ...bodyOf(undoBody), required: false } },
  responses,
})

const transferRoute = createRoute({
  ...usual,
  path: '/v1/tickets/{ticket}/transfer',
  summary: 'Send somebody on to another counter',
  description: 'With the number they have. The answer is the ticket there, which has an `id` of its own.',
  middleware: jsonBody(),
  request: { params, headers: deedHeaders, body: bodyOf(transferBody) },
  responses,
})

/** What is done with a ticket. */
export function addTickets(api: Api, deps: Deps): void {
  for (const deed of simpleDeeds)
    api.openapi(deedRoute(deed, deedBodies[deed]), async c => {
      const staff = c.get('staff')
      const { ticket: sent } = c.req.valid('param')
      const meant = await ticketMeant(deps, staff, sent)
      if (!meant) return problem(c, 'not_found')
      const { office, ticket } = meant
      const body = c.req.valid('json')
      const services =
        body.services && servicesOf(office, ticket.counterId, body.services, everyService(office))
      if (typeof services === 'string') return problem(c, services)

      const { window: windowId, sequence: seen, purposeMet, reason } = body
      const told = { windowId, seen, purposeMet, reason, services: services?.map(({ id }) => id) }
      const intent = intentOf(c.req.valid('header'), `ticket ${sent} ${deed} ${staff.id}`, body)
      const outcome = await act(deps, ticket, { deed, actor: actorOf(staff), ...told }, intent)
      return outcome.ok
        ? c.json(await ticketShown(deps, office, outcome.ticket), 200)
        : problem(c, outcome.reason)
    })

  api.openapi(transferRoute, async c => {
    const staff = c.get('staff')
    const { ticket: sent } = c.req.valid('param')
    const meant = await ticketMeant(deps, staff, sent)
    if (!meant) return problem(c, 'not_found')
    const { office, ticket } = meant
    const body = c.req.valid('json')
    // Where there is no window nobody would ever call them.
    const counter = office.counters.find(({ slug, windows }) => slug === body.counter && windows > 0)
    if (!counter) return problem(c, 'unknown_counter')
    const services = servicesOf(office, counter.id, body.services)
    if (typeof services === 'string') return problem(c, services)

    const { keepsPlace, sequence: seen } = body
    const onward = { toCounterId: counter.id, keepsPlace, seen, services: services.map(({ id }) => id) }
    const intent = intentOf(c.req.valid('header'), `ticket ${sent} transfer ${staff.id}`, body)
    const outcome = await transfer(deps, ticket, { ...onward, actor: actorOf(staff) }, intent)
    return outcome.ok
      ? c.json(await ticketShown(deps, office, outcome.ticket), 200)
      : problem(c, outcome.reason)
  })

  api.openapi(undoRoute, async c => {
    const staff = c.get('staff')
    const { ticket: sent } = c.req.valid('param')
    const meant = await ticketMeant(deps, staff, sent)
    if (!meant) return problem(c, 'not_found')
    const { office, ticket } = meant
    const body = c.req.valid('json')
    const today = businessDate(office, deps.clock.now())
    const intent = intentOf(c.req.valid('header'), `ticket ${sent} undo ${staff.id}`, body)
    const outcome = await undo(deps, ticket, { actor: actorOf(staff), seen: body.sequence, today }, intent)
    return outcome.ok
      ? c.json(await ticketShown(deps, office, outcome.ticket), 200)
      : problem(c, outcome.reason)
  })
}

/** The services of these slugs, which must all be the counter's. */
function servicesOf(
  office: Office,
  counterId: number,
  slugs: readonly string[],
  among: readonly Service[] = office.services,
): Service[] | 'unknown_service' | 'several_counters' {
  const services = servicesBySlug(office, slugs, among)
  if (!services) return 'unknown_service'
  return services.every(service => service.counterId === counterId) ? services : 'several_counters'
}
