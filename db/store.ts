import { type Engine, parseDatabaseUrl } from './connect.ts'
import type { Db } from './gate.ts'

export type { Db } from './gate.ts'

type WriteOptions = {
  rerunnable?: boolean
  /** What residents do when all of them come at once: staff, check-in and calling never wait behind it. */
  isPatient?: boolean
}

/** The only way to the database. */
export type Store = {
  engine: Engine
  /** Runs queries that change nothing. */
  read: <T>(fn: (db: Db) => Promise<T>) => Promise<T>
  /** The same, and all its queries see the database as of one moment, whatever is written meanwhile. */
  snapshot: <T>(fn: (db: Db) => Promise<T>) => Promise<T>
  /**
   * Runs one deed as one durable transaction: the promise fulfils after the commit. A deed that answers
   * `{ ok: false }` or throws leaves nothing behind. Inside, await nothing but the database.
   *
   * A `rerunnable` deed recognises its own earlier run by an idempotency key; only such a one is run again
   * when the answer to COMMIT was lost. A patient one lets all others go first. Throws `StoreBusyError` when too
   * many writes wait.
   */
  write: <T>(fn: (db: Db) => Promise<T>, options?: WriteOptions) => Promise<T>
  /** How many writes wait or are under way. */
  writesWaiting: () => number
  /**
   * Overwrites what changed and erased rows leave behind in free space, and empties the log. Writes wait for it;
   * reads and the event loop do not. On PostgreSQL the space is given free to be overwritten, no more.
   */
  scrub: () => Promise<void>
  /** Calls back when another server has changed places of a counter; null: of unknown counters. */
  onPlacesChanged: (listener: (counterId: number | null) => void) => void
  /** The same for the queue of a counter. */
  onQueueChanged: (listener: (counterId: number | null) => void) => void
  /** Waits for the writes under way, then closes. */
  close: () => Promise<void>
}

/** Opens the gate to a database that `migrate` has prepared. */
export async function openStore(databaseUrl: string): Promise<Store> {
  const target = parseDatabaseUrl(databaseUrl)
  // Only the driver that is needed is loaded.
  if (target.engine === 'sqlite') return (await import('./sqlite.ts')).openSqlite(target.path)
  return (await import('./postgres.ts')).openPostgres(target.url)
}
