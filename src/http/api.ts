import { randomUUID } from 'node:crypto'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import { StoreBusyError, StoreUnwritableError } from '#db/outcome.ts'
import { addArrival } from '../arrival/api.ts'
import { addBooking } from '../booking/api.ts'
import { addManaging } from '../booking/api-manage.ts'
import type { Deps } from '../deps.ts'
import { addPlans } from '../planner/api.ts'
import { addIndicators } from '../indicators/api.ts'
import { addExports } from '../exports/api.ts'
import { addOffices } from '../offices/api.ts'
import { addOpinions } from '../opinions/api.ts'
import { addWaitlist } from '../waitlist/api.ts'
import { addQueue } from '../queue/api.ts'
import { addOpenQueue } from '../queue/api-open.ts'
import { addAvailability } from '../slots/api.ts'
import { addSession } from '../staff/api.ts'
import { addStatistics } from '../statistics/api.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { addSurvey } from '../survey/api.ts'
import { addDocs } from './api-docs.tsx'
import type { Api } from './api-route.ts'
import type { Ctx, Env } from './env.ts'
import { placeOf } from './error-place.ts'
import { guardApi } from './guard.tsx'
import { fieldProblems, invalid, problem } from './problem.ts'
import { callerOf } from './security.ts'

/** The contract for other programs, to be mounted at `/api`. */
export function createApi(deps: Deps): OpenAPIHono<Env> {
  const api: Api = new OpenAPIHono<Env>({
    defaultHook(result, c) {
      if (result.success) return undefined
      return invalid(c, fieldProblems(result.error.issues, result.target === 'query' ? 'query' : 'body'))
    },
  })
  api.onError((error, c) => answerError(deps, error, c))

  // Free times come first: what the other calls need would only cost them time.
  addAvailability(api, deps)
  addPlans(api, deps)
  api.use('/v1/*', guardApi(deps))
  addStatistics(api, deps)
  addIndicators(api, deps)
  addExports(api, deps)
  api.use('/v1/*', withoutQuery)
  api.on('POST', '/v1/*', withCaller(deps), limited(deps))
  addOffices(api, deps)
  addBooking(api, deps)
  addManaging(api, deps)
  addArrival(api, deps)
  addSurvey(api, deps)
  addOpenQueue(api, deps)
  addOpinions(api, deps)
  addWaitlist(api, deps)
  addSession(api, deps)
  addQueue(api, deps)
  addDocs(api)
  refuseOtherMethods(api)
  api.all('*', c => problem(c, 'not_found'))
  return api
}

/** Nothing but free times, figures and rows is asked for in the address: parameters elsewhere are a mistake. */
const withoutQuery: MiddlewareHandler<Env> = async (c, next) =>
  /\?./.test(c.req.url) ? invalid(c, [{ field: 'query', reason: 'unknown_field' }]) : next()

/** The app has found out who calls; on its own, the API does. */
function withCaller({ settings }: Deps): MiddlewareHandler<Env> {
  const findOut = callerOf(settings)
  return (c, next) => (c.get('caller') ? next() : findOut(c, next))
}

/** What residents share does not hold staff up. */
function limited({ limits }: Deps): MiddlewareHandler<Env> {
  return async (c, next) =>
    (c.get('staff') as StaffMember | undefined) || (await limits.allowDeed(c.get('caller')))
      ? next()
      : problem(c, 'rate_limited', { headers: { 'Retry-After': '60' } })
}

/** 405 with `Allow` for what has an address but not this method. */
function refuseOtherMethods(api: Api): void {
  const routes = api.openAPIRegistry.definitions.flatMap(known => (known.type === 'route' ? known.route : []))
  for (const [path, known] of Map.groupBy(routes, route => route.path)) {
    const allow = known
      .flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : method.toUpperCase()))
      .join(', ')
    api.all(path.replaceAll(/\/\{(.+?)\}/g, '/:$1'), c =>
      problem(c, 'method_not_allowed', { headers: { Allow: allow } }),
    )
  }
}

function answerError({ log }: Deps, error: Error, c: Ctx): Response {
  if (error instanceof StoreUnwritableError) log.error(placeOf(error), 'nothing can be written')
  if (error instanceof StoreBusyError) return problem(c, 'busy', { headers: { 'Retry-After': '2' } })
  if (error instanceof HTTPException && error.status < 500)
    return problem(c, error.status === 415 ? 'not_json' : 'malformed_json')

  const reference = randomUUID()
  log.error({ reference, route: routePath(c), method: c.req.method, ...placeOf(error) }, 'the API failed')
  return problem(c, 'unexpected', { reference })
}
