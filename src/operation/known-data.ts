import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseDatabaseUrl } from '#db/connect.ts'
import { type DatabaseState, lookAtDatabase } from '#db/look-at-database.ts'
import type { Deps } from '../deps.ts'
import { dataNow } from './queries.ts'

/** Which data were served last, and how far they had come: kept beside them, not in them. */
export type Mark = { database: string; dataId: string; lastEntry: number; lastEvent: number }

/** What somebody knows and wants, though it looks like a loss. */
export type Accepted = { isEmptyAccepted: boolean; isOlderAccepted: boolean }

/** Where the mark of a database lies: beside a file, and for a server in the folder of data. */
export function markPath(databaseUrl: string): string {
  const target = parseDatabaseUrl(databaseUrl)
  return target.engine === 'sqlite' ? `${target.path}.mark` : join('data', 'postgres.mark')
}

/** Host and name of a server's database, or the path of a file: never its password. */
function nameOf(databaseUrl: string): string {
  const target = parseDatabaseUrl(databaseUrl)
  if (target.engine === 'sqlite') return target.path
  const { host, pathname } = new URL(target.url)
  return `${host}${pathname}`
}

/** The mark that was left when this database was served last; null when there is none. */
export async function readMark(databaseUrl: string): Promise<Mark | null> {
  try {
    const mark = JSON.parse(await readFile(markPath(databaseUrl), 'utf8')) as Mark
    const isOfServer = parseDatabaseUrl(databaseUrl).engine === 'postgres'
    return isOfServer && mark.database !== nameOf(databaseUrl) ? null : mark
  } catch {
    return null
  }
}

/**
 * Why a database must not be served without somebody's word: it is empty, another one or an older one than that which
 * was here before. Null when it is what it was, and has gone on.
 */
export function refuseLoss(
  state: DatabaseState,
  mark: Pick<Mark, 'dataId' | 'lastEntry' | 'lastEvent'> | null,
  { isEmptyAccepted, isOlderAccepted }: Accepted,
): string | null {
  if (!mark) return null
  if (state.applied.length === 0)
    return isEmptyAccepted
      ? null
      : 'the database is empty, but there was one before: bring it back by "madoguchi restore", or start with --accept-empty if a new office begins here'
  const isOther = state.dataId !== mark.dataId
  const isOlder = state.lastEntry < mark.lastEntry || state.lastEvent < mark.lastEvent
  if (isOlderAccepted || (!isOther && !isOlder)) return null
  const what = isOther
    ? 'the database is another one than that which was here before'
    : `the database is older than it was: it ends at entry ${state.lastEntry}, and there were ${mark.lastEntry}`
  return `${what}; put the right one in its place, or start with --accept-older if this is the right one`
}

/** Leaves a mark of the data as they are now. */
export async function noteKnownData({ store, settings }: Pick<Deps, 'store' | 'settings'>): Promise<void> {
  const now = await store.snapshot(dataNow)
  const mark: Mark = { database: nameOf(settings.databaseUrl), ...now }
  const known = await readMark(settings.databaseUrl)
  if (known && JSON.stringify(known) === JSON.stringify(mark)) return
  await writeMark(settings.databaseUrl, mark)
}

/** The same of data that have just been brought back: older, and knowingly so. */
export async function noteRestoredData(databaseUrl: string): Promise<void> {
  const { dataId, lastEntry, lastEvent } = await lookAtDatabase(databaseUrl)
  if (dataId !== null)
    await writeMark(databaseUrl, { database: nameOf(databaseUrl), dataId, lastEntry, lastEvent })
}

/** Under another name first, so that a crash leaves the old mark or the new one. */
async function writeMark(databaseUrl: string, mark: Mark): Promise<void> {
  const path = markPath(databaseUrl)
  await mkdir(dirname(path), { recursive: true })
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(mark)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
