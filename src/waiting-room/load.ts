/** What a server knows of its work in the last moment. */
export type Load = {
  /** How late the event loop comes to what is due, in milliseconds. */
  lagMilliseconds: number
  /** Deeds that wait for their turn to write. */
  writesWaiting: number
  /** Share of the time in which the event loop was at work, 0 to 1. */
  utilisation: number
  /** How long the first of the residents who have no turn yet has waited. */
  turnWaitMilliseconds: number
  /** What one resident's visit takes of the event loop. */
  visitMilliseconds: number
  /** The share of the event loop that is taken by all but visits. */
  othersShare: number
}

/** What a server bears while everybody is still answered at once. */
const bearable = { lagMilliseconds: 100, writesWaiting: 100, utilisation: 0.9, turnWaitMilliseconds: 200 }

/** The load as a share of what is bearable: at 1 there must not be more. */
export function pressureOf(load: Load): number {
  return Math.max(delayOf(load), load.utilisation / bearable.utilisation)
}

/** The same by what people feel of it. */
function delayOf(load: Load): number {
  return Math.max(
    load.lagMilliseconds / bearable.lagMilliseconds,
    load.writesWaiting / bearable.writesWaiting,
    load.turnWaitMilliseconds / bearable.turnWaitMilliseconds,
  )
}

/** Whether residents come faster than their turns: this is seen at once, and nothing else looks like it. */
export function isBehind({ turnWaitMilliseconds }: Load): boolean {
  return turnWaitMilliseconds >= bearable.turnWaitMilliseconds / 2
}

/** Where the rate of admission may rise. */
export const calm = 0.8

const ratePerSecondMin = 0.5

/**
 * What of the event loop is for visits: what staff and those in line leave, but for moments when many come. However
 * many ask in line, some are let in.
 */
const visitsShare = { least: 0.3, most: 0.65, withOthers: 0.77 }
/** Visits per second that fit into the event loop, told by what one takes of it. */
export function bearableRate({ visitMilliseconds, othersShare }: Load): number {
  const { least, most, withOthers } = visitsShare
  const share = Math.min(most, Math.max(least, withOthers - othersShare))
  return Math.max(ratePerSecondMin, (share * 1000) / visitMilliseconds)
}

/**
 * People let in per second, for the next second: a fifth less when people feel that it was too much, a tenth more while
 * nobody feels anything, however busy the server is: answering those in line takes what is left over. Whoever is let in
 * asks for minutes, so that a rate that is too high shows late: what a visit takes bounds it.
 */
export function nextRate(ratePerSecond: number, load: Load): number {
  const delay = delayOf(load)
  const [least, most] = [ratePerSecond * (delay < 1 ? 0.95 : 0.8), ratePerSecond * (delay < calm ? 1.25 : 1)]
  return Math.max(ratePerSecondMin, Math.min(most, Math.max(least, delay < 1 ? bearableRate(load) : 0)))
}

/** How long the last of a line waits, in seconds, told by how many were called in a time; null when nobody was. */
export function waitSeconds(ahead: number, called: { count: number; seconds: number }): number | null {
  if (called.count === 0 || called.seconds <= 0) return null
  return Math.ceil((ahead + 1) / (called.count / called.seconds))
}

/** The longest time between two signs of a page. */
export const againSecondsMax = 60

/**
 * When a page asks again, in seconds: often near the front; from far behind seldom, so that a long line does not become
 * a load of its own. While nobody knows how fast it goes, it may soon be known.
 */
export function againSeconds(ahead: number, wait: number | null): number {
  if (wait === null) return Math.round(Math.min(20, Math.max(2, ahead / 100)))
  return Math.round(Math.min(againSecondsMax, Math.max(2, wait / 10)))
}

/** The same for somebody who has just come, and stands in line only when the place has come back. */
export function firstAgainSeconds(ahead: number): number {
  return ahead < 1000 ? 2 : againSeconds(ahead, null)
}
