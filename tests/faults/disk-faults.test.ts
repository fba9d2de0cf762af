import { beforeAll, expect, test } from 'vitest'
import { buildProgram } from '../support/program.ts'
import { diskFaults } from './disk-faults.ts'

beforeAll(buildProgram)

test('a full disk, failing writes, a lock or no descriptors cost nobody a booking, and the server goes on by itself', async context => {
  const outcomes = await diskFaults({ rounds: 1, seed: 1 })

  for (const { name, missing, figures } of outcomes) {
    const { examples, lost, doubled, broken } = figures
    expect({ name, examples }).toEqual({ name, examples: [] })
    expect({ lost, doubled, broken }).toEqual({ lost: 0, doubled: 0, broken: 0 })
    // What the server cannot do it does not confirm, and afterwards it confirms again.
    if (missing === null) expect({ name, isHurt: figures.unanswered > 5 }).toEqual({ name, isHurt: true })
    if (missing === null) expect(figures.acknowledged).toBeGreaterThan(5)
  }
  const notTried = outcomes.flatMap(({ name, missing }) =>
    missing === null ? [] : `${name}: no ${missing} here`,
  )
  if (notTried.length > 0) context.annotate(`not tried: ${notTried.join('; ')}`)
})
