import { beforeAll, expect, test } from 'vitest'
import { buildProgram } from '../support/program.ts'
import { diskFaults } from './disk-faults.ts'

beforeAll(buildProgram)

test('a full disk, failing writes, a lock or no descriptors cost nobody a booking, and the server goes on by itself', async ({
  annotate,
}) => {
  const outcomes = await diskFaults({ rounds: 1, seed: 1 })
  const tried = outcomes.filter(({ missing }) => missing === null)

  for (const { name, figures } of tried) {
    const { examples, lost, doubled, broken, acknowledged, unanswered } = figures
    expect({ name, examples }).toEqual({ name, examples: [] })
    expect({ lost, doubled, broken }).toEqual({ lost: 0, doubled: 0, broken: 0 })
    // What the server cannot do it does not confirm, and afterwards it confirms again.
    expect({ name, isHurt: unanswered > 0, isWell: acknowledged > 0 }).toEqual({
      ...{ name, isHurt: true, isWell: true },
    })
  }
  for (const { name, missing } of outcomes)
    if (missing !== null) await annotate(`not tried: ${name}, for want of ${missing}`)
})
