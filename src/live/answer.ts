import { createHash } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Deps } from '../deps.ts'
import type { Ctx } from '../http/env.ts'
import { invalid, problem } from '../http/problem.ts'
import type { Counter, Office } from '../offices/office.ts'

const countersMax = 20

/** The counters named in the address, all of the office when none is; a `Response` when they cannot be read. */
export function countersAsked(c: Ctx, office: Office): Counter[] | Response {
  const hasBody = Number(c.req.header('Content-Length') ?? 0) > 0 || c.req.header('Transfer-Encoding')
  if (hasBody) return invalid(c, [{ field: 'body', reason: 'unknown_field' }])

  const [asked = '', ...more] = c.req.queries('counters') ?? []
  if (more.length > 0) return invalid(c, [{ field: 'counters', reason: 'repeated' }])
  if (asked === '') return office.counters
  const slugs = new Set(asked.split(','))
  // Staff pages name all counters they show, and some offices have more.
  if (slugs.size > Math.max(countersMax, office.counters.length))
    return invalid(c, [{ field: 'counters', reason: 'too_many' }])
  const counters = office.counters.filter(({ slug }) => slugs.has(slug))
  return counters.length === slugs.size ? counters : problem(c, 'not_found')
}

/** Answers with a stream; where no more can be kept open, with when to come back: until then, polling does. */
export async function answerStream(
  c: Ctx,
  { live }: Deps,
  counters: readonly Counter[],
  sessionHash?: string,
): Promise<Response> {
  if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' })

  const outcome = await live.subscribe({
    counterIds: counters.map(({ id }) => id),
    response: (c.env as HttpBindings).outgoing,
    caller: c.var.caller,
    // The browser's own reconnecting sends a header; a script can only choose the address.
    lastEventId: c.req.header('Last-Event-ID') ?? c.req.query('last'),
    ...(sessionHash && { sessionHash }),
  })
  if (outcome.ok) return RESPONSE_ALREADY_SENT
  return outcome.reason === 'too_many_of_caller'
    ? problem(c, 'rate_limited', { headers: { 'Retry-After': '120' } })
    : problem(c, 'busy', { headers: { 'Retry-After': outcome.reason === 'closing' ? '5' : '120' } })
}

/** The same states as one answer, which a browser that has them already gets as 304. */
export async function answerStates(
  c: Ctx,
  { live, clock }: Deps,
  counters: readonly Counter[],
  cacheControl: string,
): Promise<Response> {
  const states = await Promise.all(counters.map(({ id }) => live.state(id)))
  const digest = createHash('sha256').update(states.map(({ id }) => id).join(' '))
  const headers = { ETag: `"${digest.digest('base64url').slice(0, 16)}"`, 'Cache-Control': cacheControl }
  const known = c.req.header('If-None-Match')?.split(',') ?? []
  if (known.some(tag => tag.trim().replace(/^W\//, '') === headers.ETag)) return c.body(null, 304, headers)

  const body = `{"at":${clock.now()},"counters":[${states.map(({ json }) => json).join(',')}]}`
  return c.body(body, 200, { ...headers, 'Content-Type': 'application/json' })
}
