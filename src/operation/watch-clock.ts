import type { Clock } from '../clock.ts'

const toleranceMilliseconds = 5000

/**
 * Tells by how many milliseconds the clock on the wall was put forward (or back: less than 0) since it was asked last;
 * 0 for five seconds or less, as a service that keeps the time does it.
 */
export function createClockWatch(clock: Clock, ticks: () => number): () => number {
  let ahead = clock.now() - ticks()

  return () => {
    const before = ahead
    ahead = clock.now() - ticks()
    return Math.abs(ahead - before) > toleranceMilliseconds ? ahead - before : 0
  }
}
