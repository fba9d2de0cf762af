import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import { type Instant, type LocalDate, monthStart } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { clockLeap } from '../wrong-clock/clock-leap.ts'
import { businessDate } from '../queue/day.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { markStale, staleBetween } from '../stale-periods/queries.ts'
import { closingDayOf } from './closing-day.ts'
import type { Period } from './figures.ts'
import { followLogs } from './follow.ts'
import { endOf, periodOf } from './period.ts'
import { insertMonthVersion, openMonthsBefore, versionsOfMonths } from './month-queries.ts'
import { closingMonthOf } from './period.ts'
import { remakeDue } from './remake.ts'
import { scopeOf } from './scope.ts'

export type ClosingRefusal =
  'not_whole' | 'not_over' | 'no_figures' | 'already_closed' | 'earlier_open' | 'behind'
export type ClosingOutcome = { ok: true; month: LocalDate } | { ok: false; reason: ClosingRefusal }

/**
 * Closes a month: from now on its figures are version 1, and what is corrected later makes a version of its own.
 * With March the fiscal year closes too. There is no reopening. Refused to who answers for some counters only, before the
 * month is over, while an earlier one is open, and while the figures are still being made.
 */
export async function closeMonth(
  deps: Deps,
  office: Office,
  month: LocalDate,
  staff: StaffMember | null,
): Promise<ClosingOutcome> {
  if (staff && !scopeOf(office, staff).isWholeShown) return { ok: false, reason: 'not_whole' }
  const now = deps.clock.now()
  const thisMonth = monthStart(businessDate(office, now))
  if (month >= thisMonth) return { ok: false, reason: 'not_over' }
  await bringUpToDate(deps, office, month)
  return deps.store.write(async (db): Promise<ClosingOutcome> => {
    const reason = await refuseClosing(db, office, month, thisMonth)
    if (reason) return { ok: false, reason }
    const closedBy = staff?.pseudonym ?? null
    const issue = { start: month, version: 1, closedAt: now, closedBy, correctedEvents: 0 }
    if (!(await insertMonthVersion(db, office.id, issue))) return { ok: false, reason: 'already_closed' }
    const actor = staff ? `staff:${staff.id}` : 'system'
    await recordAudit(db, { officeId: office.id, at: now, actor, deed: 'close-month', details: { month } })
    return { ok: true, month }
  })
}

async function refuseClosing(
  db: Db,
  office: Office,
  month: LocalDate,
  thisMonth: LocalDate,
): Promise<ClosingRefusal | null> {
  if ((await versionsOfMonths(db, office.id, { from: month, to: month })).length > 0) return 'already_closed'
  const open = await openMonthsBefore(db, office.id, thisMonth)
  if (!open.includes(month)) return 'no_figures'
  if (open[0] !== month) return 'earlier_open'
  return (await staleOf(db, office, month)).length > 0 ? 'behind' : null
}

/** What is closed with a month and is still behind. */
async function staleOf(db: Db, office: Office, month: LocalDate): Promise<Period[]> {
  const span = { from: periodOf(month, 'fiscal_year').start, to: endOf({ grain: 'month', start: month }) }
  const stale = await staleBetween(db, office.id, span)
  return stale.filter(period => closingMonthOf(period) === month)
}

async function bringUpToDate(deps: Deps, office: Office, month: LocalDate): Promise<void> {
  await followLogs(deps)
  const dueAt: Instant = deps.clock.now()
  // Days may mark longer periods while they are made, which would be due only later.
  for (let round = 0; round < 3; round += 1) {
    const stale = await deps.store.read(db => staleOf(db, office, month))
    if (stale.length === 0) return
    await deps.store.write(async db => {
      for (const period of stale) await markStale(db, { officeId: office.id, period, dueAt })
    })
    await remakeDue(deps)
  }
}

/**
 * Closes, one after the other, the months whose day has come; the job of every ten minutes. None while the clock may
 * have been put forward: a month that is still running would be closed for good.
 */
export async function closeDueMonths(deps: Deps, office: Office): Promise<void> {
  const now = deps.clock.now()
  if (await deps.store.read(db => clockLeap(db, now, office.timeZone))) return
  const today = businessDate(office, now)
  const open = await deps.store.read(db => openMonthsBefore(db, office.id, monthStart(today)))
  for (const month of open) {
    if (today < closingDayOf(office, month)) return
    const outcome = await closeMonth(deps, office, month, null)
    if (!outcome.ok && outcome.reason !== 'already_closed') return
  }
}
