import type { Engine } from '#db/connect.ts'
import type { Db } from '#db/store.ts'
import { newestBackup } from '../backup/write-backup.ts'
import type { Instant } from '../clock.ts'
import { invariantTitles, stateOf, type Verdict } from '../invariants/invariant.ts'
import type { Office } from '../offices/office.ts'
import { jobRuns, lastCheck, outboxState } from '../operation/queries.ts'
import { clockLeap } from '../wrong-clock/clock-leap.ts'
import type { BackupSettings } from '../settings.ts'
import { bad, good, inWords, type Line, warning } from './line.ts'

const hour = 3_600_000

export async function lookAtMail(db: Db, now: Instant): Promise<Line> {
  const { waiting, failed, oldestSince } = await outboxState(db)
  const age = oldestSince === null ? 0 : now - oldestSince
  const says = `${waiting} wait${age > 0 ? `, the oldest for ${inWords(age)}` : ''}; ${failed} could not be delivered`
  const todo = 'look at SMTP_URL and at the mail server; until then people have no confirmation by mail'
  if (age > 6 * hour) return bad('mail', says, todo)
  return age > hour ? warning('mail', says, todo) : good('mail', says)
}

/** Whether there is a backup of today or yesterday; those of PostgreSQL are its own, and unknown here. */
export async function lookAtBackups(
  engine: Engine,
  backup: BackupSettings | null,
  now: Instant,
): Promise<Line> {
  if (engine === 'postgres')
    return good(
      'backups',
      'are for pg_dump or an archive of the log (docs/operation.md), and not looked at here',
    )
  if (!backup)
    return warning(
      'backups',
      'none are made',
      'set BACKUP_DIR, or back the server up by its own tools (docs/operation.md)',
    )
  const newest = await newestBackup(backup.folder, now)
  const todo = 'run madoguchi backup, and look at the log for why none was made'
  if (!newest) return bad('backups', `none in ${backup.folder}`, todo)
  const age = now - newest.madeAt
  const says = `${newest.name} is ${inWords(age)} old`
  if (age > 50 * hour) return bad('backups', says, todo)
  if (age > 26 * hour) return warning('backups', says, todo)
  return backup.keyFile === null
    ? warning(
        'backups',
        `${says}, not encrypted`,
        'set BACKUP_KEY_FILE, and keep a copy of the key elsewhere',
      )
    : good('backups', says)
}

/** Whether nights of erasing do nothing because the clock may have been put forward. */
export async function lookAtErasing(db: Db, now: Instant, offices: readonly Office[]): Promise<Line> {
  const [office] = offices
  const leap = office ? await clockLeap(db, now, office.timeZone) : null
  return leap
    ? warning(
        'erasing',
        `the server was off for more than a week after ${leap.after}, or the clock is wrong, so nothing is erased before ${leap.until}`,
        'see whether the clock is right: timedatectl. If it is, there is nothing to do',
      )
    : good('erasing', 'goes on every night')
}

const failuresMax = 3

export async function lookAtJobs(db: Db, now: Instant): Promise<Line> {
  const runs = await jobRuns(db)
  const failing = runs.filter(({ failures }) => failures >= failuresMax)
  if (failing.length > 0)
    return bad(
      'jobs',
      `failing: ${failing.map(({ job }) => job).join(', ')}`,
      'look at the log for "a job failed"',
    )
  if (runs.length === 0) return warning('jobs', 'none has run yet', 'start the server')
  const last = Math.max(...runs.map(({ lastRunAt }) => lastRunAt))
  const age = now - last
  return age > 10 * 60_000
    ? warning(
        'jobs',
        `the last one ran ${inWords(age)} ago`,
        'start the server, unless it is meant to be off',
      )
    : good('jobs', `${runs.length} have run, all well`)
}

/** What the server has found at night: a fault that has been put right since is still told until the next night. */
export async function lookAtLastCheck(db: Db, now: Instant): Promise<Line> {
  const check = await lastCheck(db, now)
  if (!check)
    return warning('nightly check', 'there was none yet', 'it runs by itself ten minutes after a start')
  const says = `${inWords(now - check.endedAt)} ago, ${check.faults} faults`
  return now - check.endedAt > 50 * hour
    ? warning('nightly check', says, 'leave the server running at night')
    : good('nightly check', says)
}

export function tellVerdict(verdict: Verdict): Line {
  const { id, looked, faults, examples } = verdict
  const title = invariantTitles[id]
  if (stateOf(verdict) === 'broken')
    return bad(id, `${faults} faults: ${examples[0]}`, `${title}: see "${id}" in docs/operation.md`)
  return good(
    id,
    stateOf(verdict) === 'held' ? `${title} (${looked} looked at)` : `${title} (shown by the metrics)`,
  )
}
