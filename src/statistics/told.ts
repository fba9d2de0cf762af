import type { Share, Spread } from './figures.ts'

/** A number, or why there is none: nothing of the kind, too few cases to tell, or so few people that they are hidden. */
export type Told = number | 'none' | 'few' | 'hidden'

export function isTold(value: Told): value is number {
  return typeof value === 'number'
}

/** One value of a spread: none of no case, few where there are cases but not enough. */
export function toldOf(spread: Spread, value: 'mean' | 'p50' | 'p90'): Told {
  return spread[value] ?? (spread.n === 0 ? 'none' : 'few')
}

/** A share in percent; none of nothing. */
export function percentOf(share: Share): Told {
  return share.percent ?? 'none'
}
