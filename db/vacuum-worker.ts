import { workerData } from 'node:worker_threads'
import BetterSqlite from 'better-sqlite3'

const lockWaitMilliseconds = 10_000

const handle = new BetterSqlite(String(workerData), { timeout: lockWaitMilliseconds })
handle.pragma('secure_delete = ON')
handle.exec('vacuum')
handle.pragma('wal_checkpoint(TRUNCATE)')
handle.close()
