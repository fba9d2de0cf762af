import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '#db/store.ts'
import { readPassphrase } from '../backup/passphrase.ts'
import { unpackDatabase } from '../backup/backup-file.ts'
import { proveContents } from '../backup/write-backup.ts'
import { createClock } from '../clock.ts'
import { checkInvariants } from '../invariants/check.ts'
import { invariantTitles, stateOf } from '../invariants/invariant.ts'
import { createOfficeCache } from '../offices/office-cache.ts'
import type { Command, Env, ExitCode } from './command.ts'
import { dataSettings, refuseOtherSchema } from './data-settings.ts'
import { say } from './say.ts'

/** Looks at all invariants of the database, or whether a backup is whole. */
export const verifyCommand: Command = {
  options: { 'key-file': { type: 'string' } },
  words: { min: 0, max: 1 },
  run({ values, positionals: [backup] }, env) {
    const keyFile =
      typeof values['key-file'] === 'string' ? values['key-file'] : (env.BACKUP_KEY_FILE ?? null)
    return backup === undefined ? verifyDatabase(env) : verifyBackup(backup, keyFile || null)
  },
}

async function verifyDatabase(env: Env): Promise<ExitCode> {
  const settings = dataSettings(env)
  await refuseOtherSchema(settings)
  const clock = createClock(settings.sampleNow ?? undefined, settings.sampleSpeed)
  const store = await openStore(settings.databaseUrl)
  try {
    const verdicts = await checkInvariants({ store, clock, offices: createOfficeCache(store, () => 0) })
    for (const verdict of verdicts) {
      const { id, looked, faults, examples } = verdict
      const found = stateOf(verdict) === 'not_shown' ? 'shown by the metrics alone' : `faults ${faults}`
      say(`${id.padEnd(6)}  looked at ${looked}, ${found}: ${invariantTitles[id]}`)
      for (const example of examples) say(`        ${example}`)
    }
    return verdicts.some(({ faults }) => faults > 0) ? 1 : 0
  } finally {
    await store.close()
  }
}

async function verifyBackup(backup: string, keyFile: string | null): Promise<ExitCode> {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-verify-'))
  try {
    const database = join(folder, 'proof.db')
    const manifest = await unpackDatabase(backup, database, await readPassphrase(keyFile))
    proveContents(database, manifest)
    const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0)
    say(`${backup}: whole, as of ${manifest.madeAt} (${manifest.schema}), ${rows} rows`)
    return 0
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
