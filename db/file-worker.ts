import { workerData } from 'node:worker_threads'
import BetterSqlite from 'better-sqlite3'
import type { FileWork } from './file-work.ts'

const lockWaitMilliseconds = 10_000

const { deed, path } = workerData as FileWork
const handle = new BetterSqlite(path, { timeout: lockWaitMilliseconds })
handle.pragma('synchronous = FULL')
if (deed === 'copy log') handle.pragma('wal_checkpoint(PASSIVE)')
if (deed === 'vacuum') {
  handle.pragma('secure_delete = ON')
  handle.exec('vacuum')
  handle.pragma('wal_checkpoint(TRUNCATE)')
}
handle.close()
