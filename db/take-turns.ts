import { PostgresAdapter, sql } from 'kysely'
import type { Db } from './gate.ts'

/**
 * Lets deeds about the same subject wait for each other until they end, where a count decides what may be
 * written. On SQLite every write waits for the one before it anyway.
 */
export async function takeTurns(db: Db, subjects: readonly string[]): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return
  // Always in the same order, so that nobody waits in a circle.
  for (const subject of subjects.toSorted())
    await sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 0))`.execute(db)
}
