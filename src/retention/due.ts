import type { Instant } from '../clock.ts'

/** Somebody known by name, with what decides whether they may be forgotten. */
export type KnownPerson = {
  personId: number
  appointmentId: number
  state: 'held' | 'booked' | 'cancelled'
  /** The last leg of the visit. */
  startsAt: Instant
  cancelledAt: Instant | null
  /** A ticket of the visit is still open. */
  isUnderWay: boolean
  hasCome: boolean
}

/** When a booking is over for retention: its visit's time, or its cancellation where that came first. */
export function overAt({ startsAt, cancelledAt }: Pick<KnownPerson, 'startsAt' | 'cancelledAt'>): Instant {
  return cancelledAt === null ? startsAt : Math.min(startsAt, cancelledAt)
}

/** Whether a person may be forgotten: never with a visit to come or under way, and never a hold, which ends by itself. */
export function isDue(person: KnownPerson, before: Instant): boolean {
  return person.state !== 'held' && !person.isUnderWay && overAt(person) < before
}

/** Why somebody is erased before their days are over. */
export const erasureReasons = ['request', 'wrong_person', 'unlawful'] as const
export type ErasureReason = (typeof erasureReasons)[number]

export type ErasureRefusal = 'under_way' | 'still_to_come' | 'not_found'

/**
 * Why somebody cannot be erased on request now: their visit is under way, or to come and not to be cancelled. Who has
 * not come on the day may still do so until it ends.
 */
export function refuseErasure(
  person: KnownPerson,
  { now, dayBeganAt, isCancelling }: { now: Instant; dayBeganAt: Instant; isCancelling: boolean },
): ErasureRefusal | null {
  if (person.isUnderWay || person.state === 'held') return 'under_way'
  if (!isExpected(person, now, dayBeganAt)) return null
  return isCancelling && person.startsAt > now ? null : 'still_to_come'
}

/** Whether a booked visit may still happen. */
export function isExpected(person: KnownPerson, now: Instant, dayBeganAt: Instant): boolean {
  if (person.state !== 'booked' || person.hasCome) return false
  return person.startsAt > now || person.startsAt >= dayBeganAt
}
