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
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { PauseReason, Window } from '../windows/window.ts'
import { actorOf } from './actor.ts'
import { alarmBody, callBody, callNextBody, pauseBody } from './api-bodies.ts'
import { ticketMeant, windowOf } from './api-scope.ts'
import { alarmAnswerSchema, ticketSchema, windowAnswerSchema, windowJson } from './api-shapes.ts'
import { ticketShown } from './api-shown.ts'
import { callNext, callTicket } from './call.ts'
import { moveWindow, soundAlarm } from './move-window.ts'
import { ticketAtWindow } from './window-queries.ts'

const params = z.object({
  window: z.string().openapi({ description: 'The `id` of a window.', example: '3' }),
})
const usual = {
  method: 'post' as const,
  tags: ['Queue'],
  security: bearer,
  middleware: jsonBody({ isOptional: true }),
}
const refusals = { ...bodyProblems, ...problems(401, 403) }
const optional = <Schema extends z.ZodType>(schema: Schema) => ({ ...bodyOf(schema), required: false })

const moves = {
  open: ['Open a window', 'Opening an open one takes it over, with who is there.'],
  close: ['Close a window', 'Refused with `window_busy` while somebody is called or served there.'],
  pause: ['Pause a window', 'Refused with `window_busy` while somebody is called or served there.'],
  continue: ['Go on after a pause', 'Refused with `not_possible` when it was not paused.'],
} as const

const callNextRoute = createRoute({
  ...usual,
  path: '/v1/windows/{window}/call-next',
  summary: 'Call whoever is next',
  description: 'By the calling order of the office. No ticket is ever called to two windows.',
  request: { params, headers: deedHeaders, body: optional(callNextBody) },
  responses: { 200: json(ticketSchema, 'Who is called.'), ...refusals },
})

const callRoute = createRoute({
  ...usual,
  path: '/v1/windows/{window}/call',
  summary: 'Call one ticket out of its turn',
  description: 'Somebody who waits, who did not come before, or who is to collect.',
  middleware: jsonBody(),
  request: { params, headers: deedHeaders, body: bodyOf(callBody) },
  responses: { 200: json(ticketSchema, 'Who is called.'), ...refusals },
})

const alarmRoute = createRoute({
  ...usual,
  path: '/v1/windows/{window}/alarm',
  summary: 'Call the neighbours for help, or end the call',
  middleware: jsonBody(),
  request: { params, headers: deedHeaders, body: bodyOf(alarmBody) },
  responses: { 200: json(alarmAnswerSchema, 'The window, and whether its alarm is on.'), ...refusals },
})

/** What is done at a window. */
export function addWindows(api: Api, deps: Deps): void {
  for (const deed of ['open', 'close', 'pause', 'continue'] as const) {
    const [summary, description] = moves[deed]
    const body: z.ZodType<{ reason?: PauseReason | undefined }> =
      deed === 'pause' ? pauseBody : z.strictObject({})
    const route = createRoute({
      ...usual,
      path: `/v1/windows/{window}/${deed}`,
      summary,
      description,
      request: { params, headers: deedHeaders, body: optional(body) },
      responses: { 200: json(windowAnswerSchema, 'The window, and who is there.'), ...refusals },
    })
    api.openapi(route, async c => {
      const staff = c.get('staff')
      const found = await windowOf(deps, staff, c.req.valid('param').window)
      if (!found) return problem(c, 'not_found')
      const sent = c.req.valid('json')
      const intent = intentOf(c.req.valid('header'), scopeOf(deed, found.window, staff), sent)
      const outcome = await moveWindow(deps, found.window, { deed, staff, ...sent }, intent)
      return outcome.ok
        ? c.json(await windowAnswer(deps, found.office, outcome.window), 200)
        : problem(c, outcome.reason)
    })
  }

  api.openapi(callNextRoute, async c => {
    const staff = c.get('staff')
    const found = await windowOf(deps, staff, c.req.valid('param').window)
    if (!found) return problem(c, 'not_found')
    const { office, window } = found
    const sent = c.req.valid('json')
    const caller = { actor: actorOf(staff), endsCurrent: sent.endCurrent }
    const intent = intentOf(c.req.valid('header'), scopeOf('call-next', window, staff), sent)
    const outcome = await callNext(deps, office, window, caller, intent)
    return outcome.ok
      ? c.json(await ticketShown(deps, office, outcome.ticket), 200)
      : problem(c, outcome.reason)
  })

  api.openapi(callRoute, async c => {
    const staff = c.get('staff')
    const found = await windowOf(deps, staff, c.req.valid('param').window)
    if (!found) return problem(c, 'not_found')
    const { office, window } = found
    const sent = c.req.valid('json')
    const meant = await ticketMeant(deps, staff, sent.ticket, office)
    if (!meant) return problem(c, 'not_found')
    const intent = intentOf(c.req.valid('header'), scopeOf('call', window, staff), sent)
    const outcome = await callTicket(deps, window, meant.ticket.id, { actor: actorOf(staff) }, intent)
    return outcome.ok
      ? c.json(await ticketShown(deps, office, outcome.ticket), 200)
      : problem(c, outcome.reason)
  })

  api.openapi(alarmRoute, async c => {
    const staff = c.get('staff')
    const found = await windowOf(deps, staff, c.req.valid('param').window)
    if (!found) return problem(c, 'not_found')
    const { on } = c.req.valid('json')
    const outcome = await soundAlarm(deps, found.office, found.window, { isOn: on, staff })
    if (!outcome.ok) return problem(c, outcome.reason)
    const { window } = await windowAnswer(deps, found.office, outcome.window)
    return c.json({ window, on }, 200)
  })
}

function scopeOf(deed: string, { id }: Window, staff: StaffMember): string {
  return `window ${id} ${deed} ${staff.id}`
}

async function windowAnswer(deps: Deps, office: Office, window: Window) {
  const there = await deps.store.read(db => ticketAtWindow(db, window.id))
  const ticket = there && (await ticketShown(deps, office, there))
  return { window: windowJson(office, window, ticket?.number ?? null), ticket }
}
