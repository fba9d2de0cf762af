import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { usualRetention } from '#src/offices/retention.ts'
import { dryRun } from '#src/retention/dry-run.ts'
import { purge } from '#src/retention/purge.ts'
import { openPast } from './past.ts'

// A night's erasing in a busy ward that has kept every name until now: counting what would go, erasing it, and
// writing the file anew. Figures are times and the longest block of the event loop meanwhile.

const { values } = parseArgs({ options: { events: { type: 'string', default: '200000' } } })
const folder = mkdtempSync(join(tmpdir(), 'madoguchi-retention-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const past = await openPast(folder, Number(values.events))
const { deps, databaseUrl } = past
Object.assign(deps.settings, { ledgerFolder: folder, mailFolder: join(folder, 'mail') })
const [office] = await deps.offices.list()
if (!office) throw new Error('there is no office')
await deps.store.write(giveNames)
const size = statSync(databaseUrl.slice('file:'.length)).size / 1_000_000
console.log(`${past.visits.toLocaleString('en')} visits, a file of ${size.toFixed(0)} MB`)

await measure('counting what would go', async () => {
  const { bookings } = await dryRun(deps, office, usualRetention)
  console.log(`  ${bookings.count.toLocaleString('en')} people`)
})
const { scrub } = deps.store
await measure('erasing them', () => purge({ ...deps, store: { ...deps.store, scrub: async () => {} } }))
await measure('writing the file anew', scrub)
await deps.store.close()
deps.live.close()

/** Everybody who has ever booked is known by name again. */
async function giveNames(db: Parameters<Parameters<typeof deps.store.write>[0]>[0]): Promise<void> {
  await sql`insert into persons (id, office_id, name, email, phone, email_key, phone_key, needs_json)
    select id, office_id, 'ミホン ' || id, 'mihon-' || id || '@example.test', '0900000' || id,
      hex(randomblob(16)), hex(randomblob(16)), '[]'
    from appointments where state <> 'held'`.execute(db)
  await sql`update appointments set person_id = id where state <> 'held'`.execute(db)
}

async function measure(what: string, work: () => Promise<unknown>): Promise<void> {
  const delays = monitorEventLoopDelay({ resolution: 1 })
  const since = performance.now()
  delays.enable()
  await work()
  delays.disable()
  const seconds = ((performance.now() - since) / 1000).toFixed(2)
  console.log(`${what.padEnd(28)} ${seconds} s, longest block ${(delays.max / 1e6).toFixed(0)} ms (limit 50)`)
}
