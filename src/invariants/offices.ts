import { setImmediate } from 'node:timers/promises'
import type { CheckDeps } from './check.ts'
import type { Findings } from './invariant.ts'
import { countAcross, keyOfLast, references } from './reference-queries.ts'

const keysAtOnce = 2000

/** INV-8: whatever refers to something of an office is of the same office. */
export async function checkOffices({ store }: CheckDeps, findings: Findings): Promise<void> {
  for (const reference of references) {
    const last = await store.snapshot(db => keyOfLast(db, reference))
    for (let after = 0; after < last; after += keysAtOnce) {
      const { rows, across } = await store.snapshot(db =>
        countAcross(db, reference, { after, to: after + keysAtOnce }),
      )
      findings.looked('INV-8', rows)
      if (across > 0)
        findings.fault(
          'INV-8',
          `${across} rows of ${reference.table} refer to ${reference.to} of another office`,
        )
      await setImmediate()
    }
  }
}
