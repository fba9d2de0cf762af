import type { Deps } from '../deps.ts'
import { followLogs } from './follow.ts'
import { remakeDue } from './remake.ts'

const periodsPerRunMax = 50

/** Brings facts and summaries up to date; what it does not get through is done the next time. */
export async function keepUp(deps: Deps): Promise<void> {
  await followLogs(deps)
  let left = periodsPerRunMax
  await remakeDue(deps, () => (left -= 1) >= 0)
}
