import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { begunPerTurnMax, createLane } from '#src/waiting-room/lane.ts'

test('so many residents begin in a turn, in the order in which they came, and staff are heard before the rest', async () => {
  const lane = createLane()
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
  const lane = createLane()
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
