import type { Instant } from '../clock.ts'

/** Until when somebody waits, or until the bell rings. */
export type Pause = { until: Instant; bell?: Bell }

/** What somebody does in a day, from one pause to the next. */
export type Course = Generator<Pause, void, void>

/** Those who are woken when somebody comes. */
export type Bell = Array<() => void>

export type Agenda = {
  now: () => Instant
  /** Does something at an instant; what is due at the same one is done in the order it was put down. */
  at: (instant: Instant, deed: () => void) => void
  after: (minutes: number, deed: () => void) => void
  begin: (course: Course) => void
  ring: (bell: Bell) => void
  /** Does everything in the order of time until nothing is left. */
  play: () => void
}

export const minutesToMilliseconds = (minutes: number): number => Math.round(minutes * 60_000)

/** The time of a simulated day: it jumps from one thing to the next. */
export function createAgenda(from: Instant): Agenda {
  // The last one is due first: taking it off costs nothing, and a day has a few hundred open at a time.
  const entries: Array<{ at: Instant; deed: () => void }> = []
  let now = from

  function at(instant: Instant, deed: () => void): void {
    const due = Math.max(instant, now)
    let [low, high] = [0, entries.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((entries[middle]?.at ?? 0) > due) low = middle + 1
      else high = middle
    }
    entries.splice(low, 0, { at: due, deed })
  }

  function begin(course: Course): void {
    const step = course.next()
    if (step.done) return
    let isWoken = false
    const goOn = () => {
      if (isWoken) return
      isWoken = true
      begin(course)
    }
    at(step.value.until, goOn)
    step.value.bell?.push(goOn)
  }

  return {
    now: () => now,
    at,
    after: (minutes, deed) => at(now + minutesToMilliseconds(minutes), deed),
    begin,
    ring(bell) {
      for (const wake of bell.splice(0)) at(now, wake)
    },
    play() {
      for (let entry = entries.pop(); entry; entry = entries.pop()) {
        now = entry.at
        entry.deed()
      }
    },
  }
}
