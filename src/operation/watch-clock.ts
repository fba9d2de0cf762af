import type { Clock } from '../clock.ts'
import type { Watch } from './watch.ts'

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

const hour = 3_600_000

/** Notes a jump of the clock; one of hours back takes one forward back. */
export function noteClockJump(watch: Watch, milliseconds: number): void {
  watch.clockJumps += 1
  if (Math.abs(milliseconds) > hour) watch.putForwardAt = milliseconds > 0 ? performance.now() : null
}

/** Whether the clock was put forward by hours within the last one: nobody may have seen yet that it is wrong. */
export function wasJustPutForward({ putForwardAt }: Pick<Watch, 'putForwardAt'>): boolean {
  return putForwardAt !== null && performance.now() - putForwardAt < hour
}
