import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createLane } from '#src/waiting-room/lane.ts'

test('residents begin one after the other, and whoever is not in the lane is heard in between', async () => {
  const lane = createLane()
  const order: string[] = []
  const residents = [1, 2, 3].map(async index => {
    await lane.turn()
    order.push(`resident ${index}`)
  })
  await nextTurn()
  order.push('call next')
  await Promise.all(residents)

  expect(order.toSorted()).toEqual(['call next', 'resident 1', 'resident 2', 'resident 3'])
  expect(order.filter(name => name.startsWith('resident'))).toEqual([
    'resident 1',
    'resident 2',
    'resident 3',
  ])
  expect(order.at(-1)).not.toBe('call next')
})

test('with nobody before them nobody waits', async () => {
  const lane = createLane()
  let isThere = false
  const visit = lane.turn().then(() => (isThere = true))
  await Promise.resolve()
  await Promise.resolve()
  expect(isThere).toBe(true)
  await visit
})
