import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLimits } from '#src/http/limits.ts'

// Each count that is kept has one timer, which forgets it: so many counts as timers are in memory.
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const addresses = Array.from({ length: 20_000 }, (_, index) => `2001:db8:${index.toString(16)}::/64`)

test('twenty thousand addresses are remembered for a minute, and then none of them', async () => {
  const limits = createLimits(true)

  for (const address of addresses) expect(await limits.allowDeed(address)).toBe(true)
  expect(vi.getTimerCount()).toBe(addresses.length)

  vi.advanceTimersByTime(60_000)
  expect(vi.getTimerCount()).toBe(0)
})

test('of twenty thousand addresses that guess references no more are remembered than may guess in an hour', async () => {
  const limits = createLimits(true)
  let allowed = 0

  for (const [index, address] of addresses.entries())
    if (await limits.allowLookUp(`R${index}`, address)) allowed += 1

  expect(allowed).toBe(1000)
  expect(vi.getTimerCount()).toBe(1 + 2 * allowed)
})
