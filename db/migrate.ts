import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { parseDatabaseUrl } from './connect.ts'
import { dialectOf } from './dialect.ts'
import { migrations } from './migrations/index.ts'

/**
 * Brings the database to the newest step over a connection of its own, before the gate opens. All steps that are
 * missing are one transaction: after a crash they are there or not. Throws the first step's error.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const target = parseDatabaseUrl(databaseUrl)
  if (target.engine === 'sqlite' && target.path !== ':memory:')
    mkdirSync(dirname(target.path), { recursive: true })

  const db = new Kysely<unknown>({ dialect: await dialectOf(target) })

  try {
    const steps = migrations(target.engine)
    const migrator = new Migrator({ db, provider: { getMigrations: async () => steps } })
    const { error } = await migrator.migrateToLatest()
    if (error) throw error
  } finally {
    await db.destroy()
  }
}
