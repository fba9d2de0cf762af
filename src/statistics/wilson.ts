import { shareOf } from './spread.ts'

/** The normal quantile of 97.5 %. */
const z = 1.959963984540054

/** Bounds as parts of one. */
export type Interval = { low: number; high: number }

/**
 * Wilson's 95 % interval of a share `p` among `n` (Wilson 1927; method 3 of Newcombe 1998):
 * (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n). `n` may be an effective number. Null of nothing.
 */
export function wilsonInterval(p: number, n: number): Interval | null {
  if (n <= 0) return null
  const centre = p + z ** 2 / (2 * n)
  const reach = z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))
  const whole = 1 + z ** 2 / n
  // The share lies within, which rounding may not deny: of 3 answers none of which is good, 0 is the lowest share.
  return {
    low: Math.max(0, Math.min(p, (centre - reach) / whole)),
    high: Math.min(1, Math.max(p, (centre + reach) / whole)),
  }
}

export type Mark = '○' | '—'

/**
 * The mark of the yearly evaluation: ○ where the share in percent, rounded half up to one decimal, reaches the
 * target of that fiscal year; null without an answer.
 */
export function publishedMark(favourable: number, valid: number, targetPercent: number): Mark | null {
  const { percent } = shareOf(favourable, valid)
  return percent === null ? null : markOf(percent, targetPercent)
}

/** The mark of a share that is only known as it was published, in percent. */
export function markOf(percent: number, targetPercent: number): Mark {
  return percent >= targetPercent ? '○' : '—'
}

/** 達成確実, 未達確実, 判定困難: whether the target lies below, above or within the interval. */
export type Certainty = 'reached' | 'missed' | 'unclear'

/** What the interval says about the target: a number of answers alone can leave it open. */
export function certaintyOf({ low, high }: Interval, targetPercent: number): Certainty {
  if (low >= targetPercent / 100) return 'reached'
  return high < targetPercent / 100 ? 'missed' : 'unclear'
}

/** Answers of one counter, and how many visits it had. */
export type Stratum = { visits: number; favourable: number; valid: number }

export type WeightedShare = { share: number; nEffective: number; interval: Interval }

/**
 * The share among all visits when counters answer unequally often: Σ W p with W the counter's part of the
 * visits, its interval by Kish's effective number 1 / Σ (W² / n). Counters without an answer cannot be weighted
 * and are left out; null when none has one.
 */
export function weightedShare(strata: readonly Stratum[]): WeightedShare | null {
  const told = strata.filter(({ visits, valid }) => visits > 0 && valid > 0)
  const visits = told.reduce((sum, stratum) => sum + stratum.visits, 0)
  let share = 0
  let spread = 0
  for (const stratum of told) {
    const weight = stratum.visits / visits
    share += (weight * stratum.favourable) / stratum.valid
    spread += weight ** 2 / stratum.valid
  }
  const nEffective = 1 / spread
  const interval = told.length === 0 ? null : wilsonInterval(share, nEffective)
  return interval && { share, nEffective, interval }
}
