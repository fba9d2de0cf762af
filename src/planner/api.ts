import { createRoute, z } from '@hono/zod-openapi'
import { isoOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Api, json, languageHeader, officeParam, problems, text } from '../http/api-route.ts'
import { invalid, problem } from '../http/problem.ts'
import { counterById, type Office, servicesBySlug } from '../offices/office.ts'
import { querySchema, readQuestion } from '../slots/api-question.ts'
import { refusePlan } from './errand.ts'
import { createPlanner, type PlannedDay } from './find-plans.ts'
import type { Plan, PlannedStop } from './plan.ts'

const at = z.string().openapi({ example: '2026-12-01T09:00:00+09:00' })

const planSchema = z.object({
  startsAt: at,
  endsAt: at.openapi({ description: 'When the last papers are collected.' }),
  legs: z.array(
    z.object({
      counter: z.string().openapi({ example: 'ido' }),
      services: z.array(z.string()).openapi({ example: ['tennyu'] }),
      startsAt: at,
      minutes: z.int().openapi({ description: 'Minutes at the counter.', example: 30 }),
      walkMinutes: z
        .int()
        .openapi({ description: 'Minutes on the way from the counter before.', example: 3 }),
      leavesAt: at.openapi({ description: 'When the next counter can be gone to, papers waited for.' }),
      collectsAt: at
        .nullable()
        .openapi({ description: 'When papers can be collected that nobody waits for.' }),
    }),
  ),
})

const plansSchema = z
  .object({
    days: z.array(
      z.object({
        date: z.string().openapi({ example: '2026-12-01' }),
        state: z.enum(['open', 'apart', 'full', 'closed', 'not_yet', 'too_late', 'past']).openapi({
          description:
            '`open`: has plans · `apart`: all counters have free times, but these make no visit · the others as in ' +
            'the availability of the counter named by `obstacle`, or of all.',
        }),
        obstacle: z.string().nullable().openapi({ description: 'The counter that stands in the way.' }),
        plans: z.array(planSchema).openapi({
          description: 'At most three: the shortest that begin at least an hour apart, the earliest first.',
        }),
      }),
    ),
  })
  .openapi('Plans')

const plansRoute = createRoute({
  method: 'get',
  path: '/v1/offices/{office}/plans',
  tags: ['Times'],
  summary: 'Visits over several counters that can be booked as one',
  description:
    'Services of one counter become one leg; legs keep the order of services, the way between counters and what ' +
    'has to be waited for. Hold one by `POST …/holds` with its `legs`.',
  request: {
    params: officeParam,
    query: querySchema.extend({
      services: text(1000).openapi({
        description: 'Ids of services, by commas.',
        example: 'tennyu,kokuho-kanyu',
      }),
    }),
    headers: languageHeader,
  },
  responses: { 200: json(plansSchema, 'Every day asked for, in order.'), ...problems(404, 422, 500, 503) },
})

/** Plans for several counters, as other programs ask for them. */
export function addPlans(api: Api, deps: Deps): void {
  api.openAPIRegistry.registerPath(plansRoute)
  const planner = createPlanner(deps)

  api.get('/v1/offices/:office/plans', async c => {
    const office = await deps.offices.bySlug(c.req.param('office'))
    if (!office) return problem(c, 'unknown_office')
    const asked = readQuestion(c.req.url, office, deps.clock.now())
    if ('errors' in asked) return invalid(c, asked.errors)
    const services = servicesBySlug(office, asked.services)
    if (!services) return problem(c, 'unknown_service')
    const wish = { services, people: asked.people }
    const refused = refusePlan(office, wish)
    if (refused) return problem(c, refused.reason)

    const days = await planner.days(office, wish, asked.from, asked.to)
    return c.json({ days: days.map(day => dayJson(office, day)) }, 200, { 'Cache-Control': 'no-store' })
  })
}

function dayJson(office: Office, { date, state, obstacle, plans }: PlannedDay) {
  const counterId = obstacle?.counterId ?? null
  return {
    date,
    state,
    obstacle: counterId === null ? null : counterById(office, counterId).slug,
    plans: plans.map(plan => planJson(office, plan)),
  }
}

function planJson(office: Office, { startsAt, endsAt, stops }: Plan) {
  const iso = (instant: number) => isoOf(instant, office.timeZone)
  const leg = ({ counterId, services, minutes, walkMinutes, ...times }: PlannedStop) => ({
    counter: counterById(office, counterId).slug,
    services: services.map(({ slug }) => slug),
    startsAt: iso(times.startsAt),
    ...{ minutes, walkMinutes },
    leavesAt: iso(times.leavesAt),
    collectsAt: times.collectsAt === null ? null : iso(times.collectsAt),
  })
  return { startsAt: iso(startsAt), endsAt: iso(endsAt), legs: stops.map(leg) }
}
