import type { Share, Spread } from './figures.ts'

/** P50 is told from ten cases on, P90 from twenty. */
export const casesForMedian = 10
export const casesForP90 = 20

/**
 * The only rounding of figures: half up, to one decimal. What a fraction of two decimals misses by its binary
 * form (16.45 is a little less) is added first.
 */
export function toTenth(value: number): number {
  return Math.floor(value * 10 + 0.5 + 1e-9) / 10
}

/**
 * Quantile of type 7 of Hyndman and Fan (1996), which is PERCENTILE.INC of Excel: with h = (n - 1) p,
 * x[⌊h⌋] + (h - ⌊h⌋) (x[⌊h⌋ + 1] - x[⌊h⌋]). `sorted` is ascending; null of nothing.
 */
export function quantile(sorted: ArrayLike<number>, p: number): number | null {
  const h = (sorted.length - 1) * p
  const lower = sorted[Math.floor(h)]
  if (lower === undefined) return null
  const upper = sorted[Math.ceil(h)] ?? lower
  return lower + (h - Math.floor(h)) * (upper - lower)
}

/** Number, mean, median and P90, each where there are enough cases to tell. */
export function spreadOf(values: readonly number[]): Spread {
  const n = values.length
  if (n === 0) return { n, mean: null, p50: null, p90: null }
  const sorted = Float64Array.from(values).toSorted()
  const told = (value: number | null) => (value === null ? null : toTenth(value))
  return {
    n,
    mean: told(sumOf(sorted) / n),
    p50: n < casesForMedian ? null : told(quantile(sorted, 0.5)),
    p90: n < casesForP90 ? null : told(quantile(sorted, 0.9)),
  }
}

/** In rising order, so that the same cases give the same sum in whatever order they came. */
function sumOf(sorted: Float64Array): number {
  let sum = 0
  for (const value of sorted) sum += value
  return sum
}

/** `n` of `of`, in percent to one decimal; null of nothing. */
export function shareOf(n: number, of: number): Share {
  return { n, of, percent: of === 0 ? null : toTenth((100 * n) / of) }
}
