import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Work } from '#src/waiting-room/costs.ts'
import { createLane } from '#src/waiting-room/lane.ts'

const begunPerTurnMax = 8

/** A lane, and all that it said had begun. */
function openLane(ticks: () => number = () => 0, isDoorShut: () => boolean = () => false) {
  const begun: Work[] = []
  const costs = { began: (work: Work) => void begun.push(work) }
  return { lane: createLane({ ticks, costs, begunPerTurnMax, isDoorShut }), begun }
}

test('so many residents begin in a turn, in the order in which they came, and staff are heard before the rest', async () => {
  const { lane } = openLane()
  const order: number[] = []
  const residents = Array.from({ length: 3 * begunPerTurnMax }, async (_, index) => {
    await lane.turn('page')
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
  const { lane } = openLane()
  for (let turn = 0; turn < 3; turn += 1) {
    let isThere = false
    const visit = lane.turn('page').then(() => (isThere = true))
    await Promise.resolve()
    await Promise.resolve()
    expect(isThere).toBe(true)
    await visit
    await nextTurn()
  }
})

test.for([
  { of: 'work', worked: 21, begunBy: [8, 12, 14, 15, 16, 17, 18, 19] },
  { of: 'the disk', worked: 1, begunBy: [8, 16] },
])('long turns of $of let so many residents begin in the next', async ({ worked, begunBy: wanted }) => {
  let turns = 0
  const costs = { began: () => {} }
  const clocks = { ticks: () => turns * 21, worked: () => turns * worked }
  const lane = createLane({ ...clocks, costs, begunPerTurnMax })
  const begunBy: number[] = []
  let begun = 0
  const residents = Array.from({ length: 20 }, async () => {
    await lane.turn('page')
    begun += 1
  })
  while (begun < 20) {
    await Promise.resolve()
    await Promise.resolve()
    begunBy.push(begun)
    turns += 1
    await nextTurn()
  }
  await Promise.all(residents)
  expect(begunBy).toEqual(wanted)
})

test('a lane tells for how long the first of those without a turn has waited', async () => {
  let at = 100
  const { lane } = openLane(() => at)
  const begun = Array.from({ length: begunPerTurnMax }, () => lane.turn('page'))
  at = 200
  expect(lane.waitMilliseconds()).toBe(0)
  const rest = [lane.turn('page'), lane.turn('page')]
  at = 250
  expect(lane.waitMilliseconds()).toBe(50)
  await Promise.all([...begun, ...rest])
  expect(lane.waitMilliseconds()).toBe(0)
})

test('whoever is inside goes before all who are at the door, however long these have waited', async () => {
  const { lane } = openLane()
  const order: string[] = []
  const come = async (from: 'inside' | 'door') => {
    await lane.turn('page', from)
    order.push(from)
  }
  const first = Array.from({ length: begunPerTurnMax }, () => come('door'))
  const atDoor = Array.from({ length: 3 }, () => come('door'))
  const inside = Array.from({ length: 3 }, () => come('inside'))
  await Promise.all([...first, ...atDoor, ...inside])
  expect(order.slice(begunPerTurnMax)).toEqual(['inside', 'inside', 'inside', 'door', 'door', 'door'])
})

test('once the door is shut many are told so in each turn, and that is not taken for a page', async () => {
  let isShut = false
  const { lane, begun } = openLane(
    () => 0,
    () => isShut,
  )
  let told = 0
  const atDoor = Array.from({ length: 60 }, async () => {
    await lane.turn('page', 'door')
    told += 1
  })
  await Promise.resolve()
  isShut = true
  await nextTurn()
  await nextTurn()
  expect(told).toBe(60)
  expect(begun).toHaveLength(begunPerTurnMax)
  await Promise.all(atDoor)
})

test('a lane tells what of each kind began, when it began', async () => {
  const { lane, begun } = openLane()
  await Promise.all([lane.turn('page'), lane.turn('deed'), lane.turn('answer in line')])
  expect(begun).toEqual(['page', 'deed', 'answer in line'])

  const rest = Array.from({ length: begunPerTurnMax }, () => lane.turn('deed'))
  await Promise.resolve()
  await Promise.resolve()
  expect(begun.length).toBeLessThan(3 + rest.length)
  await Promise.all(rest)
  expect(begun).toHaveLength(3 + rest.length)
})
