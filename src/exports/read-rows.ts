import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Store } from '#db/store.ts'
import type { Cell, OpenedTable, PageKey } from './table.ts'

/**
 * All rows of a table, a page at a time, each read by a statement of its own after the last key: no statement is
 * left open while somebody reads slowly, and other people are answered between two pages.
 */
export async function* readRows(
  store: Pick<Store, 'read'>,
  { page }: Pick<OpenedTable, 'page'>,
): AsyncGenerator<ReadonlyArray<readonly Cell[]>> {
  let after: PageKey | null = null
  do {
    const { rows, next }: Awaited<ReturnType<typeof page>> = await store.read(db => page(db, after))
    if (rows.length > 0) yield rows
    after = next
    await nextTurn()
  } while (after)
}

/** How many rows a table has of which nothing but reading them can tell. */
export async function countRows(read: Store['read'], page: OpenedTable['page']): Promise<number> {
  let count = 0
  for await (const rows of readRows({ read }, { page })) count += rows.length
  return count
}
