import { existsSync } from 'node:fs'
import { parseDatabaseUrl } from '#db/connect.ts'
import { lookAtDatabase } from '#db/look-at-database.ts'
import { refuseNewer } from '../operation/prepare-database.ts'
import { readSettings, type Settings } from '../settings.ts'
import type { Env } from './command.ts'

const names = [
  ...['DATABASE_URL', 'BACKUP_DIR', 'BACKUP_KEY_FILE', 'BACKUP_KEEP', 'BACKUP_DAYS_MAX'],
  ...['SAMPLE_NOW', 'SAMPLE_SPEED'],
]

/** The settings that commands about data need: what only serving needs may be missing. */
export function dataSettings(env: Env): Settings {
  return readSettings(Object.fromEntries(names.map(name => [name, env[name]])))
}

/** The path of the database file. Throws one line where the database is a server. */
export function databaseFile({ databaseUrl }: Settings): string {
  const target = parseDatabaseUrl(databaseUrl)
  if (target.engine === 'sqlite') return target.path
  throw new Error(
    'this is for a database in a file; PostgreSQL has pg_dump and pg_restore (docs/operation.md)',
  )
}

/** Opening a file that is not there would make an empty database of it. */
export function refuseMissing({ databaseUrl }: Settings): void {
  const target = parseDatabaseUrl(databaseUrl)
  if (target.engine === 'sqlite' && !existsSync(target.path))
    throw new Error(`DATABASE_URL: there is no file ${target.path}`)
}

/** What reads or changes entries by themselves goes by the schema of this very program; no other one is touched. */
export async function refuseOtherSchema(settings: Settings): Promise<void> {
  refuseMissing(settings)
  const state = await lookAtDatabase(settings.databaseUrl)
  const newer = refuseNewer(state)
  if (newer !== null) throw new Error(newer)
  const [missing] = state.pending
  if (missing !== undefined)
    throw new Error(`the database lacks ${missing} of its schema: madoguchi migrate, or start the server`)
}
