import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { lookAtDatabase } from '#db/look-at-database.ts'
import { copyDatabase, readContents } from '#db/sqlite-file.ts'
import { type Instant, isoOf } from '../clock.ts'
import { programVersion } from '../program-version.ts'
import { BackupError, packDatabase, unpackDatabase } from './backup-file.ts'
import { backupName, type Kept, madeAtOf } from './backup-name.ts'
import type { BackupReason, Manifest } from './manifest.ts'
import { type Keeping, outdated } from './rotation.ts'

export type BackupOrder = {
  /** The database file. */
  database: string
  folder: string
  /** Null: not encrypted. */
  passphrase: string | null
  reason: BackupReason
  now: Instant
}

export type Written = { path: string; bytes: number; manifest: Manifest }

const workPrefix = '.making-'

/**
 * Writes a backup while the server works: a copy as of one moment, packed under another name, unpacked again and
 * compared row by row, and only then given its name. Whatever fails leaves the backups that are there as they are.
 * Holds up the thread while it copies and compares: to be called in a program of its own.
 */
export async function writeBackup(order: BackupOrder): Promise<Written> {
  const { folder, now, passphrase } = order
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await clearUnfinished(folder)
  const work = join(folder, `${workPrefix}${process.pid}`)
  await mkdir(work, { mode: 0o700 })
  try {
    const [copy, packed, proof] = [join(work, 'copy.db'), join(work, 'packed'), join(work, 'proof.db')]
    copyDatabase(order.database, copy)
    const manifest = await manifestOf(copy, order)
    await packDatabase(copy, packed, { manifest, passphrase })
    await unpackDatabase(packed, proof, passphrase)
    proveContents(proof, manifest)
    const path = join(folder, backupName(now))
    await rename(packed, path)
    await syncFolder(folder)
    return { path, bytes: (await stat(path)).size, manifest }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function manifestOf(copy: string, { reason, now }: BackupOrder): Promise<Manifest> {
  const { applied, dataId } = await lookAtDatabase(`file:${copy}`)
  const schema = applied.at(-1)
  if (schema === undefined) throw new BackupError('there is nothing in the database that could be backed up')
  const { tables, faults } = readContents(copy)
  if (faults.length > 0) throw new BackupError(`the database is damaged: ${faults[0]}`)
  const hash = createHash('sha256')
  for await (const part of createReadStream(copy)) hash.update(part as Buffer)
  return {
    madeAt: isoOf(now, 'UTC'),
    ...{ reason, schema, dataId, tables },
    program: programVersion(),
    databaseBytes: (await stat(copy)).size,
    databaseSha256: hash.digest('hex'),
  }
}

/** Throws `BackupError` unless a file holds exactly the rows that a manifest tells, and is whole. */
export function proveContents(database: string, manifest: Manifest): void {
  const { tables, faults } = readContents(database)
  if (faults.length > 0) throw new BackupError(`the backup is damaged: ${faults[0]}`)
  if (!isDeepStrictEqual(tables, manifest.tables))
    throw new BackupError('the backup does not hold the rows that it tells')
}

/** What programs have left behind that were ended while they wrote. */
async function clearUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith(workPrefix) && !isRunning(Number(name.slice(workPrefix.length))))
      await rm(join(folder, name), { recursive: true, force: true })
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Backups of a folder, the newest first; none where there is no such folder. */
export async function backupsIn(folder: string): Promise<Kept[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .flatMap(name => {
      const madeAt = madeAtOf(name)
      return madeAt === null ? [] : { name, madeAt }
    })
    .toSorted((a, b) => b.madeAt - a.madeAt)
}

/** The newest backup of a folder; one that was made while a clock was ahead does not count until then. */
export async function newestBackup(folder: string, now: Instant): Promise<Kept | null> {
  return (await backupsIn(folder)).find(({ madeAt }) => madeAt <= now) ?? null
}

/** Removes the backups of a folder that are not kept any more; answers their names. */
export async function removeOutdated(
  folder: string,
  keeping: Keeping,
  now: Instant,
  timeZone: string,
): Promise<string[]> {
  const gone = outdated(await backupsIn(folder), keeping, now, timeZone)
  for (const { name } of gone) await rm(join(folder, name))
  return gone.map(({ name }) => name)
}

/** A new name is there after a power cut only when its folder has been written. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
