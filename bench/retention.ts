import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { usualRetention } from '#src/offices/retention.ts'
import { dryRun } from '#src/retention/dry-run.ts'
import { purge } from '#src/retention/purge.ts'
import { watchLoop } from './longest-block.ts'
import { giveNames, openPast } from './past.ts'

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
await giveNames(deps)
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

async function measure(what: string, work: () => Promise<unknown>): Promise<void> {
  const { seconds, blockMilliseconds } = await watchLoop(work)
  const block = blockMilliseconds.toFixed(0)
  console.log(`${what.padEnd(28)} ${seconds.toFixed(2)} s, longest block ${block} ms (limit 50)`)
}
