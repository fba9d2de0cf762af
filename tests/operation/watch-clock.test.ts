import { expect, test } from 'vitest'
import { createClockWatch } from '#src/operation/watch-clock.ts'

test('a clock that is put forward or back is told once, and one that is kept right is not', () => {
  let [wall, ticks] = [1_000_000, 0]
  const jump = createClockWatch({ now: () => wall }, () => ticks)
  const after = (passed: number, shown: number) => {
    ticks += passed
    wall += shown
    return jump()
  }

  expect(after(1000, 1000)).toBe(0)
  expect(after(1000, 6000)).toBe(0)
  expect(after(1000, 6001 + 1000)).toBe(6001)
  expect(after(1000, 1000)).toBe(0)
  expect(after(60_000, 60_000 - 3_600_000)).toBe(-3_600_000)
  expect(after(1000, 1000)).toBe(0)
})
