import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { type DataClass, dataClasses, type RetentionDays } from '../offices/retention.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { type DryRun, dryRun } from './dry-run.ts'
import { saveRetention, startErasing } from './rules-queries.ts'

export type ChangeRetentionOutcome = { ok: true } | { ok: false; reason: 'stale' | 'not_confirmed' }

/** What of it would go at once by other days, and does not by these. */
export function erasesMore(before: DryRun, after: DryRun): DataClass[] {
  return dataClasses.filter(dataClass => after[dataClass].count > before[dataClass].count)
}

type Change = { days: RetentionDays; revision: number | null; isConfirmed: boolean }

/**
 * Changes how long an office keeps what it knows of people. Refused when the office's rules have changed since they
 * were looked at, and when more would be erased at once than before and nobody has said that it may.
 */
export async function changeRetention(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  { days, revision, isConfirmed }: Change,
): Promise<ChangeRetentionOutcome> {
  const { store, clock, offices } = deps
  const before = office.retention.days
  const changed = dataClasses.filter(dataClass => days[dataClass] !== before[dataClass])
  // Pressed twice, or what somebody else has just chosen as well.
  if (changed.length === 0) return { ok: true }
  const more = erasesMore(await dryRun(deps, office, before), await dryRun(deps, office, days))
  if (more.length > 0 && !isConfirmed) return { ok: false, reason: 'not_confirmed' }

  const outcome = await store.write(async (db): Promise<ChangeRetentionOutcome> => {
    if (!(await saveRetention(db, { id: office.id, revision: revision ?? 0 }, days)))
      return { ok: false, reason: 'stale' }
    await recordAudit(db, {
      ...{ officeId: office.id, at: clock.now(), actor: `staff:${staff.id}`, deed: 'retention_changed' },
      details: Object.fromEntries(changed.map(name => [name, { from: before[name], to: days[name] }])),
    })
    return { ok: true }
  })
  // Looked at once, so that the copies kept in memory are made anew.
  await store.read(db => offices.current(db, office.id))
  return outcome
}

/** Lets the erasing of an office that has kept everything until now begin with the coming night. */
export async function beginErasing(
  { store, clock, offices }: Deps,
  staff: StaffMember,
  office: Office,
): Promise<void> {
  await store.write(async db => {
    if (!(await startErasing(db, office.id))) return
    await recordAudit(db, {
      ...{ officeId: office.id, at: clock.now(), actor: `staff:${staff.id}`, deed: 'erasing_started' },
      details: { ...office.retention.days },
    })
  })
  await store.read(db => offices.current(db, office.id))
}
