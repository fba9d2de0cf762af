import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { saveAuditDays } from './rules-queries.ts'

export type ChangeAuditDaysOutcome = { ok: true } | { ok: false; reason: 'stale' }

/** Changes for how long an office keeps its audit; refused when its rules have changed since they were looked at. */
export async function changeAuditDays(
  { store, clock, offices }: Deps,
  staff: StaffMember,
  office: Office,
  { days, revision }: { days: number; revision: number | null },
): Promise<ChangeAuditDaysOutcome> {
  const from = office.retention.auditDays
  // Pressed twice, or what somebody else has just chosen as well.
  if (days === from) return { ok: true }
  const outcome = await store.write(async (db): Promise<ChangeAuditDaysOutcome> => {
    if (!(await saveAuditDays(db, { id: office.id, revision: revision ?? 0 }, days)))
      return { ok: false, reason: 'stale' }
    await recordAudit(db, {
      ...{ officeId: office.id, at: clock.now(), actor: `staff:${staff.id}`, deed: 'retention_changed' },
      details: { audit: { from, to: days } },
    })
    return { ok: true }
  })
  // Looked at once, so that the copies kept in memory are made anew.
  await store.read(db => offices.current(db, office.id))
  return outcome
}
