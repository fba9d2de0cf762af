import { createRoute, z } from '@hono/zod-openapi'
import { isTokenShaped, tokenHash } from '../access/token.ts'
import { appointmentJson, appointmentSchema } from '../booking/api-shapes.ts'
import { openedBooking } from '../booking/opened.ts'
import { isoOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import {
  type Api,
  bearer,
  bodyOf,
  bodyProblems,
  deedHeaders,
  intentOf,
  json,
  languageHeader,
  officeParam,
  problems,
} from '../http/api-route.ts'
import { jsonBody } from '../http/json-body.ts'
import { problem } from '../http/problem.ts'
import { counterById, type Office, type Service, servicesBySlug } from '../offices/office.ts'
import { actorOf, resident } from '../queue/actor.ts'
import { windowLabel } from '../queue/day.ts'
import { estimateFor } from '../queue/estimate.ts'
import { ticketOfToken } from '../queue/ticket-queries.ts'
import { type StaffMember, worksAt, worksIn } from '../staff/staff-member.ts'
import { findWindow } from '../windows/queries.ts'
import { checkIn } from './check-in.ts'
import { arrivalSchema, issuedSchema, ownTicketSchema, ticketUrl, walkInBody } from './api-shapes.ts'
import { checkInOpensAt } from './arrival-rule.ts'
import { ahead, type Issued, issueTicket } from './issue-ticket.ts'

const tags = ['Queue']
const bearerOrNone: Array<Record<string, string[]>> = [...bearer, {}]
const tokenParam = (description: string) =>
  z.object({ token: z.string().openapi({ description, example: 'q5Yl0Zz3rT1cV8mW2nB7xA' }) })

const checkInRoute = createRoute({
  method: 'post',
  path: '/v1/appointments/{token}/check-in',
  tags,
  summary: 'Check in for an appointment',
  description:
    'On its day, from `opensAt` on. Needs no body. Checking in twice is no error: it is the same place in line.',
  middleware: jsonBody({ isOptional: true }),
  request: {
    params: tokenParam('The token of a booking, or of a look-up for 30 minutes.'),
    headers: deedHeaders,
    body: { ...bodyOf(z.strictObject({})), required: false },
  },
  responses: {
    200: json(appointmentSchema.extend({ ticket: arrivalSchema }).openapi('CheckedIn'), 'The place in line.'),
    ...bodyProblems,
  },
})

const issueRoute = createRoute({
  method: 'post',
  path: '/v1/offices/{office}/tickets',
  tags,
  summary: 'Take a ticket without an appointment',
  description:
    'For staff by their token, at counters they work at, also after closing; without one where the office lets ' +
    'anybody take a ticket, while the counter takes people.',
  security: bearerOrNone,
  middleware: jsonBody(),
  request: { params: officeParam, headers: deedHeaders, body: bodyOf(walkInBody) },
  responses: { 201: json(issuedSchema, 'The ticket.'), ...bodyProblems, ...problems(401, 403) },
})

const ticketRoute = createRoute({
  method: 'get',
  path: '/v1/tickets/{token}',
  tags,
  summary: 'A place in line, for whoever has it',
  request: { params: tokenParam('The token of a ticket.'), headers: languageHeader },
  responses: {
    200: json(ownTicketSchema, 'How far it has come.'),
    ...problems(404, 422, 500),
  },
})

/** The calls of those who arrive. */
export function addArrival(api: Api, deps: Deps): void {
  api.openapi(checkInRoute, async c => {
    const { token } = c.req.valid('param')
    const opened = await openedBooking(deps, token)
    if (!opened) return problem(c, 'not_found')

    const { office, appointment } = opened
    const intent = intentOf(c.req.valid('header'), `check-in ${token}`, {})
    const arriving = { appointmentId: appointment.id, actor: resident }
    const outcome = await checkIn(deps, office, arriving, intent)
    if (outcome.ok) {
      const ticket = arrivalJson(office, outcome)
      return c.json({ ...appointmentJson(deps.settings, opened, token), ticket }, 200)
    }
    const opensAt = isoOf(checkInOpensAt(office, appointment.leg.startsAt), office.timeZone)
    return problem(c, outcome.reason, outcome.reason === 'check_in_not_open' ? { opensAt } : {})
  })

  api.openapi(issueRoute, async c => {
    const office = await deps.offices.bySlug(c.req.valid('param').office)
    if (!office) return problem(c, 'unknown_office')
    const staff = c.get('staff') as StaffMember | undefined
    const isWithToken = c.req.header('Authorization') !== undefined
    if (isWithToken ? !staff : !office.day.isKioskOpen)
      return problem(c, 'not_signed_in', { headers: { 'WWW-Authenticate': 'Bearer' } })
    if (staff && !worksIn(staff, office.id)) return problem(c, 'unknown_office')
    if (!staff && !(await deps.limits.allowTicket(c.get('caller'))))
      return problem(c, 'rate_limited', { headers: { 'Retry-After': '600' } })

    const body = c.req.valid('json')
    const services = servicesBySlug(office, body.services)
    if (!services) return problem(c, 'unknown_service')
    const isTheirs = ({ counterId }: Service) =>
      staff ? worksAt(staff, { officeId: office.id, counterId }) : !body.isPriority
    if (!services.every(isTheirs)) return problem(c, 'not_allowed')

    const who = staff
      ? { channel: 'staff' as const, actor: actorOf(staff) }
      : { channel: 'kiosk' as const, actor: { kind: 'kiosk' as const, kioskId: null } }
    const intent = intentOf(c.req.valid('header'), `ticket of ${office.slug} ${staff?.id ?? 'kiosk'}`, body)
    const outcome = await issueTicket(deps, office, { ...body, services, ...who }, intent)
    if (!outcome.ok) return problem(c, outcome.reason)
    const url = ticketUrl(deps.settings, office.slug, outcome.token)
    return c.json({ ...arrivalJson(office, outcome), id: outcome.ticket.id, url }, 201)
  })

  api.openapi(ticketRoute, async c => {
    const { token } = c.req.valid('param')
    const found = isTokenShaped(token) ? await ownTicket(deps, token) : null
    return found ? c.json(found, 200) : problem(c, 'not_found')
  })
}

function arrivalJson(office: Office, { ticket, token, ahead: before }: Issued) {
  return { number: ticket.number, token, counter: counterById(office, ticket.counterId).slug, ahead: before }
}

async function ownTicket(deps: Deps, token: string): Promise<z.infer<typeof ownTicketSchema> | null> {
  return deps.store.read(async db => {
    const ticket = await ticketOfToken(db, tokenHash(token))
    if (!ticket) return null
    const now = deps.clock.now()
    const office = await deps.offices.current(db, ticket.officeId)
    const counter = counterById(office, ticket.counterId)
    const before = await ahead(db, office, ticket, now)
    const window = ticket.windowId === null ? null : await findWindow(db, ticket.windowId)
    const isWaiting = ticket.state === 'waiting'
    return {
      number: ticket.number,
      state: ticket.state,
      stage: ticket.stage,
      counter: counter.slug,
      ahead: before,
      window: window && windowLabel(counter, window.number),
      estimate: isWaiting ? await estimateFor(db, office, counter.id, before, now) : null,
      updatedAt: isoOf(now, office.timeZone),
    }
  })
}
