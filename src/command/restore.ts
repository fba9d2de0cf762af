import { resolve } from 'node:path'
import { readPassphrase } from '../backup/passphrase.ts'
import { restoreBackup } from '../backup/restore.ts'
import { createClock } from '../clock.ts'
import { noteRestoredData } from '../operation/known-data.ts'
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
    const { manifest, aside, lostEntries } = await restoreBackup({
      backup: resolve(backup),
      database: databaseFile(settings),
      isReplacing: values.replace === true,
      passphrase: await readPassphrase(keyFile || null),
      areFaultsAccepted: values['accept-faults'] === true,
      clock: createClock(settings.sampleNow ?? undefined, settings.sampleSpeed),
    })
    await noteRestoredData(settings.databaseUrl)
    say(
      `restored as of ${manifest.madeAt} (${manifest.schema}), proved`,
      ...(aside === null ? [] : [`what was there lies at ${aside}: it holds ${lostEntries} later entries`]),
    )
    return 0
  },
}
