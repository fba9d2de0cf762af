import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseDatabaseUrl } from './connect.ts'

/** The right to be the only program that serves a database file or changes it as a whole. */
export type Claim = { release: () => void }

/** Whoever looks whether a file is claimed keeps its lock for a moment, which is no reason to give up. */
const waitMilliseconds = 500

/**
 * Claims the file of a database until `release`, or until this program ends, however it ends: what is held is a lock
 * of the kernel on a file beside it, not a number that a crash would leave behind. Null when another program
 * has claimed it. Several servers may share one PostgreSQL: there everybody has a claim.
 */
export async function claimDatabase(databaseUrl: string): Promise<Claim | null> {
  const target = parseDatabaseUrl(databaseUrl)
  if (target.engine === 'postgres') return { release() {} }
  mkdirSync(dirname(target.path), { recursive: true })
  const { default: BetterSqlite } = await import('better-sqlite3')
  const handle = new BetterSqlite(lockPath(target.path), { timeout: waitMilliseconds })
  try {
    // Nothing is ever written into it: the transaction stays open, and with it the lock.
    handle.exec('begin exclusive')
  } catch (error) {
    handle.close()
    if (isBusy(error)) return null
    throw error
  }
  return {
    release() {
      handle.close()
    },
  }
}

/** Whether a program has claimed a database file now. Changes nothing. */
export async function isClaimed(path: string): Promise<boolean> {
  const lock = lockPath(path)
  if (!existsSync(lock)) return false
  const { default: BetterSqlite } = await import('better-sqlite3')
  const handle = new BetterSqlite(lock, { readonly: true, timeout: 0 })
  try {
    handle.prepare('select count(*) from sqlite_schema').get()
    return false
  } catch (error) {
    if (isBusy(error)) return true
    throw error
  } finally {
    handle.close()
  }
}

/** Beside the file itself, by whatever links it is reached. */
function lockPath(path: string): string {
  return `${existsSync(path) ? realpathSync(path) : path}.lock`
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'
}
