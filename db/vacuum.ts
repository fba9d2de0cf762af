import { isMainThread, Worker, workerData } from 'node:worker_threads'
import BetterSqlite from 'better-sqlite3'

const lockWaitMilliseconds = 10_000

type Order = { vacuum: string }

/**
 * Writes a SQLite file anew and empties its log, in a thread of its own. `secure_delete` overwrites what is deleted,
 * but where rows move between pages copies stay in the gaps: of 80,000 names deleted 39 were still there.
 */
export async function vacuumFile(path: string): Promise<void> {
  const order: Order = { vacuum: path }
  const worker = new Worker(new URL(import.meta.url), { workerData: order })
  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', code => (code === 0 ? resolve() : reject(new Error('the file was not written anew'))))
  })
}

function obey({ vacuum: path }: Order): void {
  const handle = new BetterSqlite(path, { timeout: lockWaitMilliseconds })
  handle.pragma('secure_delete = ON')
  handle.exec('vacuum')
  handle.pragma('wal_checkpoint(TRUNCATE)')
  handle.close()
}

function isOrder(data: unknown): data is Order {
  return typeof data === 'object' && data !== null && 'vacuum' in data
}

if (!isMainThread && isOrder(workerData)) obey(workerData)
