import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import type { Ctx, Env } from '../http/env.ts'
import { socketAddress } from '../http/security.ts'
import { collectMetrics } from '../metrics/collect.ts'
import { watchEventLoop } from '../metrics/event-loop.ts'
import { printMetrics } from '../metrics/print.ts'
import { missingSteps } from './queries.ts'

/** What machines ask: whether it lives, whether it can serve, and how it is. */
export function probeRoutes(deps: Deps) {
  const eventLoop = watchEventLoop()

  return new Hono<Env>()
    .get('/healthz', c => c.text('ok'))
    .get('/readyz', async c => {
      const reason = await whyNotReady(deps)
      return reason === null ? c.text('ready') : c.text(reason, 503)
    })
    .get('/metrics', async c => {
      if (!mayRead(c, deps)) return c.text('Forbidden', 403)
      const { type, text } = await printMetrics(await collectMetrics(deps, eventLoop))
      c.header('Content-Type', type)
      return c.body(text)
    })
}

/** Why nothing should be sent here now, in a word; null when all is well. */
async function whyNotReady({ store, watch }: Deps): Promise<'stopping' | 'migrating' | 'no_database' | null> {
  if (watch.isStopping) return 'stopping'
  try {
    const missing = await store.read(db => missingSteps(db, store.engine))
    return missing.length > 0 ? 'migrating' : null
  } catch {
    return 'no_database'
  }
}

const loopback = ['127.0.0.1', '::1']

/** By the token where one is set; else only from this machine, and not through a proxy that stands on it. */
function mayRead(c: Ctx, { settings }: Deps): boolean {
  if (settings.metricsToken !== null) {
    const [, sent = ''] = /^Bearer (\S+)$/i.exec(c.req.header('Authorization') ?? '') ?? []
    return timingSafeEqual(digest(sent), digest(settings.metricsToken))
  }
  const isForwarded = c.req.header('X-Forwarded-For') ?? c.req.header('Forwarded') ?? c.req.header('Via')
  return isForwarded === undefined && loopback.includes(socketAddress(c))
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
}
