import { beforeAll, expect, test } from 'vitest'
import { buildProgram } from '../support/program.ts'
import { hastyControl, postgresFaults } from './postgres-faults.ts'

beforeAll(buildProgram)

test('PostgreSQL that ends, cuts connections, loses answers or refuses to serialise costs nobody a booking', async () => {
  const outcomes = await postgresFaults({ rounds: 1, seed: 1 })
  const control = outcomes.pop()

  for (const { name, figures } of outcomes) {
    const { examples, lost, doubled, broken } = figures
    expect({ name, examples }).toEqual({ name, examples: [] })
    expect({ lost, doubled, broken }).toEqual({ lost: 0, doubled: 0, broken: 0 })
    expect(figures.acknowledged).toBeGreaterThan(0)
  }
  expect(control?.name).toBe(hastyControl)
  expect(control?.figures.lost).toBeGreaterThan(0)
})
