import { existsSync } from 'node:fs'
import { Kysely, sql } from 'kysely'
import { parseDatabaseUrl } from './connect.ts'
import { dialectOf } from './dialect.ts'
import { migrations } from './migrations/index.ts'

/** What lies in a database before anything is done to it. */
export type DatabaseState = {
  /** Steps of the schema that it has, those it lacks, and those this program does not know: they are of a newer one. */
  applied: string[]
  pending: string[]
  unknown: string[]
  /** Which data these are; null in a database from before there was such a name. */
  dataId: string | null
  /** Highest ids of the logs, which only ever rise. */
  lastEntry: number
  lastEvent: number
}

/** Looks at a database without changing or creating it; what is not there has no steps. */
export async function lookAtDatabase(databaseUrl: string): Promise<DatabaseState> {
  const target = parseDatabaseUrl(databaseUrl)
  const steps = Object.keys(migrations(target.engine))
  const nothing = { applied: [], pending: steps, unknown: [], dataId: null, lastEntry: 0, lastEvent: 0 }
  if (target.engine === 'sqlite' && !existsSync(target.path)) return nothing

  const db = new Kysely<unknown>({ dialect: await dialectOf(target, { readonly: true, timeout: 2000 }) })
  try {
    const tables = new Set(
      (await db.introspection.getTables({ withInternalKyselyTables: true })).map(({ name }) => name),
    )
    const applied = tables.has('kysely_migration') ? await names(db) : []
    const last = (table: string) =>
      tables.has(table) ? one(db, sql`select max(id) as value from ${sql.table(table)}`) : null
    return {
      applied,
      pending: steps.filter(step => !applied.includes(step)),
      unknown: applied.filter(step => !steps.includes(step)),
      dataId: tables.has('data_identity')
        ? String(await one(db, sql`select data_id as value from data_identity`))
        : null,
      lastEntry: Number(await last('audit')),
      lastEvent: Number(await last('visit_events')),
    }
  } finally {
    await db.destroy()
  }
}

async function names(db: Kysely<unknown>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}

async function one(db: Kysely<unknown>, query: ReturnType<typeof sql>): Promise<unknown> {
  const { rows } = await query.execute(db)
  return (rows[0] as { value: unknown } | undefined)?.value ?? null
}
