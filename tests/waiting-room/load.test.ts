import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  againSeconds,
  bearableRate,
  calm,
  isBehind,
  type Load,
  nextRate,
  pressureOf,
  waitSeconds,
} from '#src/waiting-room/load.ts'

const idle = {
  ...{ lagMilliseconds: 0, writesWaiting: 0, utilisation: 0 },
  ...{ turnWaitMilliseconds: 0, visitMilliseconds: 14, othersShare: 0 },
}

test('the load is as high as the worst of what is looked at', () => {
  expect(pressureOf(idle)).toBe(0)
  expect(pressureOf({ ...idle, lagMilliseconds: 99 })).toBeLessThan(1)
  expect(pressureOf({ ...idle, lagMilliseconds: 100 })).toBe(1)
  expect(pressureOf({ ...idle, writesWaiting: 100 })).toBe(1)
  expect(pressureOf({ ...idle, turnWaitMilliseconds: 200 })).toBe(1)
  expect(pressureOf({ ...idle, lagMilliseconds: 50, writesWaiting: 10, utilisation: 0.9 })).toBe(1)
})

test('residents who wait for their turns for a tenth of a second are behind, whatever else is looked at', () => {
  expect(isBehind({ ...idle, turnWaitMilliseconds: 100 })).toBe(true)
  expect(isBehind({ ...idle, turnWaitMilliseconds: 99, lagMilliseconds: 1000, utilisation: 1 })).toBe(false)
})

test('as many visits are bearable as fit into what others leave of the event loop: 30 to 65 of 100', () => {
  expect(bearableRate({ ...idle, visitMilliseconds: 13 })).toBe(50)
  expect(bearableRate({ ...idle, visitMilliseconds: 65 })).toBe(10)
  const at = (othersShare: number) => bearableRate({ ...idle, visitMilliseconds: 10, othersShare })
  expect([at(0.1), at(0.27), at(0.5), at(1)].map(Math.round)).toEqual([65, 50, 30, 30])
})

test('the rate falls where people feel it, stays before that, and rises while they do not, however busy the server', () => {
  const rate = (load: Partial<Load>) => nextRate(20, { ...idle, ...load })
  expect(rate({ lagMilliseconds: 100 })).toBe(16)
  expect(rate({ turnWaitMilliseconds: 200 })).toBe(16)
  expect(rate({ turnWaitMilliseconds: 199 })).toBe(20)
  expect(rate({ turnWaitMilliseconds: 200 * calm })).toBe(20)
  expect(rate({ utilisation: 1 })).toBe(25)
  expect(rate({})).toBe(25)
})

test('however long it seems calm, no more are let in than what a visit takes allows', () => {
  let rate = 1
  for (let second = 0; second < 60; second += 1) rate = nextRate(rate, idle)
  expect(rate).toBe(bearableRate(idle))

  const dearer = { ...idle, visitMilliseconds: 28 }
  expect(nextRate(rate, dearer)).toBeLessThan(rate)
  for (let second = 0; second < 60; second += 1) rate = nextRate(rate, dearer)
  expect(rate).toBe(bearableRate(dearer))
})

test('somebody is always let in, however long the load lasts and whatever a visit takes', () => {
  const loads = fc.record({
    lagMilliseconds: fc.double({ min: 0, max: 500, noNaN: true }),
    cost: fc.double({ min: 0.01, max: 10_000, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(loads), seen => {
      let rate = bearableRate(idle)
      for (const { lagMilliseconds, cost } of seen)
        rate = nextRate(rate, { ...idle, lagMilliseconds, visitMilliseconds: cost })
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
