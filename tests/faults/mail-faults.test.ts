import { expect, test } from 'vitest'
import { ambiguous, carelessControl, mailFaults, modes } from './mail-faults.ts'

test('however a mail server goes wrong, every mail arrives or is told as failed, and twice only where nobody can know', async () => {
  const mails = 3
  const found = await mailFaults({ mails })

  expect(found.map(({ mode }) => mode)).toEqual(modes.map(({ name }) => name))
  for (const { mode, copies, copiesOfOneMost, delivered, told, ...figures } of found) {
    expect({ mode, ...figures }).toEqual({ mode, mails, lost: 0, broken: 0 })
    expect({ mode, sum: delivered + told }).toEqual({ mode, sum: mails })
    const isAmbiguous = ambiguous.includes(mode)
    expect({ mode, copies: isAmbiguous ? copies > 0 : copies }).toEqual({ mode, copies: isAmbiguous || 0 })
    // It goes wrong twice, so that one copy more comes of each.
    expect(copiesOfOneMost).toBeLessThanOrEqual(isAmbiguous ? 2 : 0)
  }
})

test('a sender that takes silence for a success is found out', async () => {
  const [figures] = await mailFaults({ mails: 3, of: [carelessControl] })

  expect(figures?.lost).toBeGreaterThan(0)
})
