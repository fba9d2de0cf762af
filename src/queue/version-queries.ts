import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'

/**
 * Makes deeds about the same queues take turns until they end, and gives each change its number: the live
 * pages' sequence. To be called before anything of these queues is read. Always in the same order, so that
 * nobody waits in a circle.
 */
export async function claimQueues(db: Db, counterIds: readonly number[]): Promise<void> {
  for (const counterId of [...new Set(counterIds)].toSorted((a, b) => a - b))
    if ((await raiseVersion(db, { counterId })).numAffectedRows !== 1n)
      throw new Error(`counter ${counterId} has no queue`)
}

const raiseVersion = prepared((db, blank: Blanks<{ counterId: number }>) =>
  db
    .updateTable('queue_versions')
    .set(eb => ({ version: eb('version', '+', 1) }))
    .where('counter_id', '=', blank('counterId')),
)

export async function queueVersion(db: Db, counterId: number): Promise<number> {
  const [row] = (await selectVersion(db, { counterId })).rows
  return row?.version ?? 0
}

const selectVersion = prepared((db, blank: Blanks<{ counterId: number }>) =>
  db.selectFrom('queue_versions').select('version').where('counter_id', '=', blank('counterId')),
)
