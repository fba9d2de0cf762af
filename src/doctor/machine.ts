import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { access, constants, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isClaimed } from '#db/claim.ts'
import { sqliteVersion } from '#db/sqlite-file.ts'
import { diskSpace } from '../operation/disk-space.ts'
import { programVersion } from '../program-version.ts'
import { bad, good, type Line, warning } from './line.ts'

/** Older ones can lose what was committed when several connections write their log back at once. */
const safeSqlite = [3, 51, 3]

export function lookAtProgram(): Line {
  const version = sqliteVersion()
  const parts = version.split('.').map(Number)
  const index = safeSqlite.findIndex((part, place) => part !== parts[place])
  const isSafe = index < 0 || (parts[index] ?? 0) > (safeSqlite[index] ?? 0)
  const says = `Madoguchi ${programVersion()}, Node.js ${process.versions.node}, SQLite ${version}`
  return isSafe
    ? good('program', says)
    : bad('program', says, 'install with npm ci: this SQLite may lose data')
}

/** Below both it is time to look, and to act: a small share of a large disk is room for years of bookings. */
const low = { share: 0.15, gibibytes: 20 }
const least = { share: 0.05, gibibytes: 5 }

export async function lookAtDisk(folder: string): Promise<Line> {
  return tellDisk(folder, await diskSpace(folder))
}

/** What a folder's disk has left: bytes, and their share of it. */
export function tellDisk(
  folder: string,
  { freeBytes, freeShare }: { freeBytes: number; freeShare: number },
): Line {
  const says = `${Math.round(freeBytes / 1_048_576)} MiB free (${Math.round(freeShare * 100)} %) at ${folder}`
  const todo = 'make room or move the data to a larger disk: on a full one nobody can book'
  const isBelow = ({ share, gibibytes }: typeof low) =>
    freeShare < share && freeBytes < gibibytes * 1_073_741_824
  if (isBelow(least)) return bad('disk space', says, todo)
  return isBelow(low) ? warning('disk space', says, todo) : good('disk space', says)
}

/** Network file systems do not lock as SQLite needs it: by the numbers of statfs(2). */
const networkFileSystems: Record<number, string> = {
  0x6969: 'NFS',
  0xfe534d42: 'SMB',
  0xff534d42: 'CIFS',
  0x517b: 'SMB',
  0x65735546: 'FUSE',
}

export async function lookAtFileSystem(folder: string): Promise<Line> {
  return tellFileSystem(folder, (await statfs(folder)).type)
}

/** What a folder's kind of file system, by the number of statfs(2), means for a database. */
export function tellFileSystem(folder: string, type: number): Line {
  const network = networkFileSystems[type >>> 0]
  return network === undefined
    ? good('file system', 'local')
    : bad(
        'file system',
        `${network} at ${folder}`,
        'move the database to a local disk: it may be damaged there',
      )
}

const othersMayRead = 0o007

/** Whether the server can write what it must, and nobody else can read it. */
export async function lookAtRights(database: string): Promise<Line> {
  const folder = dirname(database)
  for (const path of [folder, database]) {
    const isWritable = await access(path, constants.W_OK).then(
      () => true,
      () => false,
    )
    if (!isWritable)
      return bad('rights', `${path} cannot be written`, `give it to the account that runs the server: chown`)
  }
  for (const path of [database, folder]) {
    const { mode } = await stat(path)
    if ((mode & othersMayRead) === 0) return good('rights', 'the data are for their own account alone')
  }
  return warning('rights', `everybody on this machine may read ${database}`, `chmod 700 ${folder}`)
}

/** Whether a server works with a file now. */
export async function lookAtClaim(database: string): Promise<Line> {
  try {
    const isServed = await isClaimed(database)
    return good('server', isServed ? 'one is running on this file' : 'none is running on this file')
  } catch (error) {
    const todo = `give ${database}.lock to the account that runs the server: chown`
    return warning('server', `its lock cannot be read: ${String(error).split('\n')[0]}`, todo)
  }
}

const flushes = 50
const [flushMicrosecondsMin, flushMillisecondsMax] = [20, 20]

/** How long the disk takes to keep something for good: one that answers at once has only promised it. */
export function lookAtFlushes(folder: string): Line {
  const path = join(folder, `.doctor-${process.pid}`)
  const times: number[] = []
  const file = openSync(path, 'wx')
  try {
    for (let count = 0; count < flushes; count += 1) {
      writeSync(file, 'x')
      const since = performance.now()
      fsyncSync(file)
      times.push(performance.now() - since)
    }
  } finally {
    closeSync(file)
    rmSync(path)
  }
  const median = times.toSorted((a, b) => a - b)[flushes / 2] ?? 0
  const says = `a flush takes ${median.toFixed(2)} ms`
  if (median * 1000 < flushMicrosecondsMin)
    return warning('flushes', says, 'make sure that the disk really writes: a power cut may lose bookings')
  return median > flushMillisecondsMax
    ? warning('flushes', says, 'a faster disk carries a faster opening rush')
    : good('flushes', says)
}
