import { type FigureRules, type Figures, type TicketFacts, waitBounds } from './figures.ts'
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
import { atOnce, type Parts } from './parts.ts'
import { shareOf, spreadOf } from './spread.ts'
import { isOneStop, peopleOf, purposeOf, stayOf, type Visit, visitWaitOf } from './visit.ts'

export type TallyRules = Pick<FigureRules, 'targetMinutes' | 'onTimeMinutes' | 'asOf'>

/** Adds up visits, one after the other in any order; keeps numbers only, so that a year fits in memory. */
export type Tally = {
  /** Counts the legs of one visit, or those of them that belong here; a visit without any counts nothing. */
  add: (visit: Visit) => void
  /** What has been added so far. */
  figures: () => Figures
  /** The same for very many: no part takes longer than sorting the times of one measure. */
  figuresInParts: () => Parts<Figures>
}

export function createTally(rules: TallyRules): Tally {
  const counts = noCounts()
  const values = noValues()
  const buckets = { booked: noBuckets(), walkIn: noBuckets() }
  const figuresInParts = () => figuresFrom(counts, values, buckets)
  return {
    add(visit) {
      if (visit.length === 0) return
      for (const facts of visit) {
        countTicket(counts, facts, rules)
        keepTimes(values, facts)
        const wait = waitOf(facts)
        if (wait !== null) putInBucket(buckets[facts.kind === 'booked' ? 'booked' : 'walkIn'], wait)
      }
      countVisit(counts, visit)
      keep(values.stay, stayOf(visit))
      keep(values.visitWait, visitWaitOf(visit))
    },
    figures: () => atOnce(figuresInParts()),
    figuresInParts,
  }
}

function noCounts() {
  return {
    ...{ tickets: 0, people: 0, visits: 0, booked: 0, walkIns: 0, recalls: 0, abandoned: 0, oneStop: 0 },
    ...{ served: 0, transferred: 0, left: 0, noResponse: 0, reset: 0, open: 0, kept: 0, judged: 0 },
    ...{ onTime: 0, onTimeOf: 0, purposeMet: 0, purposeTold: 0, lateConverted: 0, fromPaper: 0 },
    ...{ inferred: 0, tooShort: 0, tooLong: 0 },
  }
}
type Counts = ReturnType<typeof noCounts>

const spreads = [
  'wait',
  'waitBooked',
  'waitWalkIn',
  'pastAppointment',
  'earlyWait',
  'lateness',
  'walking',
  'service',
  'handling',
  'secondWait',
  'stay',
  'visitWait',
] as const
type Values = Record<(typeof spreads)[number], number[]>

function noValues(): Values {
  return Object.fromEntries(spreads.map(name => [name, [] as number[]])) as Values
}

function noBuckets(): number[] {
  return Array.from({ length: waitBounds.length + 1 }, () => 0)
}

function putInBucket(buckets: number[], wait: number): void {
  const found = waitBounds.findIndex(bound => wait <= bound)
  const index = found === -1 ? waitBounds.length : found
  buckets[index] = (buckets[index] ?? 0) + 1
}

function keep(values: number[], value: number | null): void {
  if (value !== null) values.push(value)
}

const outcomeCounts = {
  served: 'served',
  transferred: 'transferred',
  left: 'left',
  no_response: 'noResponse',
  reset: 'reset',
  open: 'open',
} as const satisfies Record<TicketFacts['outcome'], keyof Counts>

function countTicket(counts: Counts, facts: TicketFacts, rules: TallyRules): void {
  counts.tickets += 1
  counts[facts.kind === 'booked' ? 'booked' : 'walkIns'] += 1
  counts[outcomeCounts[facts.outcome]] += 1
  counts.recalls += recallsOf(facts)
  if (isAbandoned(facts)) counts.abandoned += 1
  if (facts.isLateConverted) counts.lateConverted += 1
  if (facts.isFromPaper) counts.fromPaper += 1

  const flag = flagOf(facts)
  if (flag) counts[flag] += 1
  const isKept = isWithinTarget(facts, rules)
  if (isKept !== null) counts.judged += 1
  if (isKept) counts.kept += 1
  const isCalledOnTime = isOnTime(facts, rules)
  if (isCalledOnTime !== null) counts.onTimeOf += 1
  if (isCalledOnTime) counts.onTime += 1
}

/** Calls beyond the one to each stage. */
function recallsOf({ calls, deliveryCalledAt }: TicketFacts): number {
  return Math.max(0, calls - 1 - (deliveryCalledAt === null ? 0 : 1))
}

/** Gone without a service: who has handed in and does not collect was served. */
function isAbandoned({ outcome, serviceEndedAt }: TicketFacts): boolean {
  return (outcome === 'left' || outcome === 'no_response') && serviceEndedAt === null
}

/** A service that is flagged is counted and not timed; the wait before it was real. */
function keepTimes(values: Values, facts: TicketFacts): void {
  const wait = waitOf(facts)
  keep(values.wait, wait)
  keep(facts.kind === 'booked' ? values.waitBooked : values.waitWalkIn, wait)
  keep(values.pastAppointment, pastAppointmentOf(facts))
  keep(values.earlyWait, earlyWaitOf(facts))
  keep(values.lateness, latenessOf(facts))
  if (flagOf(facts)) return
  keep(values.walking, walkingOf(facts))
  keep(values.service, serviceOf(facts))
  keep(values.handling, handlingOf(facts))
  keep(values.secondWait, secondWaitOf(facts))
}

function countVisit(counts: Counts, visit: Visit): void {
  counts.visits += 1
  counts.people += peopleOf(visit)
  if (isOneStop(visit)) counts.oneStop += 1
  const purpose = purposeOf(visit)
  if (purpose !== null) counts.purposeTold += 1
  if (purpose === 'yes') counts.purposeMet += 1
}

/** So many are sorted in some milliseconds, together with the other measures of their cell. */
const sortedAtOnce = 2000

function* spreadsFrom(values: Values): Parts<Pick<Figures, (typeof spreads)[number]>> {
  const told: Partial<Figures> = {}
  for (const name of spreads) {
    told[name] = spreadOf(values[name])
    if (values[name].length > sortedAtOnce) yield
  }
  return told as Pick<Figures, (typeof spreads)[number]>
}

function* figuresFrom(counts: Counts, values: Values, buckets: Figures['waitBuckets']): Parts<Figures> {
  const { tickets, people, visits, booked, walkIns, recalls } = counts
  const { served, transferred, left, noResponse, reset, open } = counts
  const { inferred, tooShort, tooLong, lateConverted, fromPaper } = counts
  return {
    ...{ tickets, people, visits, booked, walkIns, recalls },
    ...{ served, transferred, left, noResponse, reset, open },
    ...(yield* spreadsFrom(values)),
    waitBuckets: { booked: [...buckets.booked], walkIn: [...buckets.walkIn] },
    withinTarget: shareOf(counts.kept, counts.judged),
    withinTargetStrict: shareOf(counts.kept, tickets),
    onTime: shareOf(counts.onTime, counts.onTimeOf),
    abandoned: shareOf(counts.abandoned, tickets),
    oneStop: shareOf(counts.oneStop, visits),
    purposeMet: shareOf(counts.purposeMet, counts.purposeTold),
    sentOn: shareOf(transferred, served + transferred),
    flagged: { inferred, tooShort, tooLong, lateConverted, fromPaper },
  }
}
