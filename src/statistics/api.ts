import { createRoute } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { type Api, bearer, json, languageHeader, officeParam, problems } from '../http/api-route.ts'
import { invalid, problem } from '../http/problem.ts'
import { worksIn } from '../staff/staff-member.ts'
import { questionSchema, readQuestion } from './api-question.ts'
import { statisticsSchema, summaryJson } from './api-shapes.ts'
import { readSummaries } from './read-summaries.ts'
import { scopeOf } from './scope.ts'

const statisticsRoute = createRoute({
  method: 'get',
  path: '/v1/offices/{office}/statistics',
  tags: ['Statistics'],
  summary: 'The figures of an office over time',
  description:
    'For supervisors and administrators: the same figures as on their pages, of the counters they answer for. ' +
    'Periods begin on their own first days: all that `from` and `to` lie in are told. Of parts with fewer than ten ' +
    'visits nothing is told, but for a single day.',
  security: bearer,
  request: { params: officeParam, query: questionSchema, headers: languageHeader },
  responses: {
    200: json(statisticsSchema, 'Each period with figures, in order.'),
    ...problems(401, 403, 404, 422, 500),
  },
})

/** What supervisors may know of their office. To be mounted before calls that take no parameters. */
export function addStatistics(api: Api, deps: Deps): void {
  api.openapi(statisticsRoute, async c => {
    const office = await deps.offices.bySlug(c.req.valid('param').office)
    if (!office || !worksIn(c.get('staff'), office.id)) return problem(c, 'unknown_office')
    const scope = scopeOf(office, c.get('staff'))
    const asked = readQuestion(c.req.valid('query'), office, scope, deps.clock.now())
    if (asked === 'unknown_counter' || asked === 'not_allowed') return problem(c, asked)
    if ('errors' in asked) return invalid(c, asked.errors)

    const { grain, by } = asked
    const summaries = await deps.store.read(db => readSummaries(db, office.id, asked.question))
    const told = summaries.filter(
      ({ counterId }) => counterId === null || scope.counters.some(({ id }) => id === counterId),
    )
    return c.json({ grain, by, summaries: told.map(summary => summaryJson(office, summary)) }, 200)
  })
}
