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

test('a database that forgets what it confirmed is found out', async () => {
  const { lost } = await killCycles({ cycles: 1, seed: 2, damage: 'forget' })
  expect(lost).toBeGreaterThan(0)
})

test('a program that sends again under a new key is found out', async () => {
  const { doubled } = await killCycles({ cycles: 1, seed: 3, damage: 'new_key' })
  expect(doubled).toBeGreaterThan(0)
})
