import { sql } from 'kysely'
import type { Db } from '#db/store.ts'

const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums'] as const

/** Settings of a PostgreSQL server on which durability rests. */
export async function serverSettings(db: Db): Promise<Record<(typeof names)[number], string>> {
  const { rows } = await sql<{ name: (typeof names)[number]; setting: string }>`
    select name, setting from pg_settings where name in (${sql.join(names)})`.execute(db)
  const setting = (wanted: string) => rows.find(({ name }) => name === wanted)?.setting ?? 'unknown'
  return {
    fsync: setting('fsync'),
    synchronous_commit: setting('synchronous_commit'),
    full_page_writes: setting('full_page_writes'),
    data_checksums: setting('data_checksums'),
  }
}
