import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { type DataClass, dataClasses, keptSince, type RetentionDays } from '../offices/retention.ts'
import { type Erasable, erasers } from './erasers.ts'

export type DryRun = Record<DataClass, Erasable>

/** What would be erased now if an office kept its data for these days; nothing is. */
export async function dryRun(deps: Deps, office: Office, days: RetentionDays): Promise<DryRun> {
  const now = deps.clock.now()
  const none = { count: 0, oldest: null }
  const told: DryRun = { bookings: none, mails: none, contacts: none, opinions: none, comments: none }
  for (const dataClass of dataClasses)
    told[dataClass] = await erasers[dataClass].count(deps, office, keptSince(office, days[dataClass], now))
  return told
}
