import { expect, test } from 'vitest'
import {
  erlangB,
  erlangC,
  meanWait,
  shareWithin,
  waitQuantile,
  windowsNeeded,
} from '#src/statistics/erlang.ts'

test('100 calls in 30 minutes of 180 s with 14 agents are what ErlangC 0.1.0 of CRAN says', () => {
  // a = 100 × 3 min / 30 min = 10
  const line = { windows: 14, load: 10, serviceMinutes: 3 }

  expect(erlangC(14, 10)).toBeCloseTo(0.1741319336, 10)
  expect(shareWithin(line, 20 / 60)).toBeCloseTo(0.8883500192, 10)
  expect(meanWait(line) * 60).toBeCloseTo(7.83593701, 8)
})

test('B and C of two windows, worked out', () => {
  // a = 1: B1 = 1/2, B2 = (1 × ½) / (2 + ½) = 0.2; C = 2 × 0.2 / (2 - 1 × 0.8) = 1/3
  expect(erlangB(2, 1)).toBeCloseTo(0.2, 12)
  expect(erlangC(2, 1)).toBeCloseTo(1 / 3, 12)
})

test.for([
  { load: 2.5, windows: 3, waits: '0.7022', mean: '21.07', within: '57.4', p90: '58.5' },
  { load: 2.5, windows: 4, waits: '0.3199', mean: '3.20', within: '92.9', p90: '11.6' },
  { load: 3.5, windows: 4, waits: '0.7379', mean: '22.14', within: '55.2', p90: '60.0' },
  { load: 3.5, windows: 5, waits: '0.3778', mean: '3.78', within: '91.6', p90: '13.3' },
  { load: 4.5, windows: 5, waits: '0.7625', mean: '22.87', within: '53.8', p90: '60.9' },
  { load: 4.5, windows: 6, waits: '0.4217', mean: '4.22', within: '90.6', p90: '14.4' },
])('a load of $load at $windows windows with 15 minutes of service', row => {
  const line = { windows: row.windows, load: row.load, serviceMinutes: 15 }

  expect(erlangC(row.windows, row.load).toFixed(4)).toBe(row.waits)
  expect(meanWait(line).toFixed(2)).toBe(row.mean)
  expect((100 * shareWithin(line, 15)).toFixed(1)).toBe(row.within)
  expect(waitQuantile(line, 0.9).toFixed(1)).toBe(row.p90)
})

test('five windows at 72 %: mean 4.397, within 15 minutes .8988, P90 15.13', () => {
  const line = { windows: 5, load: 3.6, serviceMinutes: 15 }

  expect(meanWait(line).toFixed(3)).toBe('4.397')
  expect(shareWithin(line, 15).toFixed(4)).toBe('0.8988')
  expect(waitQuantile(line, 0.9).toFixed(2)).toBe('15.13')
})

test('a line with as much load as windows never ends', () => {
  const line = { windows: 3, load: 3, serviceMinutes: 15 }

  expect(erlangC(3, 3)).toBe(1)
  expect(meanWait(line)).toBe(Number.POSITIVE_INFINITY)
  expect(shareWithin(line, 15)).toBe(0)
  expect(waitQuantile(line, 0.9)).toBe(Number.POSITIVE_INFINITY)
})

test('where fewer than a tenth wait at all, P90 is no wait', () => {
  expect(erlangC(14, 6)).toBeLessThan(0.1)
  expect(waitQuantile({ windows: 14, load: 6, serviceMinutes: 15 }, 0.9)).toBe(0)
})

test('the windows needed are the fewest that meet the goal', () => {
  const goal = { arrivalsPerHour: 14, serviceMinutes: 15, share: 0.9, minutes: 15 }

  // 14 an hour of 15 minutes are a load of 3.5: 55.2 % with four windows, 91.6 % with five
  expect(windowsNeeded(goal)).toBe(5)
  expect(windowsNeeded({ ...goal, share: 0.55 })).toBe(4)
  expect(windowsNeeded({ ...goal, share: 0.92 })).toBe(6)
  expect(windowsNeeded({ ...goal, arrivalsPerHour: 0 })).toBe(0)
  expect(windowsNeeded({ ...goal, share: 1 })).toBeGreaterThan(6)
})
