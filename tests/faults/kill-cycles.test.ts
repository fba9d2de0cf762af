import { beforeAll, expect, test } from 'vitest'
import { buildProgram } from '../support/program.ts'
import { killCycles } from './kill-cycles.ts'

beforeAll(buildProgram)

test('a server that is killed, or told to stop, while people book and are called loses nothing and does nothing twice', async () => {
  const { acknowledged, lost, doubled, broken, examples } = await killCycles({
    cycles: 3,
    seed: 1,
    signals: ['SIGTERM', 'SIGKILL'],
  })
  expect(examples).toEqual([])
  expect({ lost, doubled, broken }).toEqual({ lost: 0, doubled: 0, broken: 0 })
  expect(acknowledged).toBeGreaterThan(20)
})

/** Whether something done wrongly on purpose shows: a kill may come when there is nothing to show just then. */
async function isFoundOut(damage: 'forget' | 'new_key', as: 'lost' | 'doubled'): Promise<boolean> {
  for (let seed = 2; seed <= 7; seed += 1)
    if ((await killCycles({ cycles: 1, seed, damage }))[as] > 0) return true
  return false
}

test('a database that forgets what it confirmed is found out', async () => {
  expect(await isFoundOut('forget', 'lost')).toBe(true)
})

test('a program that sends again under a new key is found out', async () => {
  expect(await isFoundOut('new_key', 'doubled')).toBe(true)
})
