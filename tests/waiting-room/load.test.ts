import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  againSeconds,
  calm,
  firstRate,
  isBehind,
  nextRate,
  pressureOf,
  waitSeconds,
} from '#src/waiting-room/load.ts'

const idle = {
  ...{ lagMilliseconds: 0, writesWaiting: 0, utilisation: 0 },
  ...{ turnWaitMilliseconds: 0, turnCostMilliseconds: 2 },
}

test('the load is as high as the worst of what is looked at', () => {
  expect(pressureOf(idle)).toBe(0)
  expect(pressureOf({ ...idle, lagMilliseconds: 99 })).toBeLessThan(1)
  expect(pressureOf({ ...idle, lagMilliseconds: 100 })).toBe(1)
  expect(pressureOf({ ...idle, writesWaiting: 100 })).toBe(1)
  expect(pressureOf({ ...idle, turnWaitMilliseconds: 200 })).toBe(1)
  expect(pressureOf({ ...idle, lagMilliseconds: 50, writesWaiting: 10, utilisation: 0.9 })).toBe(1)
})

test('residents who wait for their turns for a fifth of a second are behind, whatever else is looked at', () => {
  expect(isBehind({ ...idle, turnWaitMilliseconds: 200 })).toBe(true)
  expect(isBehind({ ...idle, turnWaitMilliseconds: 199, lagMilliseconds: 1000, utilisation: 1 })).toBe(false)
})

test('the first rate is what fits into seven tenths of the event loop, at seven turns a visit', () => {
  expect(firstRate({ ...idle, turnCostMilliseconds: 2 })).toBe(50)
  expect(firstRate({ ...idle, turnCostMilliseconds: 10 })).toBe(10)
})

test('the rate falls where it is too much, rises where there is room, and stays in between', () => {
  const at = (utilisation: number) => ({ ...idle, utilisation })
  expect(nextRate(40, { ...at(0.5), lagMilliseconds: 100 })).toBe(32)
  expect(nextRate(40, { ...at(0.5), turnWaitMilliseconds: 200 })).toBe(32)
  expect(nextRate(40, at(1))).toBe(40)
  expect(nextRate(40, at(0.89))).toBe(40)
  expect(nextRate(40, at(0.9 * calm))).toBe(40)
  expect(nextRate(40, at(0.9 * calm - 0.01))).toBeGreaterThan(40)
})

test('however long it seems calm, no more are let in than a visit’s cost allows', () => {
  let rate = firstRate(idle)
  for (let second = 0; second < 300; second += 1) rate = nextRate(rate, idle)
  expect(rate).toBe(firstRate(idle) * 1.5)
  expect(nextRate(rate, { ...idle, turnCostMilliseconds: 4 })).toBe(rate / 2)
})

test('somebody is always let in, however long the load lasts and whatever a turn costs', () => {
  const loads = fc.record({
    lagMilliseconds: fc.double({ min: 0, max: 500, noNaN: true }),
    cost: fc.double({ min: 0.01, max: 10_000, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(loads), seen => {
      let rate = firstRate(idle)
      for (const { lagMilliseconds, cost } of seen)
        rate = nextRate(rate, { ...idle, lagMilliseconds, turnCostMilliseconds: cost })
      expect(rate).toBeGreaterThanOrEqual(0.5)
    }),
  )
})

test('the wait is told by how many were called lately, and not at all when nobody was', () => {
  expect(waitSeconds(59, { count: 30, seconds: 30 })).toBe(60)
  expect(waitSeconds(0, { count: 30, seconds: 30 })).toBe(1)
  expect(waitSeconds(60, { count: 0, seconds: 30 })).toBeNull()
})

test('a page asks often near the front, seldom from far behind, and once a minute at least', () => {
  expect(againSeconds(0, null)).toBe(2)
  expect(againSeconds(200, 20)).toBe(2)
  expect(againSeconds(1000, null)).toBe(10)
  expect(againSeconds(10_000, null)).toBe(20)
  expect(againSeconds(3, 100)).toBe(10)
  expect(againSeconds(10_000, 3600)).toBe(60)
})
