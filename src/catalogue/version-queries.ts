import type { Db } from '#db/store.ts'
import type { Subject } from './texts.ts'

/** A row as it was when somebody looked at it. */
export type Seen = Pick<Subject, 'id' | 'version'>

/** Changes columns of a row unless its version is no longer the one that was seen. */
export async function setUnlessStale(
  db: Db,
  table: 'offices' | 'counters' | 'services' | 'documents' | 'life_events',
  { id, version }: Seen,
  columns: Record<string, string | number | null>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable(table)
    .set({ ...columns, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
