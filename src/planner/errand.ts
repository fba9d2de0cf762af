import { isInCircle } from '../offices/life-event.ts'
import { type Office, type Service, takesBookings } from '../offices/office.ts'
import { visitMinutes, type Wish } from '../slots/slot.ts'

/** At more counters than these nobody can be in one day. */
export const legsMax = 6

export type PlanRefusal =
  'no_service' | 'not_bookable' | 'sensitive' | 'contradiction' | 'people' | 'too_many_counters'

/** Why services cannot be planned as one visit, with those that are to blame. */
export type Refused = { reason: PlanRefusal; services: readonly Service[] }

/**
 * Why no visit can be planned for these services together, or null. A service that is not named outside the
 * resident's own pages is booked by itself: in a plan, whoever sees one counter sees them all.
 */
export function refusePlan(office: Office, { services, people }: Wish): Refused | null {
  const refuse = (reason: PlanRefusal, to: readonly Service[] = []): Refused => ({ reason, services: to })
  if (services.length === 0) return refuse('no_service')
  if (!Number.isInteger(people) || people < 1 || people > office.rules.peopleMax) return refuse('people')
  const unbookable = services.filter(one => !takesBookings(office, one))
  if (unbookable.length > 0) return refuse('not_bookable', unbookable)
  const sensitive = services.filter(({ isSensitive }) => isSensitive)
  if (sensitive.length > 0 && services.length > 1) return refuse('sensitive', sensitive)
  const contradicting = contradictionIn(services)
  if (contradicting) return refuse('contradiction', contradicting)
  return legsOf(office, services).length > legsMax ? refuse('too_many_counters') : null
}

/** Two of the services that exclude each other, whichever of the two says so. */
function contradictionIn(services: readonly Service[]): [Service, Service] | null {
  for (const one of services)
    for (const other of services) if (one.neverWithIds.includes(other.id)) return [one, other]
  return null
}

/** Services that are done at one counter in one go, with the places in the list of legs that come before. */
export type Leg = { counterId: number; services: readonly Service[]; after: number[] }

/**
 * The services by counters: those of one counter are one leg, as many as a booking may have, unless what has to
 * come between them is done elsewhere.
 */
export function legsOf(office: Office, services: readonly Service[]): Leg[] {
  const ordered = inOrder(services)
  const groups = [...Map.groupBy(ordered, ({ counterId }) => counterId)].flatMap(([counterId, ofCounter]) =>
    isTornApart(counterId, ordered)
      ? ofCounter.map(service => [service])
      : chunksOf(ofCounter, office.rules.servicesMax),
  )
  return groups.map(group => ({
    counterId: group[0]?.counterId ?? 0,
    services: group,
    after: groups.flatMap((other, place) => (other !== group && comesAfter(group, other) ? [place] : [])),
  }))
}

function comesAfter(group: readonly Service[], other: readonly Service[]): boolean {
  return group.some(({ afterIds }) => other.some(({ id }) => afterIds.includes(id)))
}

/** What comes before others first; otherwise as they were given. */
function inOrder(services: readonly Service[]): Service[] {
  const left = [...services]
  const ordered: Service[] = []
  while (left.length > 0) {
    const next = left.findIndex(({ afterIds }) => !left.some(({ id }) => afterIds.includes(id)))
    ordered.push(...left.splice(Math.max(next, 0), 1))
  }
  return ordered
}

/** Whether something done elsewhere would have to be both before and after a counter's services. */
function isTornApart(counterId: number, services: readonly Service[]): boolean {
  const counters = Map.groupBy(services, service => service.counterId)
  const befores = new Map(
    [...counters].map(([id, ofCounter]) => [
      id,
      [...counters].flatMap(([other, ofOther]) =>
        other !== id && comesAfter(ofCounter, ofOther) ? [other] : [],
      ),
    ]),
  )
  return isInCircle(counterId, befores)
}

function chunksOf<T>(list: readonly T[], length: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / length) }, (_, index) =>
    list.slice(index * length, (index + 1) * length),
  )
}

/** Minutes from the beginning of a leg until its last papers can be collected: its time and the longest work after it. */
export function readyMinutes(wish: Wish): number {
  const further = wish.services.map(
    ({ stayMinutes, durationMinutes }) => (stayMinutes ?? 0) - durationMinutes,
  )
  return visitMinutes(wish) + Math.max(0, ...further)
}
