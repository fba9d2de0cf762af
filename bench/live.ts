import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtProgram } from '#db/project-root.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Crowd, News } from './live-clients.ts'
import { type Load, load, median, requestBytes } from './load.ts'
import { memory, startProgram } from './program.ts'

// Live updates: memory of a listener, time from a deed to the first and the last who hears of it, what it does
// to somebody's page meanwhile, and how fast all are back after a restart.

const path = '/mihon/live?counters=ido'
const crowdMax = 2500
const deeds = 9
const tuesday = '2026-12-01T09:00:00+09:00'
const now = () => Number(process.hrtime.bigint()) / 1e6

type Listeners = { take: () => News[]; stop: () => Promise<void> }

/** So many streams from processes of their own; each process has an address, and so ports, of its own. */
async function listen(port: number, count: number): Promise<Listeners & { parts: number }> {
  const parts = Math.ceil(count / crowdMax)
  const heard: News[] = []
  const children: ChildProcess[] = []
  for (let part = 0; part < parts; part += 1) {
    const crowd: Crowd = { port, path, count: count / parts, address: `127.0.0.${part + 2}` }
    const child = fork(builtProgram('bench/live-clients'), [JSON.stringify(crowd)])
    child.on('message', news => heard.push(news as News))
    children.push(child)
  }
  return {
    parts,
    take: () => heard.splice(0),
    async stop() {
      await Promise.all(
        children.map(child => {
          child.send('over')
          return once(child, 'exit')
        }),
      )
    },
  }
}

/** Waits until each part of the crowd has told one thing of this kind. */
async function hear<K extends News['kind']>(
  listeners: Listeners & { parts: number },
  kind: K,
): Promise<Array<Extract<News, { kind: K }>>> {
  const found: Array<Extract<News, { kind: K }>> = []
  const since = now()
  while (found.length < listeners.parts) {
    for (const news of listeners.take())
      if (news.kind === kind) found.push(news as Extract<News, { kind: K }>)
    if (now() - since > 60_000) throw new Error(`not all have told "${kind}" within a minute`)
    await sleep(5)
  }
  return found
}

/** Takes a ticket at the counter that all listen to. */
async function deed(port: number): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/offices/mihon/tickets`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ services: ['tennyu'], people: 1, language: 'ja' }),
  })
  await answer.text()
  if (answer.status !== 201) throw new Error(`a ticket was answered with ${answer.status}`)
}

async function timesOfDeed(port: number, listeners: Listeners & { parts: number }) {
  listeners.take()
  const since = now()
  await deed(port)
  const news = await hear(listeners, 'state')
  return {
    first: Math.min(...news.map(({ first }) => first)) - since,
    last: Math.max(...news.map(({ last }) => last)) - since,
  }
}

/** A resident's page, read by four people one request after another, with two tickets a second beside it. */
async function readPages(port: number): Promise<Load> {
  let isOver = false
  const deeds = (async () => {
    while (!isOver) {
      await deed(port)
      await sleep(500)
    }
  })()
  const request = requestBytes('GET', '/mihon/slots?services=tennyu')
  const pages = await load({ port, connections: 4, milliseconds: 3000, request: () => request })
  isOver = true
  await deeds
  return pages
}

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-live-'))
  try {
    await run(folder)
  } catch (error) {
    console.log(`  given up: ${String(error)}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(count: number): Promise<void> {
  await inFolder(async folder => {
    const server = await startProgram(folder, { SAMPLE_NOW: tuesday })
    try {
      // The first listeners pay for what all of them share.
      const alone = await timesAlone(server.port)
      await (await heardBy(server.port, 500)).stop()
      await sleep(3000)
      const before = memory(server.pid)

      const listeners = await heardBy(server.port, count)
      await sleep(3000)
      const each = (memory(server.pid) - before) / count
      const told: Array<{ first: number; last: number }> = []
      for (let n = 0; n < deeds; n += 1) {
        told.push(await timesOfDeed(server.port, listeners))
        await sleep(250)
      }
      await readPages(server.port)
      const busy = await readPages(server.port)
      const after = memory(server.pid)
      await listeners.stop()
      await sleep(1000)
      const idle = await readPages(server.port)

      const first = median(told.map(one => one.first))
      const last = median(told.map(one => one.last))
      console.log(`${count} streams`)
      line('memory of each, kB', each, 17)
      line('all memory of the server, MB', after / 1024, 600)
      line('deed → first, ms', first, 0, first / alone)
      line('deed → last, ms', last, 182, last / alone)
      line('page p50, ms', busy.p50, 0, busy.p50 / idle.p50)
      line('page p99, ms', busy.p99, 200, busy.p99 / idle.p99)
    } finally {
      await server.stop()
    }
  })
}

async function heardBy(port: number, count: number) {
  const listeners = await listen(port, count)
  await hear(listeners, 'state')
  return listeners
}

/** From a deed to the one who listens. */
async function timesAlone(port: number): Promise<number> {
  const listeners = await heardBy(port, 1)
  const told: number[] = []
  for (let n = 0; n < deeds; n += 1) {
    told.push((await timesOfDeed(port, listeners)).last)
    await sleep(250)
  }
  await listeners.stop()
  return median(told)
}

async function storm(count: number): Promise<void> {
  await inFolder(async folder => {
    const first = await startProgram(folder, { SAMPLE_NOW: tuesday })
    const listeners = await heardBy(first.port, count)
    await first.stop()
    const again = await startProgram(folder, { SAMPLE_NOW: tuesday, PORT: String(first.port) })
    const ready = now()
    const times = (await hear(listeners, 'back')).flatMap(news => news.times).toSorted((a, b) => a - b)
    await listeners.stop()
    await again.stop()
    console.log(`${count} streams, all cut off by a restart and back without waiting`)
    line('ready → 95 % have a state, ms', (times[Math.floor(count * 0.95)] ?? Number.NaN) - ready, 1000)
  })
}

function line(what: string, value: number, limit: number, ratio?: number): void {
  const cells = [
    `  ${what}`.padEnd(38),
    value.toFixed(1).padStart(8),
    (ratio === undefined ? '' : `${ratio.toFixed(1)} ×`).padStart(10),
    limit > 0 ? `≤ ${Number(limit.toFixed(1))}`.padStart(10) : '',
  ]
  console.log(cells.join('').trimEnd())
}

console.log(
  `live updates: figure, ratio to one stream or none in the same run, limit; median of ${deeds} deeds`,
)
for (const count of [1000, 10_000]) await measure(count)
await storm(1000)
