import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Store } from '#db/store.ts'
import type { Deps } from '../deps.ts'
import type { Instant } from '../clock.ts'
import { beginning } from './chain.ts'
import { deleteBefore, insertCheckpoint, lastCheckpoint } from './checkpoint-queries.ts'
import { anyOfficeId, recordAudit } from './entry-queries.ts'
import { claimEnd, type Link, sealsAfter } from './seal-queries.ts'

const partSize = 200

/**
 * Takes away the beginning of the audit, up to the first row of `before` or later, and answers how many rows went.
 * A checkpoint keeps the hash from which the rest still verifies, and the audit itself tells of it. The chain runs
 * through all offices: the longest of their times counts. Interrupted, it goes on the next time.
 */
export async function shortenAudit(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  before: Instant,
): Promise<number> {
  const now = clock.now()
  const until = await lastBefore(store, before)
  const position = await store.write(async db => {
    await claimEnd(db)
    const made = (await lastCheckpoint(db))?.position ?? 0
    const officeId = await anyOfficeId(db)
    if (until.position <= made || officeId === null) return made
    await insertCheckpoint(db, until, now)
    const details = { until: until.position, hash: until.hash, rows: until.position - made, before }
    await recordAudit(db, { officeId, at: now, actor: 'system', deed: 'audit_shortened', details })
    return until.position
  })

  let rows = 0
  for (;;) {
    const deleted = await store.write(db => deleteBefore(db, position, partSize))
    rows += deleted
    if (deleted < partSize) return rows
    await nextTurn()
  }
}

/** The last link of the chain before which everything is older than an instant and still there. */
async function lastBefore(store: Pick<Store, 'read'>, before: Instant): Promise<Link> {
  let last: Link = (await store.read(lastCheckpoint)) ?? beginning
  for (;;) {
    const seals = await store.read(db => sealsAfter(db, last.position, partSize))
    for (const { row, position, hash } of seals) {
      if (!row || row.at >= before) return last
      last = { position, hash }
    }
    if (seals.length < partSize) return last
    await nextTurn()
  }
}
