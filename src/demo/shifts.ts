import { createRandom } from './random.ts'

export type CounterPlan = { id: string; windows: number }

export const opensMinute = 9 * 60
export const closesMinute = 17 * 60 + 30

/** One person's day at a window of a counter. */
export type Shift = {
  counter: string
  /** Its number at the counter, from 1. */
  window: number
  opensMinute: number
  lunchMinute: number | null
  /** How long somebody takes against the average. */
  pace: number
}

const lunchMinutes = [11.5 * 60, 12.5 * 60, 13.5 * 60]

/** The last window where there are three or more is left to whoever wants to play. */
export function windowOfPlayer({ windows }: CounterPlan): number | null {
  return windows >= 3 ? windows : null
}

/** Who works at a counter: lunch by turns, some open late, and now and then a window has nobody. */
export function planShifts(seed: number, counter: CounterPlan, isFullyStaffed = false): Shift[] {
  const random = createRandom(seed, `shifts ${counter.id}`)
  const player = isFullyStaffed ? null : windowOfPlayer(counter)
  const windows = (player ?? counter.windows + 1) - 1
  const isShort = random.chance(0.07) && windows > 1
  const staffed = isShort ? windows - 1 : windows
  return Array.from({ length: staffed }, (_, index) => {
    const isLate = random.chance(0.15)
    const lateMinutes = isLate ? random.uniform(3, 12) : random.uniform(0, 0.5)
    return {
      counter: counter.id,
      window: index + 1,
      opensMinute: opensMinute + lateMinutes,
      // Whoever is alone is stood in for.
      lunchMinute: staffed > 1 ? (lunchMinutes[index % lunchMinutes.length] ?? null) : null,
      pace: random.lognormal(1, 0.15),
    }
  })
}
