import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Clock, type Instant, instantOf, type LocalDate } from '../clock.ts'

/** The time of the simulated day. */
export type Timeline = {
  now: () => Instant
  /** Minutes after the day's midnight, with fractions. */
  minute: () => number
  /** Resolves at an instant; every wait is reckoned from the clock, so that nothing adds up. Rejects at the end. */
  until: (at: Instant) => Promise<void>
  untilMinute: (minute: number) => Promise<void>
  wait: (minutes: number) => Promise<void>
  /** Does something after so many minutes; nothing when the day has been stopped before. */
  later: (minutes: number, deed: () => unknown) => void
}

type Day = { date: LocalDate; timeZone: string; speed: number; signal: AbortSignal }

/** Waits of the day in real time: minutes of it take 60 / speed seconds. */
export function createTimeline(clock: Clock, { date, timeZone, speed, signal }: Day): Timeline {
  // Everybody in the ward waits for something.
  setMaxListeners(0, signal)
  const midnight = instantOf(date, 0, timeZone)

  async function until(at: Instant): Promise<void> {
    signal.throwIfAborted()
    for (let left = at - clock.now(); left > 0; left = at - clock.now())
      await sleep(Math.ceil(left / speed), undefined, { signal })
  }

  const wait = (minutes: number) => until(clock.now() + minutes * 60_000)

  return {
    now: clock.now,
    minute: () => (clock.now() - midnight) / 60_000,
    until,
    untilMinute: minute => until(midnight + minute * 60_000),
    wait,
    later(minutes, deed) {
      wait(minutes)
        .then(deed)
        .catch((error: unknown) => {
          if (!signal.aborted) throw error
        })
    },
  }
}
