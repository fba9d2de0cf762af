import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { randomNumbers } from '../support/random.ts'
import { examine } from './examine.ts'
import { type FaultOutcome, type Figures, figuresSince, newFigures, note } from './figures.ts'
import { createLoad, type Load } from './load.ts'
import { besides, canLimit, canMount, failing, limited, onSmallDisk } from './machine.ts'
import { type RunningServer, startServer } from './server.ts'
import { canAttach } from './strace.ts'

type Ending = () => Promise<void>

/** Something that goes wrong around a running server, and comes right again. */
type Fault = {
  name: string
  /** What this machine lacks to try it; null when it can be tried. */
  missing: string | null
  milliseconds: number
  /** Whether whoever books meanwhile is told to come again (503 with `Retry-After`). */
  isToldAsBusy: boolean
  /** Whether `/readyz` says so meanwhile. */
  isToldAsUnready: boolean
  /** `folder` is that of the database as seen from here, `path` its file as the server sees it. */
  begin: (server: RunningServer, folder: string, path: string) => Ending | Promise<Ending>
}

const startOfDay = Date.parse('2026-12-01T09:00:00+09:00')
const ms = { short: 1000, lock: 2800 }
/** Enough for what is written meanwhile, once what filled the rest is gone: the log alone may take 32. */
const diskMebibytes = 192

function faults(): Fault[] {
  const noLimits = canLimit() ? null : 'prlimit'
  const noInjection = canAttach() ? null : 'strace, or leave to attach it'
  return [
    {
      name: 'disk full',
      missing: canMount() ? null : 'unshare with leave to mount',
      milliseconds: ms.short,
      isToldAsBusy: true,
      isToldAsUnready: true,
      begin: (_, folder) => fillDisk(folder),
    },
    {
      name: 'no file may grow',
      missing: noLimits,
      milliseconds: ms.short,
      isToldAsBusy: true,
      isToldAsUnready: true,
      // Not even where a file has its size already: the log is written from its beginning once it is copied.
      begin: ({ pid }) => limited(pid, 'fsize', 1),
    },
    {
      name: 'no descriptor is left',
      missing: noLimits,
      milliseconds: ms.short,
      isToldAsBusy: false,
      isToldAsUnready: false,
      begin: ({ pid }) => limited(pid, 'nofile', readdirSync(`/proc/${pid}/fd`).length),
    },
    {
      name: 'another program holds the database',
      missing: null,
      milliseconds: ms.lock,
      isToldAsBusy: true,
      isToldAsUnready: false,
      begin: ({ pid }, _, path) => holdLock(canMount() ? besides(pid) : [], path),
    },
    {
      name: 'every third flush fails',
      missing: noInjection,
      milliseconds: ms.short,
      isToldAsBusy: false,
      isToldAsUnready: false,
      begin: ({ pid }) => failing(pid, 'fsync', 'EIO', 3),
    },
    {
      name: 'every seventh write fails',
      missing: noInjection,
      milliseconds: ms.short,
      isToldAsBusy: false,
      isToldAsUnready: false,
      begin: ({ pid }) => failing(pid, 'pwrite64', 'ENOSPC', 7),
    },
  ]
}

/**
 * Lets one thing after another go wrong around a server under load, so many times each. While it lasts pages are
 * still shown; afterwards the same server takes bookings again, nothing confirmed is missing and all invariants hold.
 */
export async function diskFaults({
  rounds,
  seed,
}: {
  rounds: number
  seed: number
}): Promise<FaultOutcome[]> {
  const outer = mkdtempSync(join(tmpdir(), 'madoguchi-disk-'))
  const random = randomNumbers(seed)
  const inner = join(outer, 'disk')
  const path = join(inner, 'office.db')
  mkdirSync(inner)
  const server = await startServer(
    outer,
    {
      DATABASE_URL: `file:${path}`,
      SAMPLE_NOW: new Date(startOfDay).toISOString(),
      // Here it is told by what cannot be written, on a disk that is small from the beginning.
      DISK_FREE_MIB_MIN: '0',
    },
    { through: canMount() ? onSmallDisk(inner, diskMebibytes) : [] },
  )
  // What the server sees there, seen from outside.
  const folder = canMount() ? `/proc/${server.pid}/root${inner}` : inner
  try {
    const tally = newFigures()
    const load = await createLoad(server.url, { random, figures: tally })
    const outcomes: FaultOutcome[] = []
    for (const fault of faults()) {
      const before = structuredClone(tally)
      for (let round = 0; round < rounds && fault.missing === null; round += 1)
        await goThrough(fault, { server, folder, path, copy: outer, load, figures: tally })
      outcomes.push({ name: fault.name, missing: fault.missing, figures: figuresSince(before, tally) })
    }
    return outcomes
  } finally {
    await server.kill()
    rmSync(outer, { recursive: true, force: true })
  }
}

type Scene = {
  server: RunningServer
  folder: string
  path: string
  copy: string
  load: Load
  figures: Figures
}

async function goThrough(fault: Fault, { server, folder, path, copy, load, figures }: Scene): Promise<void> {
  const { url } = server
  const endLoad = load.begin(url)
  await sleep(300)
  const end = await fault.begin(server, folder, path)
  await sleep(fault.milliseconds * 0.8)
  const found = await promisesBroken(fault, url)
  await sleep(fault.milliseconds * 0.2)
  await end()
  await sleep(300)
  await endLoad()
  note(figures, 'broken', found)
  await load.settle(url)
  note(figures, 'broken', await unreadyStill(fault, url))
  await load.lookForAll(url)
  copyDatabase(server.pid, folder, copy)
  await examine(`file:${join(copy, 'copy.db')}`, figures, { now: startOfDay + 3_600_000, told: load.told() })
  figures.cycles += 1
}

/** What a resident sees meanwhile that they must not see. */
async function promisesBroken(
  { name, isToldAsBusy, isToldAsUnready }: Fault,
  url: string,
): Promise<string[]> {
  if (!isToldAsBusy) return []
  const page = await fetch(`${url}/mihon`)
  const booking = await fetch(`${url}/api/v1/offices/mihon/appointments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
    body: JSON.stringify({
      ...{ services: ['tennyu'], people: 1, startsAt: '2026-12-08T11:00:00+09:00' },
      ...{ name: '見本 花子', email: 'hanako@example.test', language: 'ja' },
    }),
  })
  const ready = await readiness(url)
  return [
    ...(page.status === 200 ? [] : [`${name}: a page is answered with ${page.status}`]),
    ...(booking.status === 503 ? [] : [`${name}: a booking is answered with ${booking.status}`]),
    ...(isToldAsUnready && ready !== 'not_writable' ? [`${name}: it says that it is ${ready}`] : []),
    ...(booking.headers.has('Retry-After') ? [] : [`${name}: nobody is told when to come again`]),
  ]
}

async function readiness(url: string): Promise<string> {
  return (await fetch(`${url}/readyz`)).text()
}

/** Once all is well again it says so by itself, within some tries of a second each. */
async function unreadyStill({ name }: Fault, url: string): Promise<string[]> {
  for (let tries = 0; tries < 30; tries += 1) {
    if ((await readiness(url)) === 'ready') return []
    await sleep(200)
  }
  return [`${name}: long afterwards it is still ${await readiness(url)}`]
}

function fillDisk(folder: string): () => Promise<void> {
  const file = join(folder, 'filler')
  for (const bytes of [1 << 20, 1 << 12])
    try {
      for (;;) writeFileSync(file, Buffer.alloc(bytes), { flag: 'a' })
    } catch {
      // It is full.
    }
  return async () => rmSync(file)
}

async function holdLock(through: readonly string[], path: string): Promise<() => Promise<void>> {
  const program = [process.execPath, join(import.meta.dirname, 'hold-lock.ts'), path]
  const [command, ...args] = [...through, ...program] as [string, ...string[]]
  const holder = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(holder, 'exit')
  await once(holder.stdout, 'data')
  return async () => {
    holder.stdin.end()
    await ended
  }
}

/** Copies the files of a database that is being written, as of one moment. */
function copyDatabase(pid: number, folder: string, to: string): void {
  process.kill(pid, 'SIGSTOP')
  try {
    rmSync(join(to, 'copy.db-shm'), { force: true })
    for (const end of ['', '-wal'])
      if (existsSync(join(folder, `office.db${end}`)))
        copyFileSync(join(folder, `office.db${end}`), join(to, `copy.db${end}`))
  } finally {
    process.kill(pid, 'SIGCONT')
  }
}
