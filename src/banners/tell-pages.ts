import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'

/** After the commit of a change: the copy in memory is made anew, and all who listen are told. */
export async function tellPages({ store, offices, live }: Deps, office: Office): Promise<void> {
  await store.read(db => offices.current(db, office.id))
  live.changed(null)
}
