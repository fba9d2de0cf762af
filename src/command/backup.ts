import { readPassphrase } from '../backup/passphrase.ts'
import { removeOutdated, writeBackup } from '../backup/write-backup.ts'
import { createClock } from '../clock.ts'
import type { Command } from './command.ts'
import { databaseFile, dataSettings, refuseMissing } from './data-settings.ts'
import { say } from './say.ts'

/** Backups are made at night: whose day it belongs to hardly matters, but it must be the same each time. */
const timeZone = 'Asia/Tokyo'

/** Writes a backup into the folder, proves it, and removes those that are not kept any more. */
export const backupCommand: Command = {
  options: { to: { type: 'string' }, 'key-file': { type: 'string' }, scheduled: { type: 'boolean' } },
  words: { min: 0, max: 0 },
  async run({ values }, env) {
    const folder = typeof values.to === 'string' ? values.to : env.BACKUP_DIR
    const keyFile = typeof values['key-file'] === 'string' ? values['key-file'] : env.BACKUP_KEY_FILE
    const settings = dataSettings({ ...env, BACKUP_DIR: folder, BACKUP_KEY_FILE: keyFile })
    const database = databaseFile(settings)
    if (!settings.backup) throw new Error('where to? set BACKUP_DIR or give --to FOLDER')
    refuseMissing(settings)

    const now = createClock().now()
    const { path, bytes, manifest } = await writeBackup({
      ...{ database, now, folder: settings.backup.folder },
      passphrase: await readPassphrase(settings.backup.keyFile),
      reason: values.scheduled === true ? 'scheduled' : 'by_hand',
    })
    const removed = await removeOutdated(settings.backup.folder, settings.backup.keeping, now, timeZone)
    const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0)
    const sealed = settings.backup.keyFile === null ? 'not encrypted' : 'encrypted'
    say(
      `${path}: ${rows} rows of ${Object.keys(manifest.tables).length} tables, ${bytes} bytes, ${sealed}, proved`,
      ...removed.map(name => `removed ${name}`),
    )
    return 0
  },
}
