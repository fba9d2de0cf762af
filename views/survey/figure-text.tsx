import type { Interval } from '#src/statistics/wilson.ts'

/** A part of one in percent with one decimal, as the evaluation sheet rounds. */
export function percentText(percent: number | null): string {
  return percent === null ? '—' : `${percent.toFixed(1)}%`
}

export function shareText(share: number): string {
  return percentText(Math.round(share * 1000) / 10)
}

/** Both ends of an interval, to be put into the language's words. */
export function endsOf({ low, high }: Interval): [low: string, high: string] {
  return [(low * 100).toFixed(1), percentText(high * 100)]
}
