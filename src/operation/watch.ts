import type { Instant } from '../clock.ts'
import type { JobRun } from './queries.ts'
import type { Writes } from './watch-writes.ts'

/** What a running server knows of itself. */
export type Watch = {
  /** It has been told to stop: nothing new should come here. */
  isStopping: boolean
  /** Jobs that have run since the start. */
  jobs: () => readonly JobRun[]
  /** Notes that a run of a job has ended which began at `since`. */
  jobEnded: (job: string, since: Instant, isGood: boolean) => void
  /** When the newest backup was made; null: none is known of. */
  lastBackupAt: Instant | null
  /** How often the clock was put forward or back. */
  clockJumps: number
  /** When it was put forward by more than an hour and not back since, in milliseconds since the start. */
  putForwardAt: number | null
  /** How many lines of the log could not be written. */
  linesLost: () => number
  writes: Writes
}

export function createWatch(): Watch {
  const runs = new Map<string, JobRun>()

  return {
    isStopping: false,
    lastBackupAt: null,
    clockJumps: 0,
    putForwardAt: null,
    linesLost: () => 0,
    writes: { isFailing: false, failures: 0, lastFailedAt: null },
    jobs: () => [...runs.values()],
    jobEnded(job, since, isGood) {
      const before = runs.get(job)
      runs.set(job, {
        job,
        lastRunAt: since,
        succeededAt: isGood ? since : (before?.succeededAt ?? null),
        failures: isGood ? 0 : (before?.failures ?? 0) + 1,
      })
    },
  }
}
