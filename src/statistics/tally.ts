import { type FigureRules, type Figures, type TicketFacts, waitBounds } from './figures.ts'
import { type MeasuredLeg, type MeasuredVisit, measuredOf } from './measured-visit.ts'
import { atOnce, type Parts } from './parts.ts'
import { shareOf, spreadOf } from './spread.ts'
import type { Visit } from './visit.ts'

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
      const { legs, ...whole } = measuredOf(visit, rules)
      for (const leg of legs) {
        countTicket(counts, leg)
        keepTimes(values, leg)
        if (leg.bucket !== null) raise(leg.isBooked ? buckets.booked : buckets.walkIn, leg.bucket)
      }
      countVisit(counts, whole)
      keep(values.stay, whole.stay)
      keep(values.visitWait, whole.visitWait)
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

function raise(buckets: number[], index: number): void {
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

function countTicket(counts: Counts, leg: MeasuredLeg): void {
  counts.tickets += 1
  counts[leg.isBooked ? 'booked' : 'walkIns'] += 1
  counts[outcomeCounts[leg.outcome]] += 1
  counts.recalls += leg.recalls
  if (leg.isAbandoned) counts.abandoned += 1
  if (leg.isLateConverted) counts.lateConverted += 1
  if (leg.isFromPaper) counts.fromPaper += 1
  if (leg.flag) counts[leg.flag] += 1
  if (leg.isKept !== null) counts.judged += 1
  if (leg.isKept) counts.kept += 1
  if (leg.isOnTime !== null) counts.onTimeOf += 1
  if (leg.isOnTime) counts.onTime += 1
}

function keepTimes(values: Values, leg: MeasuredLeg): void {
  keep(values.wait, leg.wait)
  keep(leg.isBooked ? values.waitBooked : values.waitWalkIn, leg.wait)
  keep(values.pastAppointment, leg.pastAppointment)
  keep(values.earlyWait, leg.earlyWait)
  keep(values.lateness, leg.lateness)
  keep(values.walking, leg.walking)
  keep(values.service, leg.service)
  keep(values.handling, leg.handling)
  keep(values.secondWait, leg.secondWait)
}

function countVisit(counts: Counts, { people, isOneStop, purpose }: Omit<MeasuredVisit, 'legs'>): void {
  counts.visits += 1
  counts.people += people
  if (isOneStop) counts.oneStop += 1
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
