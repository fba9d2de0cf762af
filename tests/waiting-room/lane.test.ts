import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createLane } from '#src/waiting-room/lane.ts'

const begunPerTurnMax = 8
const atRest = { now: () => 0, active: () => 0 }

test('so many residents begin in a turn, in the order in which they came, and staff are heard before the rest', async () => {
  const lane = createLane(atRest, begunPerTurnMax)
  const order: number[] = []
  const residents = Array.from({ length: 3 * begunPerTurnMax }, async (_, index) => {
    await lane.turn()
    order.push(index)
  })
  await Promise.resolve()
  await Promise.resolve()
  expect(order).toHaveLength(begunPerTurnMax)

  await nextTurn()
  expect(order.length).toBeLessThanOrEqual(2 * begunPerTurnMax)
  await Promise.all(residents)
  expect(order).toEqual([...order].toSorted((a, b) => a - b))
})

test('with nobody before them nobody waits, in this turn and the next', async () => {
  const lane = createLane(atRest, begunPerTurnMax)
  for (let turn = 0; turn < 3; turn += 1) {
    let isThere = false
    const visit = lane.turn().then(() => (isThere = true))
    await Promise.resolve()
    await Promise.resolve()
    expect(isThere).toBe(true)
    await visit
    await nextTurn()
  }
})

test('when a turn takes long, fewer residents begin in the next, and one always does', async () => {
  let at = 0
  const lane = createLane({ now: () => at, active: () => 0 }, begunPerTurnMax)
  const begunBy: number[] = []
  let begun = 0
  const residents = Array.from({ length: 20 }, async () => {
    await lane.turn()
    begun += 1
  })
  while (begun < 20) {
    await Promise.resolve()
    await Promise.resolve()
    begunBy.push(begun)
    at += 21
    await nextTurn()
  }
  await Promise.all(residents)
  expect(begunBy).toEqual([8, 12, 14, 15, 16, 17, 18, 19])
})

test('a lane tells for how long the first of those without a turn has waited', async () => {
  let at = 100
  const lane = createLane({ now: () => at, active: () => 0 }, begunPerTurnMax)
  const begun = Array.from({ length: begunPerTurnMax }, () => lane.turn())
  at = 200
  expect(lane.waitMilliseconds()).toBe(0)
  const rest = [lane.turn(), lane.turn()]
  at = 250
  expect(lane.waitMilliseconds()).toBe(50)
  await Promise.all([...begun, ...rest])
  expect(lane.waitMilliseconds()).toBe(0)
})

test('what a turn costs is learned from those that were alone, however they end', async () => {
  let active = 0
  const lane = createLane({ now: () => 0, active: () => active }, begunPerTurnMax)
  const first = lane.costMilliseconds()
  const long = async () => {
    active += 1000
    await nextTurn()
  }
  await Promise.all([lane.work(long), lane.work(long)])
  expect(lane.costMilliseconds()).toBe(first)

  for (let turn = 0; turn < 1000; turn += 1)
    await lane
      .work(() => {
        active += 2
        return turn % 2 ? Promise.resolve() : Promise.reject(new Error('mihon'))
      })
      .catch(() => {})
  expect(lane.costMilliseconds()).toBeCloseTo(2, 2)
})
