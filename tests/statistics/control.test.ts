import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { controlLimits, isOutside } from '#src/statistics/control.ts'

test('the limits are three standard errors around all cases together', () => {
  const { centre, limits } = controlLimits([
    { n: 90, of: 100 },
    { n: 310, of: 400 },
  ])

  expect(centre).toBeCloseTo(80, 10)
  // 3 √(0.8 × 0.2 / 100) = 0.12 and 3 √(0.8 × 0.2 / 400) = 0.06.
  expect(limits[0]?.low).toBeCloseTo(68, 10)
  expect(limits[0]?.high).toBeCloseTo(92, 10)
  expect(limits[1]?.low).toBeCloseTo(74, 10)
  expect(limits[1]?.high).toBeCloseTo(86, 10)
})

test('a week at a limit is inside, just beyond it outside', () => {
  const limits = { low: 74, high: 86 }

  expect(isOutside({ n: 740, of: 1000 }, limits)).toBe(false)
  expect(isOutside({ n: 739, of: 1000 }, limits)).toBe(true)
  expect(isOutside({ n: 860, of: 1000 }, limits)).toBe(false)
  expect(isOutside({ n: 861, of: 1000 }, limits)).toBe(true)
})

test('a week without cases has no limits and is never outside', () => {
  const { centre, limits } = controlLimits([
    { n: 0, of: 0 },
    { n: 8, of: 10 },
  ])

  expect(centre).toBeCloseTo(80, 10)
  expect(limits[0]).toBeNull()
  expect(isOutside({ n: 0, of: 0 }, limits[0] ?? null)).toBe(false)
})

test('nothing has no centre', () => {
  expect(controlLimits([{ n: 0, of: 0 }])).toEqual({ centre: null, limits: [null] })
})

test('limits stay within 0 and 100 % around the centre', () => {
  const counted = fc.tuple(fc.nat(500), fc.nat(500)).map(([n, more]) => ({ n, of: n + more }))
  fc.assert(
    fc.property(fc.array(counted, { minLength: 1, maxLength: 30 }), weeks => {
      const { centre, limits } = controlLimits(weeks)
      for (const limit of limits) {
        if (limit === null || centre === null) continue
        expect(limit.low).toBeGreaterThanOrEqual(0)
        expect(limit.high).toBeLessThanOrEqual(100)
        expect(limit.low).toBeLessThanOrEqual(centre)
        expect(limit.high).toBeGreaterThanOrEqual(centre)
      }
    }),
  )
})
