import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { Env } from '../http/env.ts'
import { isOnTheWay } from '../http/policies.ts'
import { noRoute, type Tally } from './tally.ts'

/** Counts every answer by the pattern of its route; a stream by the time until it begins. */
export function countRequests(tally: Tally): MiddlewareHandler<Env> {
  return async (c, next) => {
    const since = performance.now()
    await next()
    const route = matchedRoutes(c).find(candidate => !isOnTheWay(candidate))?.path ?? noRoute
    tally.request(c.req.method, route, c.res.status, performance.now() - since)
  }
}
