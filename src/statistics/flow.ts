import type { Instant } from '../clock.ts'
import type { Flow, TicketFacts } from './figures.ts'
import { lineSpan, longestLine } from './line.ts'
import { waitOf } from './ticket-measures.ts'
import { type Session, sessionsOf, type WindowEvent } from './sessions.ts'
import { lengthOf, unionOf } from './spans.ts'
import { shareOf, toTenth } from './spread.ts'

/** One business day at a counter, or at all of them. */
export type CounterDay = {
  facts: readonly TicketFacts[]
  windowEvents: readonly WindowEvent[]
  /** The end of the day, or now while it lasts. */
  until: Instant
}

type Sums = Pick<
  Flow,
  | 'openDays'
  | 'openMinutes'
  | 'openWindowMinutes'
  | 'handlingMinutes'
  | 'queueMinutes'
  | 'arrivals'
  | 'called'
  | 'waitMinutes'
  | 'ended'
  | 'queueMax'
>

/** How people flowed through a counter on one day. A window belongs to its own sessions, whatever it serves. */
export function flowOf({ facts, windowEvents, until }: CounterDay): Flow {
  const sessions = sessionsOf(windowEvents, until)
  const lastClosed = Math.max(...sessions.map(({ span }) => span.to))
  // Nobody stands in line before windows that have closed for good.
  const end = sessions.length === 0 ? until : Math.min(until, lastClosed)
  const waits = facts.map(waitOf).filter(wait => wait !== null)
  return flowFrom({
    openDays: sessions.length === 0 ? 0 : 1,
    openMinutes: minutes(lengthOf(unionOf(sessions.map(({ span }) => span)))),
    openWindowMinutes: minutes(sum(sessions.map(workOf))),
    handlingMinutes: minutes(sum(facts.map(atWindow))),
    queueMinutes: minutes(sum(facts.map(each => lengthOf([lineSpan(each, end)])))),
    arrivals: facts.length,
    called: waits.length,
    waitMinutes: sum(waits),
    ended: facts.filter(({ startedAt, serviceEndedAt }) => startedAt !== null && serviceEndedAt !== null)
      .length,
    queueMax: longestLine(facts, end),
  })
}

function workOf({ work }: Session): number {
  return lengthOf(work)
}

/**
 * Milliseconds at a window: from the last call before the service to its end, and from the last call to collect
 * until the papers were handed over. While somebody is parked the window is free for others. What the next call
 * has ended is taken as told: nobody else was there.
 */
function atWindow(facts: TicketFacts): number {
  const { servedCallAt, startedAt, serviceEndedAt, servingSpans } = facts
  const { deliveryCalledAt, collectedCallAt, deliveredAt } = facts
  const served = servingSpans.filter(({ from }) => deliveryCalledAt === null || from < deliveryCalledAt)
  return (
    between(servedCallAt, startedAt ?? serviceEndedAt) +
    lengthOf(served) +
    between(collectedCallAt, deliveredAt)
  )
}

function between(from: Instant | null, to: Instant | null): number {
  return from === null || to === null ? 0 : Math.max(0, to - from)
}

/**
 * The flow of several days of the same counter: sums are added, the longest line is the longest of all, and
 * occupancy, services per hour, mean line and its gap are made anew of the sums, so that a long day weighs as much
 * as it is long. Several counters of one day are one `flowOf` of all their tickets and windows instead.
 */
export function mergeFlows(flows: readonly Flow[]): Flow {
  const total = (name: Exclude<keyof Sums, 'queueMax'>) => sum(flows.map(flow => flow[name]))
  return flowFrom({
    openDays: total('openDays'),
    openMinutes: total('openMinutes'),
    openWindowMinutes: total('openWindowMinutes'),
    handlingMinutes: total('handlingMinutes'),
    queueMinutes: total('queueMinutes'),
    arrivals: total('arrivals'),
    called: total('called'),
    waitMinutes: total('waitMinutes'),
    ended: total('ended'),
    queueMax: Math.max(0, ...flows.map(({ queueMax }) => queueMax)),
  })
}

function flowFrom(sums: Sums): Flow {
  const { openMinutes, openWindowMinutes, handlingMinutes, queueMinutes, ended } = sums
  return {
    ...sums,
    occupancy: shareOf(handlingMinutes, openWindowMinutes),
    throughputPerHour: openWindowMinutes === 0 ? null : toTenth((60 * ended) / openWindowMinutes),
    queueMean: openMinutes === 0 ? null : toTenth(queueMinutes / openMinutes),
    littleGapPercent: littleGap(sums),
  }
}

/**
 * Little (1961): the mean line is arrivals per minute times the mean wait. Both sides are over the same minutes,
 * so what remains is |∫ L dt - arrivals × mean wait|, in percent of the latter; over 5 is a reason to look for
 * lost events.
 */
function littleGap({ queueMinutes, arrivals, called, waitMinutes }: Sums): number | null {
  if (called === 0 || waitMinutes === 0) return null
  const expected = (arrivals * waitMinutes) / called
  return toTenth((100 * Math.abs(queueMinutes - expected)) / expected)
}

function minutes(milliseconds: number): number {
  return milliseconds / 60_000
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
