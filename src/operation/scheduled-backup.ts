import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { builtProgram } from '#db/project-root.ts'
import { newestBackup } from '../backup/write-backup.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'

const everyMilliseconds = 24 * 3_600_000

/** Makes a backup when the newest is a day old; notes when that was. Throws when none could be made. */
export async function backUpWhenDue(
  { settings, watch, log }: Pick<Deps, 'settings' | 'watch' | 'log'>,
  now: Instant,
): Promise<void> {
  if (!settings.backup) return
  const { folder } = settings.backup
  watch.lastBackupAt = (await newestBackup(folder, now))?.madeAt ?? null
  if (watch.lastBackupAt !== null && now - watch.lastBackupAt < everyMilliseconds) return
  const why = await backUpApart(settings)
  if (why !== null) {
    log.error({ why }, 'no backup could be made')
    throw new BackupFailedError(why)
  }
  watch.lastBackupAt = now
}

/**
 * Runs `madoguchi backup` as a program of its own: copying and comparing hold up the thread that does it. It gets its
 * own settings and nothing else of the environment. Answers why there is none, in the line that it told; null when done.
 */
async function backUpApart({ databaseUrl, backup }: Deps['settings']): Promise<string | null> {
  if (!backup) return null
  const { keeping, folder, keyFile } = backup
  const command = [builtProgram('src/madoguchi'), 'backup', '--scheduled']
  const child = spawn(process.execPath, command, {
    env: {
      DATABASE_URL: databaseUrl,
      BACKUP_DIR: folder,
      BACKUP_KEEP: `${keeping.daily},${keeping.weekly},${keeping.monthly}`,
      BACKUP_DAYS_MAX: String(keeping.daysMax),
      ...(keyFile !== null && { BACKUP_KEY_FILE: keyFile }),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let told = ''
  child.stderr.on('data', part => (told += String(part)))
  const [code] = (await once(child, 'close')) as [number | null]
  return code === 0 ? null : told.trim() || `the backup ended with ${code}`
}

class BackupFailedError extends Error {
  override name = 'BackupFailedError'
}
