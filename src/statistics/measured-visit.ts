import { type TicketFacts, waitBounds } from './figures.ts'
import type { TallyRules } from './tally.ts'
import {
  earlyWaitOf,
  flagOf,
  handlingOf,
  isOnTime,
  isWithinTarget,
  latenessOf,
  pastAppointmentOf,
  secondWaitOf,
  serviceOf,
  waitOf,
  walkingOf,
} from './ticket-measures.ts'
import { isOneStop, peopleOf, purposeOf, stayOf, type Visit, visitWaitOf } from './visit.ts'

/** One ticket as every tally counts it. */
export type MeasuredLeg = ReturnType<typeof legOf>

/** The legs of a visit that belong together, as every tally counts them. */
export type MeasuredVisit = ReturnType<typeof measure>

const known = new WeakMap<TicketFacts, { rules: TallyRules; measured: MeasuredVisit }>()

/**
 * What is counted of a visit, or of the legs of it that belong somewhere. A visit with one leg, as nearly all are,
 * is counted in dozens of cells: it is measured for the first one and remembered for the others.
 */
export function measuredOf(visit: Visit, rules: TallyRules): MeasuredVisit {
  const [only] = visit
  if (!only || visit.length > 1) return measure(visit, rules)
  const kept = known.get(only)
  if (kept?.rules === rules) return kept.measured
  const measured = measure(visit, rules)
  known.set(only, { rules, measured })
  return measured
}

function measure(visit: Visit, rules: TallyRules) {
  return {
    legs: visit.map(facts => legOf(facts, rules)),
    people: peopleOf(visit),
    isOneStop: isOneStop(visit),
    purpose: purposeOf(visit),
    stay: stayOf(visit),
    visitWait: visitWaitOf(visit),
  }
}

/** A service that is flagged is counted and not timed; the wait before it was real. */
function legOf(facts: TicketFacts, rules: TallyRules) {
  const { kind, outcome, isLateConverted, isFromPaper } = facts
  const flag = flagOf(facts)
  const wait = waitOf(facts)
  const timed = (minutes: number | null) => (flag ? null : minutes)
  return {
    ...{ outcome, isLateConverted, isFromPaper, flag, wait, isBooked: kind === 'booked' },
    recalls: recallsOf(facts),
    isAbandoned: isAbandoned(facts),
    isKept: isWithinTarget(facts, rules),
    isOnTime: isOnTime(facts, rules),
    bucket: wait === null ? null : bucketOf(wait),
    pastAppointment: pastAppointmentOf(facts),
    earlyWait: earlyWaitOf(facts),
    lateness: latenessOf(facts),
    walking: timed(walkingOf(facts)),
    service: timed(serviceOf(facts)),
    handling: timed(handlingOf(facts)),
    secondWait: timed(secondWaitOf(facts)),
  }
}

function bucketOf(wait: number): number {
  const found = waitBounds.findIndex(bound => wait <= bound)
  return found === -1 ? waitBounds.length : found
}

/** Calls beyond the one to each stage. */
function recallsOf({ calls, deliveryCalledAt }: TicketFacts): number {
  return Math.max(0, calls - 1 - (deliveryCalledAt === null ? 0 : 1))
}

/** Gone without a service: who has handed in and does not collect was served. */
function isAbandoned({ outcome, serviceEndedAt }: TicketFacts): boolean {
  return (outcome === 'left' || outcome === 'no_response') && serviceEndedAt === null
}
