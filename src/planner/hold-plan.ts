import type { HoldOutcome } from '../booking/hold.ts'
import { holdPlan, type HoldPlanRequest } from '../booking/hold-plan.ts'
import type { Deps } from '../deps.ts'
import type { Intent } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import { type PlanRefusal, refusePlan } from './errand.ts'
import { isPlan, routeOf, startsFor } from './plan.ts'

export type HoldPlannedOutcome = HoldOutcome | { ok: false; reason: PlanRefusal | 'plan_times' }

/**
 * Holds a plan as the planner makes them: besides being free, its legs keep the order of services, and what later
 * ones need is waited for.
 */
export async function holdPlanned(
  deps: Deps,
  office: Office,
  request: HoldPlanRequest,
  intent: Intent,
): Promise<HoldPlannedOutcome> {
  const { legs, people } = request
  const wish = { services: legs.flatMap(({ services }) => services), people }
  const refused = refusePlan(office, wish)
  if (refused) return { ok: false, reason: refused.reason }
  const route = routeOf(office, wish)
  const starts = startsFor(route, legs)
  if (!starts || !isPlan(route, starts)) return { ok: false, reason: 'plan_times' }
  return holdPlan(deps, office, request, intent)
}
