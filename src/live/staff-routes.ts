import { Hono, type MiddlewareHandler } from 'hono'
import type { Deps } from '../deps.ts'
import type { Ctx, Env } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { callerOf, createOriginGuard } from '../http/security.ts'
import type { Settings } from '../settings.ts'
import { answerStates, answerStream, countersAsked } from './answer.ts'

/** The same for staff, for as long as they are signed in. */
export function staffLiveRoutes(deps: Deps) {
  return new Hono<Env>()
    .use('/*', fromOwnPages(deps.settings))
    .get('/stream', callerOf(deps.settings), async c => {
      const counters = countersAsked(c, c.var.office)
      if (counters instanceof Response) return counters
      return answerStream(c, deps, counters, c.var.staffSession.tokenHash)
    })
    .get('/state.json', async c => {
      const counters = countersAsked(c, c.var.office)
      return counters instanceof Response ? counters : answerStates(c, deps, counters, 'no-store')
    })
}

/** A page of another site that is of the same domain would be sent the cookie along. */
function fromOwnPages(settings: Settings): MiddlewareHandler<Env> {
  const isOriginAllowed = createOriginGuard(settings)
  return (c, next) => (isForeign(c) && !isOriginAllowed(c.req.raw.headers) ? refuse(c) : next())
}

/** Programs and addresses typed by hand name no page they come from. */
function isForeign(c: Ctx): boolean {
  const site = c.req.header('Sec-Fetch-Site')
  return site === undefined ? c.req.header('Origin') !== undefined : site !== 'none'
}

function refuse(c: Ctx) {
  return Promise.resolve(problem(c, 'not_allowed'))
}
