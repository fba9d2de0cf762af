import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { Pool } from 'pg'
import { parseDatabaseUrl } from './connect.ts'
import { migrations } from './migrations/index.ts'

/**
 * Brings the database to the newest step over a connection of its own, before the gate opens. Each step is
 * one transaction; two servers that start at once take turns. Throws the first step's error.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const target = parseDatabaseUrl(databaseUrl)
  if (target.engine === 'sqlite' && target.path !== ':memory:')
    mkdirSync(dirname(target.path), { recursive: true })

  const dialect =
    target.engine === 'sqlite'
      ? new SqliteDialect({ database: new BetterSqlite(target.path) })
      : new PostgresDialect({ pool: new Pool({ connectionString: target.url, max: 2 }) })
  const db = new Kysely<unknown>({ dialect })

  try {
    const steps = migrations(target.engine)
    const migrator = new Migrator({ db, provider: { getMigrations: async () => steps } })
    const { error } = await migrator.migrateToLatest()
    if (error) throw error
  } finally {
    await db.destroy()
  }
}
