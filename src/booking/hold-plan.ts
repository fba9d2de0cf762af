import type { Deps } from '../deps.ts'
import type { Intent } from '../intents/once.ts'
import type { Language } from '../languages.ts'
import type { Office } from '../offices/office.ts'
import { type HoldOutcome, holdInOneGo, holdLegs } from './hold.ts'
import type { PlanWish } from './plan.ts'
import { checkPlan, takePlanPlaces } from './take-plan.ts'

export type HoldPlanRequest = PlanWish & { language: Language; channel: 'web' | 'api' }

/**
 * Keeps every time of a visit over several counters while somebody types: all places of all legs, or none. The
 * token in the answer leads on like that of any hold.
 */
export function holdPlan(
  deps: Deps,
  office: Office,
  request: HoldPlanRequest,
  intent: Intent,
): Promise<HoldOutcome> {
  return holdInOneGo(deps, office, intent, async (db, current, now) => {
    const checked = checkPlan(current, request, now, 'public')
    if (!checked.ok) return checked
    const { appointment, expiresAt } = await holdLegs(db, current, request, checked.legs, now)
    const isTaken = await takePlanPlaces(db, current, appointment, now, 'public')
    return isTaken ? { ok: true, appointment, expiresAt, overbooked: [] } : { ok: false, reason: 'slot_full' }
  })
}
