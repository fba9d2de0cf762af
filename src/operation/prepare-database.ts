import { dirname, join } from 'node:path'
import { parseDatabaseUrl } from '#db/connect.ts'
import { type DatabaseState, lookAtDatabase } from '#db/look-at-database.ts'
import { migrate } from '#db/migrate.ts'
import { readPassphrase } from '../backup/passphrase.ts'
import { backupsIn, writeBackup } from '../backup/write-backup.ts'
import { createClock } from '../clock.ts'
import type { Settings } from '../settings.ts'
import { type Accepted, readMark, refuseLoss } from './known-data.ts'

export type Prepared =
  /** `backup` is the one made before the schema was changed; null when nothing had to be. */
  { ok: true; steps: readonly string[]; backup: string | null } | { ok: false; line: string }

/**
 * Brings a database to the newest schema. Refused when it is of a newer program, or when it looks as if data had been
 * lost and nobody has said that they know. A file with data in it is backed up before it is changed.
 */
export async function prepareDatabase(settings: Settings, accepted: Accepted): Promise<Prepared> {
  const { databaseUrl } = settings
  try {
    const state = await lookAtDatabase(databaseUrl)
    const line = refuseNewer(state) ?? (await refuseLost(settings, state, accepted))
    if (line) return { ok: false, line }
    const backup = state.pending.length > 0 ? await backUpBefore(settings, state) : null
    if (state.pending.length > 0) await migrate(databaseUrl)
    return { ok: true, steps: state.pending, backup }
  } catch (error) {
    return { ok: false, line: `DATABASE_URL cannot be opened: ${String(error).split('\n')[0]}` }
  }
}

/** Why a database is not for this program; null when it is. */
export function refuseNewer({ unknown }: DatabaseState): string | null {
  return unknown.length === 0
    ? null
    : `the database is of a newer Madoguchi (it has ${unknown.at(-1)}): start that one, or restore a backup from before the upgrade`
}

async function refuseLost(
  { databaseUrl, backup }: Settings,
  state: DatabaseState,
  accepted: Accepted,
): Promise<string | null> {
  const refused = refuseLoss(state, await readMark(databaseUrl), accepted)
  if (refused || state.applied.length > 0 || accepted.isEmptyAccepted || !backup) return refused
  const [newest] = await backupsIn(backup.folder)
  return newest
    ? `the database is empty, but there are backups in BACKUP_DIR: bring back ${newest.name} by "madoguchi restore", or start with --accept-empty if a new office begins here`
    : null
}

/** PostgreSQL changes its schema in transactions and is backed up by its own tools. */
async function backUpBefore(settings: Settings, { applied }: DatabaseState): Promise<string | null> {
  const target = parseDatabaseUrl(settings.databaseUrl)
  if (target.engine !== 'sqlite' || applied.length === 0) return null
  const { path } = await writeBackup({
    database: target.path,
    folder: settings.backup?.folder ?? join(dirname(target.path), 'backups'),
    passphrase: await readPassphrase(settings.backup?.keyFile ?? null),
    reason: 'before_upgrade',
    now: createClock().now(),
  })
  return path
}
