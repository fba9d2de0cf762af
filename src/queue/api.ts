import { createRoute, z } from '@hono/zod-openapi'
import { noteShownList } from '../audit/note-shown.ts'
import type { Deps } from '../deps.ts'
import { type Api, bearer, json, languageHeader, problems } from '../http/api-route.ts'
import { problem } from '../http/problem.ts'
import { seesNames } from '../staff/staff-member.ts'
import { counterOf } from './api-scope.ts'
import { counterQueueJson, counterQueueSchema } from './api-shapes.ts'
import { addTickets } from './api-tickets.ts'
import { addWindows } from './api-windows.ts'
import { queueShown, shownAppointments } from './queue-view.ts'

const counterRoute = createRoute({
  method: 'get',
  path: '/v1/counters/{counter}/queue',
  tags: ['Queue'],
  summary: 'The day of a counter, for its staff',
  security: bearer,
  request: {
    params: z.object({
      counter: z.string().openapi({ description: 'The `id` of a counter.', example: 'ido' }),
    }),
    headers: languageHeader,
  },
  responses: {
    200: json(counterQueueSchema, 'Windows, tickets and bookings of today.'),
    ...problems(401, 403, 404, 422, 500),
  },
})

/** What the staff of a counter see and do. */
export function addQueue(api: Api, deps: Deps): void {
  api.openapi(counterRoute, async c => {
    const staff = c.get('staff')
    const found = await counterOf(deps, staff, c.req.valid('param').counter)
    if (!found) return problem(c, 'not_found')
    const { office, counter } = found
    const withNames = seesNames(staff)
    const now = deps.clock.now()
    const view = await deps.store.read(db => queueShown(db, office, counter.id, { now, withNames }))
    const appointmentIds = shownAppointments(view)
    if (withNames)
      await noteShownList(deps, { office, staff }, { on: 'api', counterId: counter.id, appointmentIds })
    return c.json(counterQueueJson(office, view, withNames), 200)
  })

  addWindows(api, deps)
  addTickets(api, deps)
}
