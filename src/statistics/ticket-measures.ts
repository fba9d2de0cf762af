import type { Instant } from '../clock.ts'
import type { FigureRules, Span, TicketFacts } from './figures.ts'

/**
 * The measures of one ticket in minutes, null where it has none: in = check-in, c1 = first call, cs = last call
 * before the service, s = its start, e = its end, a = the appointment. A correction that puts an end before its
 * beginning measures nothing less than zero.
 */
function minutesBetween(from: Instant | null, to: Instant | null): number | null {
  return from === null || to === null ? null : Math.max(0, to - from) / 60_000
}

/** W = c1 - in. Calling again is the guest's absence and waits no longer. */
export function waitOf({ checkedInAt, firstCalledAt }: TicketFacts): number | null {
  return minutesBetween(checkedInAt, firstCalledAt)
}

/** W+ = max(0, c1 - max(a, in)), of bookings: neither coming early nor coming late is the office's doing. */
export function pastAppointmentOf({ appointmentAt, checkedInAt, firstCalledAt }: TicketFacts): number | null {
  return appointmentAt === null ? null : minutesBetween(Math.max(appointmentAt, checkedInAt), firstCalledAt)
}

/** max(0, min(c1, a) - in), of bookings that were called. */
export function earlyWaitOf({ appointmentAt, checkedInAt, firstCalledAt }: TicketFacts): number | null {
  if (appointmentAt === null || firstCalledAt === null) return null
  return minutesBetween(checkedInAt, Math.min(firstCalledAt, appointmentAt))
}

/** in - a, less than zero for who comes early; of a later counter none: there they come when the office sends them. */
export function latenessOf({ appointmentAt, checkedInAt, position }: TicketFacts): number | null {
  return appointmentAt === null || position > 0 ? null : (checkedInAt - appointmentAt) / 60_000
}

/** Whether c1 <= max(a, in) + 5 minutes; null of walk-ins and of who was never called. */
export function isOnTime(facts: TicketFacts, { onTimeMinutes }: Pick<FigureRules, 'onTimeMinutes'>) {
  const past = pastAppointmentOf(facts)
  return past === null ? null : past <= onTimeMinutes
}

/** s - cs. */
export function walkingOf({ servedCallAt, startedAt }: TicketFacts): number | null {
  return startedAt === null ? null : minutesBetween(servedCallAt, startedAt)
}

/** Served time without the time parked. */
export function serviceOf({ servingMilliseconds }: TicketFacts): number | null {
  return servingMilliseconds === null ? null : servingMilliseconds / 60_000
}

/** e - cs. */
export function handlingOf({ servedCallAt, serviceEndedAt }: TicketFacts): number | null {
  return minutesBetween(servedCallAt, serviceEndedAt)
}

/** From handing in to the first call to collect. */
export function secondWaitOf({ serviceEndedAt, deliveryCalledAt }: TicketFacts): number | null {
  return minutesBetween(serviceEndedAt, deliveryCalledAt)
}

const shortestServiceMinutes = 10 / 60
const longestServiceMinutes = 240

export type Flag = 'inferred' | 'tooShort' | 'tooLong'

/** Why the times of its service are not to be trusted: nobody ended it, or within 10 s or after 240 min. */
export function flagOf(facts: TicketFacts): Flag | null {
  if (facts.isEndInferred) return 'inferred'
  const service = serviceOf(facts)
  if (service === null) return null
  if (service < shortestServiceMinutes) return 'tooShort'
  return service > longestServiceMinutes ? 'tooLong' : null
}

/** When it stood in line: until its first call or until it left, and again until it was called to collect. */
export function waitingSpans(facts: TicketFacts): Span[] {
  const { checkedInAt, firstCalledAt, leftAt, serviceEndedAt, deliveryCalledAt } = facts
  const called = firstCalledAt ?? leftAt
  return [
    ...(called === null ? [] : [{ from: checkedInAt, to: called }]),
    ...(serviceEndedAt === null || deliveryCalledAt === null
      ? []
      : [{ from: serviceEndedAt, to: deliveryCalledAt }]),
  ]
}

/**
 * Whether a ticket counts for the service level, and how: kept when it was served after at most the target; missed
 * when it was served later, or waited longer than that and left, or waits longer still. Null for who left or waits
 * within the target and for who did not answer the call: the office is not judged by them.
 */
export function isWithinTarget(
  facts: TicketFacts,
  { targetMinutes, asOf }: Pick<FigureRules, 'targetMinutes' | 'asOf'>,
): boolean | null {
  const { outcome, checkedInAt, firstCalledAt, leftAt } = facts
  const wait = waitOf(facts)
  if (outcome === 'served') return wait !== null && wait <= targetMinutes
  if (outcome !== 'left' && (outcome !== 'open' || firstCalledAt !== null)) return null
  const waited = wait ?? minutesBetween(checkedInAt, leftAt ?? asOf) ?? 0
  return waited > targetMinutes ? false : null
}
