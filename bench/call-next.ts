import { get } from 'node:http'
import { connections, printHead, printRow, rounds } from './compare.ts'
import { type Load, load, requestBytes } from './load.ts'
import { clerkToken, startServer } from './servers.ts'

// Calling next (durable, with its event, and one live page connected) at eight counters of 64 windows each, while
// 72 to 8 people wait at each of them, 40 in the middle; against a bare Hono route that parses and answers the same
// JSON.

const milliseconds = Number(process.argv[2] ?? 1000)
const windowsPerCounter = 64
const waiting = 72
const signedIn = `Authorization: Bearer ${clerkToken}\r\n`

type Shown = { windows: Array<{ id: number }>; tickets: Array<{ id: number; state: string }> }
type Plan = { path: string; body: unknown }
let key = 0

const ours = await startServer('madoguchi', { windows: windowsPerCounter })
const stream = get(`http://localhost:${ours.port}/mihon/live`, answer => answer.resume())
const counters = await countersOf()
const windows = await windowsOf()
await all(windows.map(id => ({ path: `/api/v1/windows/${id}/open`, body: {} })))
await fill()
const sample = await send({ path: `/api/v1/windows/${windows[0]}/call-next`, body: {} })
const bare = await startServer({ bare: { body: sample, type: 'application/json', status: 200 } })
const calls = windows.map(id => ({ path: `/api/v1/windows/${id}/call-next`, body: {} }))

printHead()
const results: { ours: Load[]; bare: Load[] } = { ours: [], bare: [] }
for (let round = -1; round < rounds; round += 1) {
  await empty()
  await fill()
  const measured = await all(calls)
  const same = await load({ port: bare.port, connections, milliseconds, request: () => bytesOf(calls[0]) })
  // The first round warms both up.
  if (round < 0) continue
  results.ours.push(measured)
  results.bare.push(same)
}
printRow({ name: 'call next, 40 waiting, durable', limit: 0.3, expected: 200 }, results)
stream.destroy()
await ours.stop()
await bare.stop()

/** The services by which people come to eight counters. */
async function countersOf(): Promise<Array<{ counter: string; service: string }>> {
  const answer = await fetch(`http://localhost:${ours.port}/api/v1/offices/mihon/services`)
  const known = ((await answer.json()) as { services: Array<{ id: string; counter: string }> }).services
  const slugs = [...new Set(known.map(({ counter }) => counter))].slice(0, 8)
  return slugs.map(counter => ({ counter, service: known.find(one => one.counter === counter)?.id ?? '' }))
}

async function shown(counter: string): Promise<Shown> {
  const answer = await fetch(`http://localhost:${ours.port}/api/v1/counters/${counter}/queue`, {
    headers: { Authorization: `Bearer ${clerkToken}` },
  })
  return (await answer.json()) as Shown
}

/** Windows of all counters in turns. */
async function windowsOf(): Promise<number[]> {
  const ids = await Promise.all(counters.map(async ({ counter }) => (await shown(counter)).windows))
  return Array.from({ length: windowsPerCounter }, (_, index) => ids.map(of => of[index]?.id ?? 0)).flat()
}

/** As many as are to wait when a round begins. */
async function fill(): Promise<void> {
  for (const { counter, service } of counters) {
    const { tickets } = await shown(counter)
    const missing = waiting - tickets.filter(({ state }) => state === 'waiting').length
    const ticket = { path: '/api/v1/offices/mihon/tickets', body: { services: [service] } }
    await all(Array.from({ length: missing }, () => ticket))
  }
}

/** Everybody who is called goes home. */
async function empty(): Promise<void> {
  for (const { counter } of counters) {
    const { tickets } = await shown(counter)
    const called = tickets.filter(({ state }) => state === 'called')
    await all(called.map(({ id }) => ({ path: `/api/v1/tickets/${id}/left`, body: {} })))
  }
}

function bytesOf(plan: Plan | undefined): Buffer {
  key += 1
  return requestBytes(
    'POST',
    plan?.path ?? '',
    plan?.body ?? {},
    `${signedIn}Idempotency-Key: bench-${key}\r\n`,
  )
}

async function all(plans: readonly Plan[]): Promise<Load> {
  const many = Math.min(connections, plans.length)
  return load({
    port: ours.port,
    connections: many,
    milliseconds: Number.POSITIVE_INFINITY,
    count: plans.length,
    request: n => bytesOf(plans[n]),
  })
}

async function send({ path, body }: Plan): Promise<string> {
  const answer = await fetch(`http://localhost:${ours.port}${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${clerkToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return answer.text()
}
