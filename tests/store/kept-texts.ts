import type { Db, Store } from '#db/store.ts'

/** One row of its own in a table that refers to nothing. */
export async function keep(db: Db, text: string): Promise<void> {
  await db
    .insertInto('idempotency_keys')
    .values({ key_hash: text, fingerprint: '', answer: 'x', created_at: 0 })
    .execute()
}

/** All that was kept, in order. */
export function kept(store: Store): Promise<string[]> {
  return store.read(async db => {
    const rows = await db.selectFrom('idempotency_keys').select('key_hash').execute()
    return rows.map(row => row.key_hash).toSorted()
  })
}
