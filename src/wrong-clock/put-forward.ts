import type { Watch } from '../operation/watch.ts'

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
