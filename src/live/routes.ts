import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import type { Ctx, Env } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { callerOf } from '../http/security.ts'
import type { Counter } from '../offices/office.ts'
import { answerStates, answerStream, countersAsked } from './answer.ts'

/** What is going on at the counters, for everybody: as a stream of events, or asked for now and then. */
export function liveRoutes(deps: Deps) {
  const withCounters = async (c: Ctx, answer: (counters: Counter[]) => Promise<Response>) => {
    const office = await deps.offices.bySlug(c.req.param('office') ?? '')
    if (!office) return problem(c, 'unknown_office')
    const counters = countersAsked(c, office)
    return counters instanceof Response ? counters : answer(counters)
  }

  return new Hono<Env>()
    .get('/:office/live', callerOf(deps.settings), c =>
      withCounters(c, counters => answerStream(c, deps, counters)),
    )
    .get('/:office/live.json', c =>
      // Those who ask at the same moment may share an answer on the way.
      withCounters(c, counters => answerStates(c, deps, counters, 'public, max-age=1')),
    )
}
