/** What a server knows of its work in the last moment. */
export type Load = {
  /** How late the event loop comes to what is due, in milliseconds. */
  lagMilliseconds: number
  /** Deeds that wait for their turn to write. */
  writesWaiting: number
  /** Share of the time in which the event loop was at work, 0 to 1. */
  utilisation: number
}

/** What a server bears while everybody is still answered at once. */
const bearable: Load = { lagMilliseconds: 100, writesWaiting: 100, utilisation: 0.9 }

/** The load as a share of what is bearable: at 1 there must not be more. */
export function pressureOf(load: Load): number {
  return Math.max(
    load.lagMilliseconds / bearable.lagMilliseconds,
    load.writesWaiting / bearable.writesWaiting,
    load.utilisation / bearable.utilisation,
  )
}

/** Where the rate of admission may rise. */
export const calm = 0.8

const ratePerSecondMin = 0.5

/**
 * People let in per second, for the next second: a fifth less when it was too much, a twentieth more while there is
 * room. Falls faster than it rises, since whoever is let in asks for a while.
 */
export function nextRate(ratePerSecond: number, pressure: number): number {
  if (pressure >= 1) return Math.max(ratePerSecondMin, ratePerSecond * 0.8)
  return pressure < calm ? ratePerSecond * 1.05 + 0.1 : ratePerSecond
}

/** The rate to begin with: half of those who came, while that was too much. */
export function firstRate(arrivalsPerSecond: number): number {
  return Math.max(ratePerSecondMin, arrivalsPerSecond / 2)
}

/** How long the last of a line waits, in seconds, told by how many were called in a time; null when nobody was. */
export function waitSeconds(ahead: number, called: { count: number; seconds: number }): number | null {
  if (called.count === 0 || called.seconds <= 0) return null
  return Math.ceil((ahead + 1) / (called.count / called.seconds))
}

/**
 * When a page asks again, in seconds: often near the front; from far behind seldom, so that a long line does not become
 * a load of its own; and never so seldom that a place would be given up.
 */
export function againSeconds(ahead: number, wait: number | null): number {
  return Math.round(Math.min(20, Math.max(2, ahead / 100, (wait ?? 0) / 10)))
}

/** The same for somebody who has just come, and stands in line only when the place has come back. */
export function firstAgainSeconds(ahead: number): number {
  return ahead < 1000 ? 2 : againSeconds(ahead, null)
}
