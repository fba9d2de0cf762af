import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { openProxy, type Proxy } from '../store/proxy.ts'
import { startPostgres } from '../support/postgres.ts'
import { randomNumbers } from '../support/random.ts'
import { examine } from './examine.ts'
import { type FaultOutcome, figuresSince, newFigures } from './figures.ts'
import { createLoad, type Load } from './load.ts'
import { startServer } from './server.ts'

type Scene = {
  postgres: Awaited<ReturnType<typeof startPostgres>>
  proxy: Proxy
  sql: (text: string) => Promise<void>
}

/** Something that goes wrong with PostgreSQL while people book. */
type Fault = { name: string; happen: (scene: Scene) => Promise<void> }

const startOfDay = Date.parse('2026-12-01T09:00:00+09:00')

const faults: readonly Fault[] = [
  { name: 'PostgreSQL ended at once and started again', happen: ({ postgres }) => postgres.crash() },
  {
    name: 'connections ended by PostgreSQL',
    async happen({ sql }) {
      for (let time = 0; time < 10; time += 1) {
        await sql(`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = 'office' and pid <> pg_backend_pid() order by random() limit 3`)
        await sleep(80)
      }
    },
  },
  {
    name: 'answers to COMMIT lost, or COMMIT itself',
    async happen({ proxy }) {
      for (let time = 0; time < 16; time += 1) {
        proxy.loseNextCommit(time % 2 === 0 ? 'answer' : 'question')
        await sleep(60)
      }
    },
  },
  {
    name: 'a third of all deeds fail to serialise',
    async happen({ sql }) {
      await sql(`create function refuse() returns trigger language plpgsql as $$ begin
        if random() < 0.33 then raise exception 'on purpose' using errcode = '40001'; end if; return new; end $$`)
      await sql(
        'create trigger refuse before insert or update on legs for each row execute function refuse()',
      )
      await sleep(1200)
      await sql('drop function refuse cascade')
    },
  },
]

/** Confirms before the log is written, and writes it late: what must be found out. */
const hasty = [
  'alter system set synchronous_commit = off',
  "alter system set wal_writer_delay = '10s'",
  'select pg_reload_conf()',
  "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'office' and pid <> pg_backend_pid()",
]

export const hastyControl = 'control: PostgreSQL confirms before it has written'

/**
 * Lets one thing after another go wrong with PostgreSQL while people book, so many times each. The last outcome is
 * that of the control, which loses what was confirmed.
 */
export async function postgresFaults({
  rounds,
  seed,
}: {
  rounds: number
  seed: number
}): Promise<FaultOutcome[]> {
  const postgres = await startPostgres({ durable: true })
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-postgres-faults-'))
  const sql = (text: string, database = 'office') => run(postgres.url(database), text)
  await sql('create database office', 'postgres')
  const proxy = await openProxy(postgres.url('office'))
  const settings = { DATABASE_URL: proxy.url, SAMPLE_NOW: new Date(startOfDay).toISOString() }
  const server = await startServer(folder, settings)
  const scene = { postgres, proxy, sql }
  try {
    const tally = newFigures()
    const load = await createLoad(server.url, { random: randomNumbers(seed), figures: tally })
    const outcomes: FaultOutcome[] = []
    for (const fault of faults) {
      const before = structuredClone(tally)
      for (let round = 0; round < rounds; round += 1) {
        await goThrough(server.url, load, () => fault.happen(scene))
        tally.cycles += 1
      }
      const now = startOfDay + 3_600_000
      await examine(postgres.url('office'), tally, { now, told: load.told() })
      outcomes.push({ name: fault.name, missing: null, figures: figuresSince(before, tally) })
    }
    const before = structuredClone(tally)
    for (const text of hasty) await sql(text)
    // What was written last must not happen to be safe: on a slow machine little is, so it is tried again.
    for (let time = 0; time < 4 && tally.lost === before.lost; time += 1) {
      await goThrough(server.url, load, async () => {
        await sleep(1000)
        await postgres.crash()
      })
      tally.cycles += 1
    }
    return [...outcomes, { name: hastyControl, missing: null, figures: figuresSince(before, tally) }]
  } finally {
    await server.kill()
    await proxy.close()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function goThrough(url: string, load: Load, happen: () => Promise<void>): Promise<void> {
  const endLoad = load.begin(url)
  await sleep(300)
  await happen()
  await sleep(300)
  await endLoad()
  while (!(await fetch(`${url}/readyz`)).ok) await sleep(50)
  await load.settle(url)
  await load.lookForAll(url)
}

async function run(databaseUrl: string, text: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
