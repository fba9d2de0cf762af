import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import {
  type Api,
  bodyOf,
  bodyProblems,
  deedHeaders,
  intentOf,
  json,
  languageHeader,
  problems,
} from '../http/api-route.ts'
import { jsonBody } from '../http/json-body.ts'
import { invalid, problem } from '../http/problem.ts'
import { alternatives } from './api-alternatives.ts'
import { appointmentJson, appointmentSchema, lookUpBody, rescheduleBody } from './api-shapes.ts'
import { cancel } from './cancel.ts'
import { movable } from './fitting-times.ts'
import { lookUp } from './look-up.ts'
import { openedBooking } from './opened.ts'
import { reschedule } from './reschedule.ts'

const tags = ['Appointments']

const params = z.object({
  token: z.string().openapi({
    description: 'The token of a booking, or of a look-up for 30 minutes.',
    example: 'q5Yl0Zz3rT1cV8mW2nB7xA',
  }),
})

const showRoute = createRoute({
  method: 'get',
  path: '/v1/appointments/{token}',
  tags,
  summary: 'An appointment',
  request: { params, headers: languageHeader },
  responses: { 200: json(appointmentSchema, 'The appointment.'), ...problems(404, 422, 500) },
})

const rescheduleRoute = createRoute({
  method: 'post',
  path: '/v1/appointments/{token}/reschedule',
  tags,
  summary: 'Move an appointment to another time',
  description:
    'In one step: when the new time is refused, the appointment keeps the old one. A visit over several counters ' +
    'moves with all of them by the same time, or with one alone, named by `leg`.',
  middleware: jsonBody(),
  request: { params, headers: deedHeaders, body: bodyOf(rescheduleBody) },
  responses: { 200: json(appointmentSchema, 'The appointment at its new time.'), ...bodyProblems },
})

const cancelRoute = createRoute({
  method: 'post',
  path: '/v1/appointments/{token}/cancellation',
  tags,
  summary: 'Cancel an appointment',
  description: 'Needs no body. Cancelling twice is no error.',
  middleware: jsonBody({ isOptional: true }),
  request: { params, headers: deedHeaders, body: { ...bodyOf(z.strictObject({})), required: false } },
  responses: { 200: json(appointmentSchema, 'The cancelled appointment.'), ...bodyProblems },
})

const lookUpRoute = createRoute({
  method: 'post',
  path: '/v1/appointments/lookup',
  tags,
  summary: 'Find an appointment by its reference and a second secret',
  description:
    'The `token` in the answer opens the appointment for 30 minutes. An unknown reference and a wrong secret ' +
    'are answered alike; tries are limited.',
  middleware: jsonBody(),
  request: { headers: languageHeader, body: bodyOf(lookUpBody) },
  responses: {
    200: json(appointmentSchema, 'The appointment, with a token for 30 minutes.'),
    ...problems(400, 404, 413, 415, 422, 429, 500, 503),
  },
})

const lookUpRetrySeconds = '900'

/** The calls about an appointment that is already made. */
export function addManaging(api: Api, deps: Deps): void {
  api.openapi(lookUpRoute, async c => {
    const outcome = await lookUp(deps, c.req.valid('json'), c.get('caller'))
    if (!outcome.ok) return problem(c, outcome.reason, { headers: { 'Retry-After': lookUpRetrySeconds } })
    const opened = await openedBooking(deps, outcome.session)
    return opened
      ? c.json(appointmentJson(deps.settings, opened, outcome.session), 200)
      : problem(c, 'not_matching')
  })

  api.openapi(showRoute, async c => {
    const { token } = c.req.valid('param')
    const opened = await openedBooking(deps, token)
    return opened ? c.json(appointmentJson(deps.settings, opened, token), 200) : problem(c, 'not_found')
  })

  api.openapi(rescheduleRoute, async c => {
    const { token } = c.req.valid('param')
    const opened = await openedBooking(deps, token)
    if (!opened) return problem(c, 'not_found')

    const { office, appointment } = opened
    const body = c.req.valid('json')
    const intent = intentOf(c.req.valid('header'), `reschedule ${token}`, body)
    const { startsAt, leg: place } = body
    const leg = place === undefined ? appointment.leg : appointment.legs[place - 1]
    if (!leg) return invalid(c, [{ field: 'leg', reason: 'unknown' }])
    const to = { startsAt, legId: leg.id, isAlone: place !== undefined }
    const outcome = await reschedule(deps, office, appointment.id, to, 'api', intent)
    if (outcome.ok)
      return c.json(
        appointmentJson(deps.settings, { ...opened, appointment: outcome.appointment }, token),
        200,
      )
    const visit = { services: leg.services, people: appointment.people, startsAt }
    const isWhole = place === undefined || appointment.legs.length === 1
    const free = isWhole ? await alternatives(movable(deps, appointment), office, visit, outcome.reason) : {}
    return problem(c, outcome.reason, free)
  })

  api.openapi(cancelRoute, async c => {
    const { token } = c.req.valid('param')
    const opened = await openedBooking(deps, token)
    if (!opened) return problem(c, 'not_found')

    const { office, appointment } = opened
    const intent = intentOf(c.req.valid('header'), `cancel ${token}`, {})
    const outcome = await cancel(deps, office, appointment.id, 'api', intent)
    return outcome.ok
      ? c.json(appointmentJson(deps.settings, { ...opened, appointment: outcome.appointment }, token), 200)
      : problem(c, outcome.reason)
  })
}
