import type { Instant } from '../clock.ts'
import type { CounterState } from '../live/live.ts'
import type { Counter, Office } from '../offices/office.ts'
import { businessDate } from '../queue/day.ts'
import { openingOf } from '../slots/opening.ts'

/** What a display says of a call: chime and both languages, chime and one, the chime alone, or nothing. */
export const sounds = ['ja-en', 'ja', 'en', 'chime', 'off'] as const
export type Sound = (typeof sounds)[number]

export const themes = ['dark', 'light'] as const
export type Theme = (typeof themes)[number]

export type ShownCall = { counter: Counter; call: CounterState['calling'][number]; isNew: boolean }

/** A counter as it is shown; closed when it is not open today and nobody works there all the same. */
export type ShownCounter = {
  counter: Counter
  state: CounterState
  calls: ShownCall[]
  isOpenToday: boolean
  isClosed: boolean
}

const newMilliseconds = 10_000

export function isOpenToday(office: Office, counter: Counter, now: Instant): boolean {
  return openingOf(office, counter, businessDate(office, now)).hours.length > 0
}

export function showCounter(
  office: Office,
  counter: Counter,
  state: CounterState,
  now: Instant,
): ShownCounter {
  const isQuiet = state.waiting.length === 0 && state.calling.length === 0 && state.windowsOpen === 0
  const isOpen = isOpenToday(office, counter, now)
  const calls = state.calling
    .map(call => ({ counter, call, isNew: now - call.calledAt < newMilliseconds }))
    .toSorted(newestFirst)
  return { counter, state, calls, isOpenToday: isOpen, isClosed: isQuiet && !isOpen }
}

/** The calls that stand over all counters, newest first. */
export function newestCalls(shown: readonly ShownCounter[], max: number): ShownCall[] {
  return shown
    .flatMap(({ calls }) => calls)
    .toSorted(newestFirst)
    .slice(0, max)
}

function newestFirst(a: ShownCall, b: ShownCall): number {
  return b.call.calledAt - a.call.calledAt || b.call.call - a.call.call
}
