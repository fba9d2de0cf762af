import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { quantile, shareOf, spreadOf, toTenth } from '#src/statistics/spread.ts'

const waits = fc.array(fc.integer({ min: 0, max: 240 }), { minLength: 1, maxLength: 60 })
const sort = (values: readonly number[]) => values.toSorted((a, b) => a - b)

test('a quantile of type 7 lies between two cases', () => {
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 20]

  // h = (10 - 1) × 0.9 = 8.1: x[8] + 0.1 × (x[9] - x[8]) = 9 + 0.1 × 11
  expect(quantile(ten, 0.9)).toBeCloseTo(10.1, 12)
  // h = 4.5: 5 + 0.5 × (6 - 5)
  expect(quantile(ten, 0.5)).toBe(5.5)
  expect(quantile(ten, 0)).toBe(1)
  expect(quantile(ten, 1)).toBe(20)
  expect(quantile([7], 0.9)).toBe(7)
  expect(quantile([], 0.5)).toBeNull()
})

test('it is what PERCENTILE.INC gives in spreadsheets', () => {
  // Microsoft's own example: PERCENTILE.INC({1,2,3,4}, 0.3) = 1.9
  expect(quantile([1, 2, 3, 4], 0.3)).toBeCloseTo(1.9, 12)
})

test('a quantile rises with its part and stays among the cases', () => {
  fc.assert(
    fc.property(
      waits,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, p, q) => {
        const sorted = sort(values)
        const [low, high] = [quantile(sorted, Math.min(p, q)), quantile(sorted, Math.max(p, q))]
        expect(low).toBeLessThanOrEqual((high ?? 0) + 1e-9)
        expect(low).toBeGreaterThanOrEqual(sorted[0] ?? 0)
        expect(high).toBeLessThanOrEqual((sorted.at(-1) ?? 0) + 1e-9)
      },
    ),
  )
})

test('the order of the cases does not matter', () => {
  fc.assert(
    fc.property(waits, values => {
      expect(spreadOf(values)).toEqual(spreadOf(values.toReversed()))
    }),
  )
})

const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1)

test('a median is told from ten cases on, a P90 from twenty, a mean of any', () => {
  expect(spreadOf([])).toEqual({ n: 0, mean: null, p50: null, p90: null })
  expect(spreadOf(upTo(9))).toEqual({ n: 9, mean: 5, p50: null, p90: null })
  expect(spreadOf(upTo(10))).toEqual({ n: 10, mean: 5.5, p50: 5.5, p90: null })
  expect(spreadOf(upTo(19))).toEqual({ n: 19, mean: 10, p50: 10, p90: null })
  // h = 19 × 0.9 = 17.1: 18 + 0.1 × (19 - 18)
  expect(spreadOf(upTo(20))).toEqual({ n: 20, mean: 10.5, p50: 10.5, p90: 18.1 })
})

test('numbers are sorted as numbers', () => {
  expect(spreadOf([100, 9, 8, 7, 6, 5, 4, 3, 2, 1]).p50).toBe(5.5)
})

test('halves are rounded up, in spite of their binary form', () => {
  expect([0.05, 0.15, 1.45, 16.45, 80.25, 1.005].map(toTenth)).toEqual([0.1, 0.2, 1.5, 16.5, 80.3, 1])
  expect([0.049, 84.949].map(toTenth)).toEqual([0, 84.9])
  expect([-0.05, -0.06, -2.35].map(toTenth)).toEqual([0, -0.1, -2.3])
})

test('a share is in percent, and of nothing there is none', () => {
  expect(shareOf(1, 3)).toEqual({ n: 1, of: 3, percent: 33.3 })
  expect(shareOf(2, 3)).toEqual({ n: 2, of: 3, percent: 66.7 })
  expect(shareOf(0, 5)).toEqual({ n: 0, of: 5, percent: 0 })
  expect(shareOf(0, 0)).toEqual({ n: 0, of: 0, percent: null })
})
