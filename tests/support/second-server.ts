import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import type { Deps } from '#src/deps.ts'
import { openDeps } from '#src/open-deps.ts'
import type { Ward } from './ward.ts'

/** Another server on the same database, by the same clock. */
export async function secondServer({ deps }: Ward): Promise<Deps> {
  const other = await openDeps({ ...deps.settings }, deps.clock, pino({ level: 'silent' }))
  onTestFinished(() => other.store.close())
  return other
}
