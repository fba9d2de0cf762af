import type { Db } from '#db/store.ts'
import { dateOf, type Instant } from '../clock.ts'
import { counterById, type Office } from '../offices/office.ts'
import { slotMinutesOn } from '../slots/grid.ts'
import { hasSeveralGrids, openingOf } from '../slots/opening.ts'
import { lockCounter } from '../slots/queries.ts'
import { questionFor, refuseStart, type Share, type SlotRefusal, type WishRefusal } from '../slots/slot.ts'
import type { Appointment, Leg } from './appointment.ts'
import { knownServices } from './hold.ts'
import { inTime, type PlanRefusal, type PlanWish, refusePlan } from './plan.ts'
import type { NewLeg } from './leg-queries.ts'
import { takePlaces } from './take-places.ts'

type Checked = { ok: true; legs: NewLeg[] } | { ok: false; reason: WishRefusal | SlotRefusal | PlanRefusal }

/** The legs of a plan where the office's rules of now allow all of them, before any place is looked at. */
export function checkPlan(office: Office, { people, legs }: PlanWish, now: Instant, share: Share): Checked {
  const wished: NewLeg[] = []
  for (const [position, { services: asked, startsAt }] of legs.entries()) {
    const services = knownServices(office, asked)
    if (!services) return { ok: false, reason: 'not_bookable' }
    wished.push({ position, services, ...inTime({ services, startsAt }, people) })
  }
  const planRefusal = refusePlan(office, { people, legs: wished })
  if (planRefusal) return { ok: false, reason: planRefusal }

  for (const { services, startsAt } of wished) {
    const refusal = refuseStart(questionFor(office, { services, people }, now, share), startsAt)
    if (refusal) return { ok: false, reason: refusal }
  }
  return { ok: true, legs: wished }
}

/**
 * Takes the places of all legs, one leg after the other in the order of time; false when one has nothing left.
 * Counters whose days lie on several grids are locked before, by number: nobody waits in a circle.
 */
export async function takePlanPlaces(
  db: Db,
  office: Office,
  { legs, people }: Pick<Appointment, 'legs' | 'people'>,
  now: Instant,
  share: Share,
): Promise<boolean> {
  for (const counterId of severalGrids(office, legs)) await lockCounter(db, counterId)
  for (const { id, counterId, services, startsAt } of legs) {
    const places = { office, counter: counterById(office, counterId), wish: { services, people }, share }
    if (!(await takePlaces(db, places, id, startsAt, now))) return false
  }
  return true
}

function severalGrids(office: Office, legs: readonly Leg[]): number[] {
  const counterIds = legs
    .filter(({ counterId, startsAt }) => {
      const date = dateOf(startsAt, office.timeZone)
      const opening = openingOf(office, counterById(office, counterId), date)
      return hasSeveralGrids(opening, slotMinutesOn(office, date))
    })
    .map(({ counterId }) => counterId)
  return [...new Set(counterIds)].toSorted((a, b) => a - b)
}
