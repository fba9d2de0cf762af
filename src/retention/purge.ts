import { type Instant, minuteOf } from '../clock.ts'
import { shortenAudit } from '../audit/shorten.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { dataClasses, keptSince, retentionDate } from '../offices/retention.ts'
import { clockLeap } from '../wrong-clock/clock-leap.ts'
import { eraseClass } from './erase-class.ts'
import { keepLedger } from './ledger.ts'
import { claimPurge, endPurge } from './purge-queries.ts'

const claimMilliseconds = 15 * 60_000
/** Files are written anew only while hardly anybody writes: so many minutes from the turn of the day on. */
const quietMinutes = 180

/**
 * The night's erasing: in each office all that has been kept for its days, once a day, by one server. What was erased
 * goes to the ledger. In the quiet hours the database is then written anew, so that no byte of it stays.
 */
export async function purge(deps: Deps): Promise<void> {
  let isDone = false
  for (const office of await deps.offices.list()) isDone = (await purgeOffice(deps, office)) || isDone
  // Also what another server has erased: this one may be alone when a backup is brought back.
  await keepLedger(deps)
  if (!isDone) return
  const before = auditBefore(await deps.offices.list(), deps.clock.now())
  if (before !== null) await shortenAudit(deps, before)
  const [office] = await deps.offices.list()
  if (office && isQuiet(office, deps.clock.now())) await deps.store.scrub()
}

/**
 * Since when no office needs the audit any more. Its chain runs through all of them: the one that keeps it longest
 * decides, and one that has yet to say that it may begin holds back the others.
 */
function auditBefore(offices: readonly Office[], now: Instant): Instant | null {
  if (offices.some(({ retention }) => !retention.isErasing)) return null
  return Math.min(...offices.map(office => keptSince(office, office.retention.auditDays, now)))
}

function isQuiet({ timeZone, day }: Office, now: Instant): boolean {
  return (minuteOf(now, timeZone) - day.dayTurnsMinute + 1440) % 1440 < quietMinutes
}

/**
 * False when this day's is done, another server is at it, the office has yet to say that it may begin, or the clock may
 * have been put forward: see `clockLeap`.
 */
export async function purgeOffice(deps: Deps, office: Office): Promise<boolean> {
  const { store, clock } = deps
  if (!office.retention.isErasing) return false
  const now = clock.now()
  const officeId = office.id
  const date = retentionDate(office, now)
  const claim = { officeId, date, now, until: now + claimMilliseconds }
  if (!(await store.write(db => claimPurge(db, claim)))) return false

  const leap = await store.read(db => clockLeap(db, now, office.timeZone))
  if (leap) {
    deps.log.error(
      { office: office.slug, ...leap, date },
      'nothing is erased: the server was off for more than a week, or the clock was put forward',
    )
    await store.write(db => endPurge(db, { officeId, date, now: clock.now(), erased: 0 }))
    return false
  }

  let erased = 0
  for (const dataClass of dataClasses)
    erased += await eraseClass(
      deps,
      office,
      dataClass,
      keptSince(office, office.retention.days[dataClass], now),
    )
  await store.write(db => endPurge(db, { officeId, date, now: clock.now(), erased }))
  return true
}
