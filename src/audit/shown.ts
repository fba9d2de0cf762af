import type { Instant } from '../clock.ts'

/** A list that is shown again within this time is written down once. */
export const shownMilliseconds = 30 * 60_000

/** Whom this server has lately written down as shown to whom. */
export type Shown = {
  /** Those of these appointments that have yet to be written down for this person. */
  unwritten: (staffId: number, appointmentIds: readonly number[], now: Instant) => number[]
  written: (staffId: number, appointmentIds: readonly number[], now: Instant) => void
}

/** Pages that keep up by themselves show the same people every few seconds: this keeps them from writing each time. */
export function createShown(): Shown {
  const shown = new Map<number, Map<number, Instant>>()
  const isOver = (at: Instant | undefined, now: Instant) =>
    at === undefined || now - at >= shownMilliseconds || at > now

  return {
    unwritten(staffId, appointmentIds, now) {
      const own = shown.get(staffId)
      return [...new Set(appointmentIds)].filter(id => isOver(own?.get(id), now))
    },
    written(staffId, appointmentIds, now) {
      const before = shown.get(staffId) ?? []
      const own = new Map([...before].filter(([, at]) => !isOver(at, now)))
      for (const id of appointmentIds) own.set(id, now)
      shown.set(staffId, own)
    },
  }
}
