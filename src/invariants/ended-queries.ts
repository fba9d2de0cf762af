import { sql } from 'kysely'
import type { Db } from '#db/store.ts'
import type { Table } from './reference-queries.ts'

/** What opens something is kept as SHA-256 in base64url alone. */
const digestLength = 43

export async function tokensThatAreNoDigests(db: Db): Promise<{ tokens: number; undigested: number }> {
  let [tokens, undigested] = [0, 0]
  for (const table of ['access_tokens', 'visit_tokens', 'staff_sessions', 'staff_browsers'] as const) {
    const { rows } = await sql<{ tokens: number; undigested: number }>`
      select count(*) as tokens,
        coalesce(sum(case when length(token_hash) = ${digestLength} then 0 else 1 end), 0) as undigested
      from ${sql.table(table)}`.execute(db)
    tokens += rows[0]?.tokens ?? 0
    undigested += rows[0]?.undigested ?? 0
  }
  return { tokens, undigested }
}

export async function keysWithoutAnswer(db: Db): Promise<{ keys: number; unanswered: number }> {
  const { rows } = await sql<{ keys: number; unanswered: number }>`
    select count(*) as keys, coalesce(sum(case when answer = '' then 1 else 0 end), 0) as unanswered
    from idempotency_keys`.execute(db)
  return { keys: rows[0]?.keys ?? 0, unanswered: rows[0]?.unanswered ?? 0 }
}

export async function endedMessagesWithContent(db: Db) {
  const rows = await db
    .selectFrom('outbox')
    .select(eb => [
      eb.fn.countAll().as('messages'),
      sql<number>`sum(case when state <> 'waiting' and message_json is not null then 1 else 0 end)`.as(
        'with',
      ),
      sql<number>`sum(case when state = 'waiting' and message_json is null then 1 else 0 end)`.as('without'),
    ])
    .executeTakeFirst()
  return {
    messages: Number(rows?.messages ?? 0),
    withContent: rows?.with ?? 0,
    withoutContent: rows?.without ?? 0,
  }
}

/** The name of the job that clears away what has ended. */
export const forgettingJob = 'forget old answers, sessions and holds'

const dayMilliseconds = 86_400_000

const ending: ReadonlyArray<{ table: Table; column: string; keptMilliseconds: number }> = [
  { table: 'idempotency_keys', column: 'created_at', keptMilliseconds: dayMilliseconds },
  { table: 'access_tokens', column: 'expires_at', keptMilliseconds: 0 },
  { table: 'staff_sessions', column: 'expires_at', keptMilliseconds: 0 },
  { table: 'setup_codes', column: 'expires_at', keptMilliseconds: 0 },
  { table: 'welcome_codes', column: 'expires_at', keptMilliseconds: 0 },
]

/** Rows that had ended when the forgetting job last ran to its end; none of any table while it never has. */
export async function staleRows(db: Db): Promise<Array<{ table: Table; rows: number; stale: number }>> {
  const job = await db
    .selectFrom('job_runs')
    .select('succeeded_at')
    .where('job', '=', forgettingJob)
    .executeTakeFirst()
  const ranAt = job?.succeeded_at ?? null
  if (ranAt === null) return []
  const found: Array<{ table: Table; rows: number; stale: number }> = []
  for (const { table, column, keptMilliseconds } of ending) {
    const { rows } = await sql<{ rows: number; stale: number }>`
      select count(*) as rows,
        coalesce(sum(case when ${sql.ref(column)} <= ${ranAt - keptMilliseconds} then 1 else 0 end), 0) as stale
      from ${sql.table(table)}`.execute(db)
    found.push({ table, rows: rows[0]?.rows ?? 0, stale: rows[0]?.stale ?? 0 })
  }
  return found
}
