import { type Instant, isoOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Problem } from '../http/problem.ts'
import type { ProblemReason } from '../http/problem-reasons.ts'
import type { Office } from '../offices/office.ts'
import { nearestFreeSlots } from '../slots/nearest-free.ts'
import { questionFor, refuseWish, type Wish } from '../slots/slot.ts'

/** A wish for a time. */
export type Visit = Wish & { startsAt: Instant }

const alternativesMax = 5

/** What a refused time is answered with: the nearest free ones. Nothing for a refusal of another kind. */
export async function alternatives(
  deps: Deps,
  office: Office,
  visit: Visit | null,
  reason: ProblemReason,
): Promise<Pick<Problem, 'alternatives'>> {
  if (!reason.startsWith('slot_') || !visit || refuseWish(office, visit)) return {}

  const { counter } = questionFor(office, visit, deps.clock.now())
  const slots = await nearestFreeSlots(deps, office, visit, visit.startsAt, alternativesMax)
  return {
    alternatives: slots.map(({ startsAt, free }) => ({
      startsAt: isoOf(startsAt, office.timeZone),
      counter: counter.slug,
      free,
    })),
  }
}
