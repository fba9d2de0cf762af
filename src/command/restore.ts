import { resolve } from 'node:path'
import { pino } from 'pino'
import { readPassphrase } from '../backup/passphrase.ts'
import { restoreBackup } from '../backup/restore.ts'
import { type Clock, createClock } from '../clock.ts'
import { openDeps } from '../open-deps.ts'
import { noteRestoredData } from '../operation/known-data.ts'
import { reapplyErasures } from '../retention/ledger.ts'
import type { Settings } from '../settings.ts'
import type { Command } from './command.ts'
import { databaseFile, dataSettings } from './data-settings.ts'
import { say } from './say.ts'

/** Brings a backup back as the database of DATABASE_URL. */
export const restoreCommand: Command = {
  options: {
    replace: { type: 'boolean' },
    'key-file': { type: 'string' },
    'accept-faults': { type: 'boolean' },
  },
  words: { min: 1, max: 1 },
  async run({ values, positionals: [backup = ''] }, env) {
    const settings = dataSettings(env)
    const keyFile =
      typeof values['key-file'] === 'string' ? values['key-file'] : (env.BACKUP_KEY_FILE ?? null)
    const clock = createClock(settings.sampleNow ?? undefined, settings.sampleSpeed)
    const { manifest, aside, lostEntries } = await restoreBackup({
      backup: resolve(backup),
      database: databaseFile(settings),
      isReplacing: values.replace === true,
      passphrase: await readPassphrase(keyFile || null),
      areFaultsAccepted: values['accept-faults'] === true,
      clock,
    })
    await noteRestoredData(settings.databaseUrl)
    const erasedAgain = await eraseAgain(settings, clock)
    say(
      `restored as of ${manifest.madeAt} (${manifest.schema}), proved`,
      ...(erasedAgain === 0 ? [] : [`erased again, by the ledger of erasures: ${erasedAgain}`]),
      ...(aside === null ? [] : [`what was there lies at ${aside}: it holds ${lostEntries} later entries`]),
    )
    return 0
  },
}

/** Whoever was erased since the backup must not come back with it, not even until the next start. */
async function eraseAgain(settings: Settings, clock: Clock): Promise<number> {
  const deps = await openDeps(settings, clock, pino({ level: 'warn' }))
  try {
    return await reapplyErasures(deps)
  } finally {
    await deps.store.close()
  }
}
