import { dateOf, type Instant } from '../clock.ts'
import { type Counter, counterById, type Office, type Service } from '../offices/office.ts'
import { refuseWish, visitMinutes, type WishRefusal } from '../slots/slot.ts'

/** One counter of a visit over several: services that are all of it, and when they begin there. */
export type PlannedLeg = { services: readonly Service[]; startsAt: Instant }

/** A visit over several counters for some people, its legs in the order of time. */
export type PlanWish = { people: number; legs: readonly PlannedLeg[] }

export type PlanRefusal = 'plan_size' | 'plan_services' | 'plan_times'

const planLegsMin = 2
export const planLegsMax = 6

type Place = Pick<Counter, 'id' | 'floor'>

/** Minutes from leaving one counter to standing at another; more for each floor between them, stairs or lift. */
export function walkMinutes({ rules }: Pick<Office, 'rules'>, from: Place, to: Place): number {
  if (from.id === to.id) return 0
  return rules.walkSameFloorMinutes + rules.walkPerFloorMinutes * Math.abs(from.floor - to.floor)
}

type InTime = { counterId: number; startsAt: Instant; minutes: number }

/** Whether each leg begins on one day, after the one before it has ended and people have walked over. */
export function fitTogether(office: Office, legs: readonly InTime[]): boolean {
  return legs.every((leg, index) => {
    const before = legs[index - 1]
    if (!before) return true
    const [from, to] = [counterById(office, before.counterId), counterById(office, leg.counterId)]
    const walk = walkMinutes(office, from, to)
    const isSameDay = dateOf(before.startsAt, office.timeZone) === dateOf(leg.startsAt, office.timeZone)
    return isSameDay && before.startsAt + (before.minutes + walk) * 60_000 <= leg.startsAt
  })
}

/** The leg of a plan as it lies in time; all its services are of one counter. */
export function inTime({ services, startsAt }: PlannedLeg, people: number): InTime {
  return { counterId: services[0]?.counterId ?? 0, startsAt, minutes: visitMinutes({ services, people }) }
}

/** Whether every service comes after those of the visit that it needs first; at one counter, in the same leg. */
function isInOrder(legs: PlanWish['legs']): boolean {
  return legs.every(({ services }, index) => {
    const later = legs.slice(index + 1).flatMap(leg => leg.services.map(({ id }) => id))
    return services.every(({ afterIds }) => !afterIds.some(id => later.includes(id)))
  })
}

/** Why a plan cannot be one visit, whatever is free; or null. A service is done once in a visit. */
export function refusePlan(office: Office, { people, legs }: PlanWish): WishRefusal | PlanRefusal | null {
  if (legs.length < planLegsMin || legs.length > planLegsMax) return 'plan_size'
  for (const { services } of legs) {
    const refusal = refuseWish(office, { services, people })
    if (refusal) return refusal
  }
  const ids = legs.flatMap(({ services }) => services.map(({ id }) => id))
  if (new Set(ids).size < ids.length) return 'plan_services'
  if (!isInOrder(legs)) return 'plan_times'
  const timed = legs.map(leg => inTime(leg, people))
  return fitTogether(office, timed) ? null : 'plan_times'
}

/** Whether a plan is for the very services and people of a booking. */
export function isPlanOf(booked: { services: readonly Service[]; people: number }, plan: PlanWish): boolean {
  const ids = (services: readonly Service[]) =>
    services
      .map(({ id }) => id)
      .toSorted((a, b) => a - b)
      .join(' ')
  return booked.people === plan.people && ids(booked.services) === ids(plan.legs.flatMap(leg => leg.services))
}
