import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  certaintyOf,
  type Interval,
  markOf,
  publishedMark,
  weightedShare,
  wilsonInterval,
} from '#src/statistics/wilson.ts'

function interval(p: number, n: number): Interval {
  const found = wilsonInterval(p, n)
  if (!found) throw new Error('no interval')
  return found
}

const percent = ({ low, high }: Interval) => [low, high].map(bound => (100 * bound).toFixed(1))

test("the interval is Newcombe's of 1998 for 81 of 263 and for 0 of 20", () => {
  expect(interval(81 / 263, 263).low.toFixed(4)).toBe('0.2553')
  expect(interval(81 / 263, 263).high.toFixed(4)).toBe('0.3662')
  expect(interval(0, 20).low).toBe(0)
  expect(interval(0, 20).high.toFixed(4)).toBe('0.1611')
  expect(interval(1, 20).high).toBe(1)
  expect(wilsonInterval(0, 0)).toBeNull()
})

test('where all answers are alike the interval ends at their share, however many there are', () => {
  for (let n = 1; n <= 5000; n += 1)
    expect([wilsonInterval(0, n)?.low, wilsonInterval(1, n)?.high], String(n)).toEqual([0, 1])
})

test('the interval of 8 of 10, worked out', () => {
  // z² = 3.8415, z²/2n = 0.19207, p(1-p)/n = 0.016, z²/4n² = 0.0096036
  // (0.8 + 0.19207 ± 1.95996 × √0.0256036) / 1.38415 = (0.99207 ± 0.31361) / 1.38415
  expect(interval(0.8, 10).low).toBeCloseTo(0.49016, 4)
  expect(interval(0.8, 10).high).toBeCloseTo(0.94332, 4)
})

/** The least share among `n` answers for which it holds, in percent. */
function firstShare(n: number, holds: (bounds: Interval) => boolean): string {
  let favourable = 0
  while (!holds(interval(favourable / n, n))) favourable += 1
  return ((100 * favourable) / n).toFixed(1)
}

/** The greatest. */
function lastShare(n: number, holds: (bounds: Interval) => boolean): string {
  let favourable = n
  while (!holds(interval(favourable / n, n))) favourable -= 1
  return ((100 * favourable) / n).toFixed(1)
}

test.for([
  { n: 100, at85: ['76.7', '90.7'], reached: '92.0', missed: '78.0' },
  { n: 246, at85: ['80.0', '88.9'], reached: '89.8', missed: '80.5' },
  { n: 400, at85: ['81.2', '88.2'], reached: '88.5', missed: '81.5' },
  { n: 683, at85: ['82.2', '87.5'], reached: '87.7', missed: '82.3' },
  { n: 1000, at85: ['82.7', '87.1'], reached: '87.3', missed: '82.7' },
  { n: 2000, at85: ['83.4', '86.5'], reached: '86.6', missed: '83.4' },
])('of $n answers at 85 % it is $at85, and certain from $reached and below $missed', row => {
  const { n, at85, reached, missed } = row

  expect(percent(interval(Math.round(0.85 * n) / n, n))).toEqual(at85)
  expect(firstShare(n, ({ low }) => low >= 0.85)).toBe(reached)
  expect(lastShare(n, ({ high }) => high < 0.85)).toBe(missed)
})

test.for([
  { year: 'R3', share: 82.9, target: 80, bounds: ['78.9', '86.3'], mark: '○', certainty: 'unclear' },
  { year: 'R4', share: 80.5, target: 80, bounds: ['76.3', '84.1'], mark: '○', certainty: 'unclear' },
  { year: 'R5', share: 80.2, target: 85, bounds: ['76.0', '83.8'], mark: '—', certainty: 'missed' },
])("the ward's $year: $share % against $target with about 400 answers", row => {
  const bounds = interval(row.share / 100, 400)

  expect(percent(bounds)).toEqual(row.bounds)
  expect(markOf(row.share, row.target)).toBe(row.mark)
  expect(certaintyOf(bounds, row.target)).toBe(row.certainty)
})

test('the mark goes by the rounded share: 84.95 % reaches 85, 84.94 % does not', () => {
  expect(publishedMark(1699, 2000, 85)).toBe('○')
  expect(publishedMark(8494, 10_000, 85)).toBe('—')
  expect(publishedMark(85, 100, 85)).toBe('○')
  expect(publishedMark(0, 0, 85)).toBeNull()
})

test('a target is certainly reached from the lower bound on and certainly missed above the upper', () => {
  expect(certaintyOf({ low: 0.85, high: 0.9 }, 85)).toBe('reached')
  expect(certaintyOf({ low: 0.849, high: 0.9 }, 85)).toBe('unclear')
  expect(certaintyOf({ low: 0.7, high: 0.85 }, 85)).toBe('unclear')
  expect(certaintyOf({ low: 0.7, high: 0.849 }, 85)).toBe('missed')
})

test('an interval holds its share and shrinks with the answers', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, p) => {
      const { low, high } = interval(p, n)
      expect(low).toBeLessThanOrEqual(p + 1e-12)
      expect(high).toBeGreaterThanOrEqual(p - 1e-12)
      const more = interval(p, 4 * n)
      expect(more.high - more.low).toBeLessThan(high - low)
    }),
  )
})

test('counters weigh by their visits, however many of theirs answer', () => {
  const weighted = weightedShare([
    { visits: 300, favourable: 60, valid: 100 },
    { visits: 100, favourable: 45, valid: 50 },
    { visits: 50, favourable: 0, valid: 0 },
  ])

  // W = 0.75 and 0.25: 0.75 × 0.6 + 0.25 × 0.9 = 0.675
  expect(weighted?.share).toBeCloseTo(0.675, 12)
  // 1 / (0.75² / 100 + 0.25² / 50) = 1 / (0.005625 + 0.00125)
  expect(weighted?.nEffective).toBeCloseTo(145.4545, 4)
  expect(weighted?.interval).toEqual(wilsonInterval(weighted?.share ?? 0, weighted?.nEffective ?? 0))
})

test('with answers in proportion to the visits the effective number is the number', () => {
  const weighted = weightedShare([
    { visits: 300, favourable: 100, valid: 120 },
    { visits: 100, favourable: 30, valid: 40 },
  ])

  expect(weighted?.share).toBeCloseTo(130 / 160, 12)
  expect(weighted?.nEffective).toBeCloseTo(160, 9)
})

test('without an answer nothing is weighted', () => {
  expect(weightedShare([])).toBeNull()
  expect(weightedShare([{ visits: 100, favourable: 0, valid: 0 }])).toBeNull()
})
