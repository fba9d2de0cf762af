import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { connectionsMax, openDoors } from '#src/http/doors.ts'
import { openBenchWard } from './bench-ward.ts'
import type { Bare, WardTask } from './servers.ts'

// The process that a bench measures; it tells its port to its parent and ends on SIGTERM. Wards lie in a file, or in
// the PostgreSQL of BENCH_POSTGRES_URL, an address that ends in a slash.

type Task = WardTask | { bare: Bare }
const task = JSON.parse(process.argv[2] ?? '') as Task

const served =
  'bare' in task ? { listener: getRequestListener(bareRoute(task.bare)) } : await openBenchWard(task)
const server = createServer(served.listener)
const { port } = await openDoors(server, { port: 0, host: '127.0.0.1' }, connectionsMax)
process.send?.({ port, tokens: 'tokens' in served ? served.tokens : [] })
if ('check' in served)
  process.on('message', () => void served.check().then(checked => process.send?.(checked)))
process.on('SIGTERM', () => process.exit(0))

function bareRoute({ body, type, status }: Bare) {
  const app = new Hono()
  const bytes = new TextEncoder().encode(body)
  const headers = { 'Content-Type': type }
  app.get('*', c => c.body(bytes, status as 200, headers))
  app.post('*', async c => {
    await c.req.json()
    return c.body(bytes, status as 200, headers)
  })
  return app.fetch
}
