import { sql } from 'kysely'
import type { Db } from '#db/store.ts'
import type { Table } from './reference-queries.ts'

export type TextLog = { table: Table; column: string; isJson: boolean }

/** What is kept longer than the persons it may be about. */
export const textLogs: readonly TextLog[] = [
  { table: 'audit', column: 'details_json', isJson: true },
  { table: 'visit_events', column: 'payload_json', isJson: true },
  { table: 'opinion_events', column: 'details_json', isJson: true },
  { table: 'outbox', column: 'last_error', isJson: false },
]

export type LogText = { id: number; text: string }

export async function logTextsAfter(
  db: Db,
  { table, column }: TextLog,
  after: number,
  countMax: number,
): Promise<LogText[]> {
  const { rows } = await sql<LogText>`
    select id, coalesce(${sql.ref(column)}, '') as text from ${sql.table(table)}
    where id > ${after} order by id limit ${countMax}`.execute(db)
  return rows
}
