import { StoreUnwritableError } from '#db/outcome.ts'
import type { Store } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import { type JobRun, saveJobRuns } from './queries.ts'

/** Whether what is written is kept. */
export type Writes = {
  /** Something could not be written, and nothing has been tried with success since. */
  isFailing: boolean
  failures: number
  lastFailedAt: Instant | null
}

/** A store that notes when the disk or the database does not take what is written. */
export function watchWrites(store: Store, writes: Writes, now: () => Instant): Store {
  return {
    ...store,
    async write(fn, options) {
      try {
        return await store.write(fn, options)
      } catch (error) {
        if (error instanceof StoreUnwritableError) {
          writes.isFailing = true
          writes.failures += 1
          writes.lastFailedAt = now()
        }
        throw error
      }
    },
  }
}

/** The name under which a try is kept: a row that always changes, unlike those of most deeds. */
const tryOut = 'try whether writing works'

/**
 * Writes a little, with whatever else there is to note of jobs, and notes whether that was kept. A write that changes
 * nothing would pass on a full disk too, and tells nothing.
 */
export async function tryToWrite(
  store: Store,
  writes: Writes,
  { now, runs = [] }: { now: Instant; runs?: readonly JobRun[] },
): Promise<void> {
  const run = { job: tryOut, lastRunAt: now, succeededAt: now, failures: 0 }
  await store.write(db => saveJobRuns(db, [...runs, run]))
  writes.isFailing = false
}
