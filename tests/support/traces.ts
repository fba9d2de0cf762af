import type { Ward } from './ward.ts'

const tables = [
  'appointments',
  'persons',
  'places',
  'access_tokens',
  'outbox',
  'audit',
  'idempotency_keys',
  'appointment_documents',
  'opinions',
  'opinion_contacts',
  'opinion_events',
] as const

/** All that residents have caused to be written, to see that a refusal or a look writes nothing. */
export async function traces(ward: Ward): Promise<Record<string, string>> {
  return ward.deps.store.read(async db => {
    const found: Record<string, string> = {}
    for (const table of tables) {
      const rows = await db.selectFrom(table).selectAll().execute()
      found[table] = rows
        .map(row => JSON.stringify(row))
        .toSorted()
        .join('\n')
    }
    return found
  })
}
