import { sql } from 'kysely'
import { engine, type Ward } from './ward.ts'

const tables = ['audit', 'audit_seals', 'audit_checkpoints']

/** Changes the tables as somebody could who owns the database: past the triggers. */
export async function tamper(ward: Ward, ...statements: string[]): Promise<void> {
  const guards =
    engine === 'sqlite'
      ? tables.flatMap(table =>
          ['update', 'delete'].map(deed => `drop trigger if exists ${table}_no_${deed}`),
        )
      : tables.map(table => `alter table ${table} disable trigger user`)
  await ward.deps.store.write(async db => {
    for (const statement of [...guards, ...statements]) await sql.raw(statement).execute(db)
  })
}
