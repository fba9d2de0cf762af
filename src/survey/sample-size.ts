import { wilsonInterval } from '../statistics/wilson.ts'

const reach = 0.05
/** Near the target of 85 %, while too few have answered to know better. */
const usualShare = 0.85

function isWithin(share: number, n: number): boolean {
  const interval = wilsonInterval(share, n)
  return interval !== null && Math.max(share - interval.low, interval.high - share) <= reach
}

/**
 * How many more valid answers it takes until both ends of Wilson's interval are within 5 points of the share,
 * if it stays as it is; 0 when they are. At 85 % that is 246 in all.
 */
export function answersMissing(share: number | null, valid: number): number {
  const expected = share ?? usualShare
  if (isWithin(expected, valid)) return 0
  let [few, enough] = [valid, 1000]
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2)
    if (isWithin(expected, middle)) enough = middle
    else few = middle
  }
  return enough - valid
}
