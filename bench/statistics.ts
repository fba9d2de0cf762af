import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import BetterSqlite from 'better-sqlite3'
import { monthStart } from '#src/clock.ts'
import { paths } from '#src/paths.ts'
import { rebuildFigures } from '#src/statistics/rebuild.ts'
import { exportRows, plainRows, shellVersion } from './export-rows.ts'
import { load, median, requestBytes } from './load.ts'
import { now, openPast, type Past, supervisorOf } from './past.ts'
import { startProgram } from './program.ts'
import { startServer } from './servers.ts'

// Figures of a busy ward: making them from a million events, opening a month and a year of them, and taking all
// visits out as a file against the plain `sqlite3` program. `--events 10000000` takes a quarter of an hour.

const { values } = parseArgs({ options: { events: { type: 'string', default: '1000000' } } })
const rounds = 5
const folder = mkdtempSync(join(tmpdir(), 'madoguchi-statistics-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

console.log(`figures of a busy ward: figure, ratio in the same run, limit; median of ${rounds} rounds`)
const past = await makePast(Number(values.events))
const supervisor = await supervisorOf(past.deps)
await past.deps.store.close()
past.deps.live.close()
await measurePages('thirteen months of figures')
repeatYears()
await measurePages('ten years of figures')
await measureExport()

async function makePast(events: number): Promise<Past> {
  const since = performance.now()
  const made = await openPast(folder, events)
  const millions = made.events / 1_000_000
  const count = (number: number) => number.toLocaleString('en')
  console.log(`${count(made.visits)} visits, ${count(made.events)} events from ${made.from} to ${made.to}`)
  line('writing them, s per million events', (performance.now() - since) / 1000 / millions)

  const delays = monitorEventLoopDelay({ resolution: 1 })
  const begun = performance.now()
  delays.enable()
  await rebuildFigures(made.deps)
  delays.disable()
  line('figures anew, s per million events', (performance.now() - begun) / 1000 / millions)
  line('longest block meanwhile, ms', delays.max / 1e6, { limit: 50 })
  return made
}

/** One reader who opens a page again and again, against a bare route that answers the same bytes. */
async function measurePages(title: string): Promise<void> {
  console.log(title)
  const server = await startProgram(folder, { DATABASE_URL: past.databaseUrl, SAMPLE_NOW: now })
  try {
    const month = monthStart(past.to, -1)
    await measurePage(server.port, 'a month’s page, ms', paths.figuresMonth(month.slice(0, 7)), 30)
    await measurePage(server.port, 'a fiscal year’s page, ms', paths.figuresYear(past.to.slice(0, 4)))
  } finally {
    await server.stop()
  }
}

async function measurePage(port: number, what: string, path: string, limit?: number): Promise<void> {
  const request = requestBytes('GET', path, undefined, supervisor.browser)
  const [name = '', value = ''] = supervisor.browser.trim().split(': ')
  const answer = await fetch(`http://localhost:${port}${path}`, { headers: { [name]: value } })
  const body = await answer.text()
  if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}`)
  const bare = await startServer({ bare: { body, type: 'text/html; charset=UTF-8', status: 200 } })
  const ours: number[] = []
  const plain: number[] = []
  for (let round = -1; round < rounds; round += 1) {
    const measured = await load({ port, connections: 1, milliseconds: 1000, request: () => request })
    const same = await load({ port: bare.port, connections: 1, milliseconds: 500, request: () => request })
    // The first round warms both up.
    if (round < 0) continue
    ours.push(measured.p50)
    plain.push(same.p50)
  }
  await bare.stop()
  line(what, median(ours), { ratio: median(ours) / median(plain), ...(limit && { limit }) })
}

/** Puts nine more years of the same summaries before those that there are. */
function repeatYears(): void {
  const database = new BetterSqlite(join(folder, 'ward.db'))
  const all = database.pragma('table_info(summaries)') as Array<{ name: string }>
  const columns = all.flatMap(({ name }) => (name === 'start_date' ? [] : name)).join(', ')
  const earlier = "printf('%04d', substr(start_date, 1, 4) - ?) || substr(start_date, 5)"
  const repeat = database.prepare(`
    insert into summaries (start_date, ${columns})
      select ${earlier}, ${columns} from summaries
      where start_date >= '2025-12-01' and start_date < '2026-12-01'
    on conflict do nothing`)
  for (let years = 1; years <= 9; years += 1) repeat.run(years)
  database.close()
}

async function measureExport(): Promise<void> {
  const shell = shellVersion()
  console.log(
    shell
      ? `all visits as CSV, against ${shell}`
      : 'all visits as CSV; there is no sqlite3 here, so against a bare loop',
  )
  const server = await startProgram(folder, { DATABASE_URL: past.databaseUrl, SAMPLE_NOW: now })
  try {
    const query = `from=${past.from}&to=${past.to}`
    const url = `http://localhost:${server.port}/api/v1/offices/mihon/exports/visits.csv?${query}`
    const ours: Awaited<ReturnType<typeof exportRows>>[] = []
    const plain: Awaited<ReturnType<typeof plainRows>>[] = []
    for (let round = 0; round < 3; round += 1) {
      ours.push(await exportRows(url, supervisor.program, server.pid))
      plain.push(await plainRows(join(folder, 'ward.db')))
    }
    const seconds = median(ours.map(one => one.seconds))
    const [first] = ours
    line('rows', first?.rows ?? 0)
    line('MB', (first?.bytes ?? 0) / 1e6)
    line('seconds', seconds, { ratio: seconds / median(plain.map(one => one.seconds)), ratioMax: 3 })
    line('memory, MB more', Math.max(...ours.map(one => one.memoryGrowth)), { limit: 80 })
    if (first?.rows !== plain[0]?.rows) console.log(`  the plain program wrote ${plain[0]?.rows} rows`)
  } finally {
    await server.stop()
  }
}

type Compared = { limit?: number; ratio?: number; ratioMax?: number }

function line(what: string, value: number, { limit, ratio, ratioMax }: Compared = {}): void {
  const cells = [
    `  ${what}`.padEnd(40),
    value.toLocaleString('en', { maximumFractionDigits: 1 }).padStart(10),
    (ratio === undefined ? '' : `${ratio.toFixed(1)} ×`).padStart(10),
    limit === undefined ? '' : `≤ ${limit}`.padStart(10),
    ratioMax === undefined ? '' : `≤ ${ratioMax} ×`.padStart(10),
  ]
  console.log(cells.join('').trimEnd())
}
