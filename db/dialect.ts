import type { Options } from 'better-sqlite3'
import { type Dialect, PostgresDialect, SqliteDialect } from 'kysely'
import type { Target } from './connect.ts'

/** A plain connection for the time before the gate opens; only the driver that it needs is loaded. */
export async function dialectOf(target: Target, options: Options = {}): Promise<Dialect> {
  if (target.engine === 'sqlite') {
    const { default: BetterSqlite } = await import('better-sqlite3')
    return new SqliteDialect({ database: new BetterSqlite(target.path, options) })
  }
  const { Pool } = await import('pg')
  return new PostgresDialect({ pool: new Pool({ connectionString: target.url, max: 2 }) })
}
