import { existsSync, realpathSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { claimDatabase } from '#db/claim.ts'
import { lookAtDatabase } from '#db/look-at-database.ts'
import { migrate } from '#db/migrate.ts'
import { settleFile } from '#db/sqlite-file.ts'
import { openStore, type Store } from '#db/store.ts'
import type { Clock, Instant } from '../clock.ts'
import { checkInvariants } from '../invariants/check.ts'
import { createOfficeCache } from '../offices/office-cache.ts'
import { backupName } from './backup-name.ts'
import { BackupError, readHead, unpackDatabase } from './backup-file.ts'
import type { Manifest } from './manifest.ts'
import { proveContents, syncFolder } from './write-backup.ts'

export type RestoreOrder = {
  backup: string
  /** The database file to be, and whether one that is there may be moved aside. */
  database: string
  isReplacing: boolean
  passphrase: string | null
  /** Take it though invariants do not hold: better than nothing. */
  areFaultsAccepted: boolean
  clock: Clock
}

export type Restored = {
  manifest: Manifest
  /** Where the file that was there lies now. */
  aside: string | null
  /** How many entries of the audit the file that was there had more. */
  lostEntries: number
}

/** A database file and its companions, by the ends of their names. */
const parts = ['', '-wal', '-shm', '-journal']

type Past = { store: Store; manifest: Manifest; replaced: string | null }

/**
 * What is done to data from the past before anybody sees them, in this order: the schema has been brought up to date
 * already. Whoever has been erased since the backup is to be erased here again, by what `replaced` says of them.
 */
const afterwards: ReadonlyArray<(past: Past) => Promise<void>> = []

/**
 * Brings a backup back as the database: proves that it holds what it tells, brings its schema up to date, looks at all
 * invariants, and only then puts it in place. What was there is moved aside, never deleted. Throws `BackupError` and
 * leaves everything as it was when any of that fails, or when a program has the database open.
 */
export async function restoreBackup(order: RestoreOrder): Promise<Restored> {
  const { backup, isReplacing, passphrase } = order
  const isThere = existsSync(order.database)
  // A link stays: a file in its place would lie on the disk that somebody had led away from.
  const database = isThere ? realpathSync(order.database) : order.database
  if (isThere && !isReplacing) throw new BackupError(`${database} is there already: --replace moves it aside`)
  await readHead(backup)
  const claim = await claimDatabase(`file:${database}`)
  if (!claim) throw new BackupError(inUse(database))

  const restoring = `${database}.restoring`
  try {
    if (isThere) refuseInUse(database)
    await removeFile(restoring)
    const manifest = await unpackDatabase(backup, restoring, passphrase)
    proveContents(restoring, manifest)
    const { unknown, lastEntry } = await lookAtDatabase(`file:${restoring}`)
    if (unknown.length > 0)
      throw new BackupError(
        `the backup is of a newer Madoguchi (it has ${unknown.at(-1)}): restore it with that one`,
      )
    await migrate(`file:${restoring}`)
    await finishAndProve(order, { restoring, manifest, replaced: isThere ? database : null })
    settleFile(restoring)

    const before = isThere ? await lookAtDatabase(`file:${database}`).catch(() => null) : null
    const aside = await moveAside(database, order.clock.now())
    await rename(restoring, database)
    await syncFolder(dirname(database))
    return { manifest, aside, lostEntries: Math.max(0, (before?.lastEntry ?? 0) - lastEntry) }
  } finally {
    await removeFile(restoring)
    claim.release()
  }
}

async function finishAndProve(
  { clock, areFaultsAccepted }: RestoreOrder,
  { restoring, manifest, replaced }: { restoring: string; manifest: Manifest; replaced: string | null },
): Promise<void> {
  const store = await openStore(`file:${restoring}`)
  try {
    for (const step of afterwards) await step({ store, manifest, replaced })
    const verdicts = await checkInvariants({ store, clock, offices: createOfficeCache(store, () => 0) })
    const [first] = verdicts.filter(({ faults }) => faults > 0)
    if (first && !areFaultsAccepted)
      throw new BackupError(
        `${first.id} does not hold in the backup (${first.examples[0]}); --accept-faults takes it all the same`,
      )
  } finally {
    await store.close()
  }
}

function inUse(database: string): string {
  return `${database} is in use: stop the server first`
}

/** A server claims its file; any other program that has it open is found by SQLite. */
function refuseInUse(database: string): void {
  try {
    settleFile(database)
  } catch (error) {
    const isLocked = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'
    if (isLocked) throw new BackupError(inUse(database))
    // A file that cannot even be opened is what a restore is for.
  }
}

/**
 * Answers where the file lies now, or null when there was none. Its companions go with it, and also when somebody has
 * removed it without them: SQLite would write that log into whatever has the name next.
 */
async function moveAside(database: string, now: Instant): Promise<string | null> {
  const aside = asideName(database, now)
  const isThere = existsSync(database)
  if (isThere) refuseInUse(database)
  for (const part of parts)
    if (existsSync(`${database}${part}`)) await rename(`${database}${part}`, `${aside}${part}`)
  return isThere ? aside : null
}

/** By the second; two restores in one second do not take each other's name. */
function asideName(database: string, now: Instant): string {
  const name = `${database}.replaced-${backupName(now).replace(/^madoguchi-|\.backup$/g, '')}`
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? name : `${name}-${count}`
    if (!parts.some(part => existsSync(`${free}${part}`))) return free
  }
}

async function removeFile(path: string): Promise<void> {
  for (const part of parts) await rm(`${path}${part}`, { force: true })
}
