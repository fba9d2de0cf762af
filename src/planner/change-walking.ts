import { change, type CatalogueRefusal, recordChange, type Refused } from '../catalogue/change.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { saveWalking, type Walking } from './queries.ts'

export type WalkingOutcome = { ok: true } | Refused<Extract<CatalogueRefusal, 'stale'>>

/** Says how long people are on their way between counters; visits that are booked already stay as they are. */
export function changeWalking(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  version: number | null,
  to: Walking,
): Promise<WalkingOutcome> {
  return change(deps, office, async (db): Promise<WalkingOutcome> => {
    const { rules } = await deps.offices.current(db, office.id)
    const from = { sameFloorMinutes: rules.walkSameFloorMinutes, perFloorMinutes: rules.walkPerFloorMinutes }
    if (from.sameFloorMinutes === to.sameFloorMinutes && from.perFloorMinutes === to.perFloorMinutes)
      return { ok: true }
    const isSaved = await saveWalking(db, { id: office.id, version: version ?? 0 }, to)
    if (!isSaved) return { ok: false, reason: 'stale' }
    await recordChange(db, deps, office, staff, 'walking_changed', { from, to })
    return { ok: true }
  })
}
