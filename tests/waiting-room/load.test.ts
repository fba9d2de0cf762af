import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { againSeconds, calm, firstRate, nextRate, pressureOf, waitSeconds } from '#src/waiting-room/load.ts'

const idle = { lagMilliseconds: 0, writesWaiting: 0, utilisation: 0 }

test('the load is as high as the worst of what is looked at', () => {
  expect(pressureOf(idle)).toBe(0)
  expect(pressureOf({ ...idle, lagMilliseconds: 99 })).toBeLessThan(1)
  expect(pressureOf({ ...idle, lagMilliseconds: 100 })).toBe(1)
  expect(pressureOf({ ...idle, writesWaiting: 100 })).toBe(1)
  expect(pressureOf({ lagMilliseconds: 50, writesWaiting: 10, utilisation: 0.9 })).toBe(1)
})

test('the rate falls where it is too much, rises where there is room, and stays in between', () => {
  expect(nextRate(100, 1)).toBe(80)
  expect(nextRate(100, 0.99)).toBe(100)
  expect(nextRate(100, calm)).toBe(100)
  expect(nextRate(100, calm - 0.01)).toBeGreaterThan(100)
})

test('somebody is always let in, however long the load lasts', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 5, noNaN: true })), pressures => {
      let rate = firstRate(0)
      for (const pressure of pressures) rate = nextRate(rate, pressure)
      expect(rate).toBeGreaterThanOrEqual(0.5)
    }),
  )
})

test('the wait is told by how many were called lately, and not at all when nobody was', () => {
  expect(waitSeconds(59, { count: 30, seconds: 30 })).toBe(60)
  expect(waitSeconds(0, { count: 30, seconds: 30 })).toBe(1)
  expect(waitSeconds(60, { count: 0, seconds: 30 })).toBeNull()
})

test('a page asks often near the front, seldom from far behind, and never less than every twenty seconds', () => {
  expect(againSeconds(0, null)).toBe(2)
  expect(againSeconds(200, 20)).toBe(2)
  expect(againSeconds(1000, null)).toBe(10)
  expect(againSeconds(3, 100)).toBe(10)
  expect(againSeconds(10_000, 3600)).toBe(20)
})
