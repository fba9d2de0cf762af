import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Deps } from '../deps.ts'
import { sealsOf } from './chain.ts'
import { claimEnd, countUnsealed, insertSeals, unsealedRows } from './seal-queries.ts'

/** So few that whoever books meanwhile hardly waits. */
const partSize = 100

/**
 * Seals what has been written down since the last time, and answers how many rows that were. Deeds themselves never
 * wait for the chain: it follows them, in the order in which they were committed and, within that, of their ids.
 */
export async function sealAudit(deps: Pick<Deps, 'store' | 'clock'>): Promise<number> {
  // Looking first: an office at rest writes nothing.
  if ((await deps.store.read(countUnsealed)) === 0) return 0
  for (let rows = 0; ;) {
    const sealed = await sealPart(deps)
    rows += sealed
    if (sealed === 0) return rows
    await nextTurn()
  }
}

function sealPart({ store, clock }: Pick<Deps, 'store' | 'clock'>): Promise<number> {
  return store.write(async db => {
    const end = await claimEnd(db)
    const rows = await unsealedRows(db, partSize)
    await insertSeals(db, sealsOf(end, rows, clock.now()))
    return rows.length
  })
}
