import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '#db/store.ts'
import { checkInvariants } from '#src/invariants/check.ts'
import { createOfficeCache } from '#src/offices/office-cache.ts'
import { randomNumbers } from '../support/random.ts'
import { createCounter } from './counter.ts'
import { read } from './intent.ts'
import { type Choices, createResident, type Tally } from './resident.ts'
import { type RunningServer, startServer } from './server.ts'

export type KillFigures = Tally & {
  cycles: number
  /** Confirmed bookings and numbers that were not there afterwards, in each cycle. */
  lost: number
  /** Bookings and numbers beyond those that anybody was told of. */
  doubled: number
  /** Faults that the check of all invariants found. */
  broken: number
  examples: string[]
}

export type KillOptions = {
  cycles: number
  seed: number
  /**
   * What is done wrongly on purpose. `forget`: the database of before the load is put back. `new_key`: what was not
   * answered is sent again under a new key.
   */
  damage?: 'forget' | 'new_key'
}

const residentsCount = 12
const startOfDay = Date.parse('2026-12-01T09:00:00+09:00')

/**
 * Kills the server (SIGKILL) at a random moment while people book, change, cancel, take numbers and are called, and
 * starts it again, so many times. After each start what was not answered is sent once more, everything that was
 * confirmed is looked for, and all invariants are checked.
 */
export async function killCycles({ cycles, seed, damage }: KillOptions): Promise<KillFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-kill-'))
  const file = join(folder, 'office.db')
  const tally: Tally = { acknowledged: 0, refused: 0, unanswered: 0 }
  const figures = { cycles, lost: 0, doubled: 0, broken: 0, examples: [] as string[] }
  const random = randomNumbers(seed)
  // The clock only goes on: each start begins some minutes after the one before.
  const start = (round: number) =>
    startServer(folder, {
      DATABASE_URL: `file:${file}`,
      SAMPLE_NOW: new Date(startOfDay + round * 60_000).toISOString(),
    })

  let server = await start(0)
  try {
    const choices = await choicesAt(server, random)
    const callers = [
      ...Array.from({ length: residentsCount }, (_, at) =>
        createResident(`${seed}-${at}`, choices, tally, damage === 'new_key' ? 'new_key' : 'same_key'),
      ),
      await createCounter(server.url, tally),
    ]
    for (let round = 1; round <= cycles; round += 1) {
      if (damage === 'forget') await server.stop().then(() => copyFileSync(file, `${file}.before`))
      if (damage === 'forget') server = await start(round - 1)
      const load = { isOn: true }
      const running = callers.map(async caller => {
        while (load.isOn) await caller.act(server.url)
      })
      await sleep(200 + random() * 800)
      await server.kill()
      load.isOn = false
      await Promise.all(running)
      if (damage === 'forget') putBack(file)

      server = await start(round)
      for (const caller of callers) await caller.settle(server.url)
      for (const caller of callers) note(figures, 'lost', await caller.missing(server.url))
    }
    await server.stop()
    await examine(file, figures, startOfDay + cycles * 60_000, {
      appointments: callers.reduce((sum, caller) => sum + ('bookings' in caller ? caller.bookings() : 0), 0),
      tickets: callers.reduce((sum, caller) => sum + ('tickets' in caller ? caller.tickets() : 0), 0),
    })
    return { ...figures, ...tally }
  } finally {
    await server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A few services and times that all want, so that they meet. */
async function choicesAt({ url }: RunningServer, random: () => number): Promise<Choices> {
  const services = ['tennyu', 'tenkyo', 'tenshutsu']
  const path = 'offices/mihon/availability?services=tennyu&people=1&from=2026-12-02&to=2026-12-04'
  const { days } = (await read(url, path)) as { days: Array<{ slots: Array<{ startsAt: string }> }> }
  return { random, services, starts: days.flatMap(({ slots }) => slots.map(({ startsAt }) => startsAt)) }
}

function putBack(file: string): void {
  for (const end of ['-wal', '-shm']) if (existsSync(file + end)) rmSync(file + end)
  copyFileSync(`${file}.before`, file)
}

function note(
  figures: KillFigures | Omit<KillFigures, keyof Tally>,
  what: 'lost' | 'doubled' | 'broken',
  found: string[],
) {
  figures[what] += found.length
  figures.examples.push(...found.slice(0, 3).map(example => `${what}: ${example}`))
}

/** Counts what is in the database against what people were told, and checks all invariants. */
async function examine(
  file: string,
  figures: Omit<KillFigures, keyof Tally>,
  now: number,
  told: { appointments: number; tickets: number },
): Promise<void> {
  const store = await openStore(`file:${file}`)
  try {
    for (const [what, count] of Object.entries(told)) {
      const there = await store.read(async db => {
        const rows = await db
          .selectFrom(what === 'tickets' ? 'tickets' : 'appointments')
          .select('id')
          .where('state', '!=', 'held')
          .execute()
        return rows.length
      })
      figures.doubled += Math.max(0, there - count)
      if (there > count) figures.examples.push(`doubled: ${there} ${what}, told of ${count}`)
    }
    const offices = createOfficeCache(store, () => 0)
    const verdicts = await checkInvariants({ store, offices, clock: { now: () => now } })
    for (const { id, examples, faults } of verdicts) {
      figures.broken += faults
      figures.examples.push(...examples.slice(0, 3).map(example => `${id}: ${example}`))
    }
  } finally {
    await store.close()
  }
}
