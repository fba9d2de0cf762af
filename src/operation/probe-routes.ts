import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import type { Ctx, Env } from '../http/env.ts'
import { socketAddress } from '../http/security.ts'
import { collectMetrics } from '../metrics/collect.ts'
import { watchEventLoop } from '../metrics/event-loop.ts'
import { printMetrics } from '../metrics/print.ts'
import { freeBytesFor } from './disk-space.ts'
import { missingSteps } from './queries.ts'
import { tryToWrite } from './watch-writes.ts'

/** What machines ask: whether it lives, whether it can serve, and how it is. */
export function probeRoutes(deps: Deps) {
  const eventLoop = watchEventLoop()
  const keeps = createWriteProbe(deps)

  return new Hono<Env>()
    .get('/healthz', c => c.text('ok'))
    .get('/readyz', async c => {
      const reason = await whyNotReady(deps, keeps)
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
async function whyNotReady(
  { store, watch, settings }: Deps,
  keeps: () => Promise<boolean>,
): Promise<Unready | null> {
  if (watch.isStopping) return 'stopping'
  try {
    const missing = await store.read(db => missingSteps(db, store.engine))
    if (missing.length > 0) return 'migrating'
  } catch {
    return 'no_database'
  }
  if (!(await keeps())) return 'not_writable'
  const free = await freeBytesFor(settings.databaseUrl)
  return free !== null && free < settings.diskFreeBytesMin ? 'disk_full' : null
}

type Unready = 'stopping' | 'migrating' | 'no_database' | 'not_writable' | 'disk_full'

const tryMilliseconds = 1000

/**
 * Whether what is written is kept. That costs nothing while it is; once something could not be written, whoever asks
 * has it tried again, once a second at most.
 */
function createWriteProbe({ store, clock, watch: { writes } }: Deps): () => Promise<boolean> {
  let triedAt = Number.NEGATIVE_INFINITY
  return async () => {
    if (writes.isFailing && performance.now() - triedAt > tryMilliseconds) {
      triedAt = performance.now()
      await tryToWrite(store, writes, { now: clock.now() }).catch(() => {})
    }
    return !writes.isFailing
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
