import type { Instant } from '../clock.ts'

/** The same time, but when the clock is put back it goes on from where it was: a line knows no second hour. */
export function steady(now: () => Instant): () => Instant {
  let [last, ahead] = [now(), 0]
  return () => {
    const told = now() + ahead
    if (told < last) ahead += last - told
    last = Math.max(last, told)
    return last
  }
}
