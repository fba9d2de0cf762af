import type { Options } from 'better-sqlite3'
import { type Dialect, PostgresDialect, SqliteAdapter, SqliteDialect } from 'kysely'
import type { Target } from './connect.ts'

/** A plain connection for the time before the gate opens; only the driver that it needs is loaded. */
export async function dialectOf(target: Target, options: Options = {}): Promise<Dialect> {
  if (target.engine === 'sqlite') {
    const { default: BetterSqlite } = await import('better-sqlite3')
    return transactional(new SqliteDialect({ database: new BetterSqlite(target.path, options) }))
  }
  const { Pool } = await import('pg')
  return new PostgresDialect({ pool: new Pool({ connectionString: target.url, max: 2 }) })
}

/** SQLite changes a schema in transactions, which Kysely does not use with it: a crash would leave half a step. */
function transactional(dialect: SqliteDialect): Dialect {
  const adapter = Object.defineProperty(new SqliteAdapter(), 'supportsTransactionalDdl', { value: true })
  return Object.assign(dialect, { createAdapter: () => adapter })
}
