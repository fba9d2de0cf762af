import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { tellParent } from './clients.ts'
import { load, requestBytes } from './load.ts'
import { clerkToken } from './servers.ts'

// The ward office during a rush, in a process of its own: windows call the next, people check in, and displays show the queue.

/** All is made ready before it begins, so many seconds after the start. */
export type StaffTask = { port: number; tokens: readonly string[]; beginSeconds: number; seconds: number }

export type Staff = { calls: number[]; checkIns: number[]; displays: number[]; failures: string[] }

const displaysShown = 200
const signedIn = `Authorization: Bearer ${clerkToken}\r\n`

const { port, tokens, beginSeconds, seconds } = JSON.parse(process.argv[2] ?? '') as StaffTask

await tellParent<Staff>(async () => {
  const told: Staff = { calls: [], checkIns: [], displays: [], failures: [] }
  const ask = async (request: Buffer) => {
    const once = { connections: 1, milliseconds: Number.POSITIVE_INFINITY, count: 1 }
    const { p99, answers } = await load({ port, ...once, request: () => request })
    return { milliseconds: p99, statuses: [...answers.keys()] }
  }
  const post = (path: string, body: unknown, headers = '') => ask(requestBytes('POST', path, body, headers))
  const asStaff = (path: string, body: unknown) =>
    post(path, body, `${signedIn}Idempotency-Key: ${randomUUID()}\r\n`)
  const end = (beginSeconds + seconds) * 1000

  async function again(
    name: 'calls' | 'checkIns' | 'displays',
    pause: number,
    deeds: readonly (() => ReturnType<typeof post>)[],
  ) {
    const times = told[name]
    for (const deed of deeds) {
      if (performance.now() > end) return
      const { milliseconds, statuses } = await deed()
      times.push(milliseconds)
      if (!statuses.includes(200)) told.failures.push(`${name}: ${statuses.join(' ') || 'no answer'}`)
      await sleep(pause)
    }
  }

  const own = await windowsOf(port)
  for (const id of own) await asStaff(`/api/v1/windows/${id}/open`, {})
  for (const _ of own) await asStaff('/api/v1/offices/mihon/tickets', { services: ['tennyu'] })
  await sleep(Math.max(0, beginSeconds * 1000 - performance.now()))
  const calls = own.map(id => () => asStaff(`/api/v1/windows/${id}/call-next`, {}))
  const checkIns = tokens.map(token => () => post(`/api/v1/appointments/${token}/check-in`, {}))
  const displays = Array.from(
    { length: displaysShown },
    () => () => ask(requestBytes('GET', '/display/mihon')),
  )
  await Promise.all([
    again('calls', 150, calls),
    again('checkIns', 100, checkIns),
    again('displays', 100, displays),
  ])
  return told
})

async function windowsOf(port: number): Promise<number[]> {
  const answer = await fetch(`http://localhost:${port}/api/v1/counters/ido/queue`, {
    headers: { Authorization: `Bearer ${clerkToken}` },
  })
  return ((await answer.json()) as { windows: Array<{ id: number }> }).windows
    .slice(0, 90)
    .map(({ id }) => id)
}
