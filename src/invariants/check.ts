import type { Deps } from '../deps.ts'
import { checkBookings } from './bookings.ts'
import { checkChain } from './chain.ts'
import { checkForgotten } from './forgotten.ts'
import { createFindings, type Findings, type Verdict } from './invariant.ts'
import { checkLogs } from './logs.ts'
import { checkOffices } from './offices.ts'
import { checkOffers } from './offers.ts'
import { checkQueues } from './queues.ts'
import { checkSlots } from './slots.ts'

export type CheckDeps = Pick<Deps, 'store' | 'clock' | 'offices'>

export type CheckOptions = {
  /** Rules have changed without a trace: slots may hold more than is offered today. */
  isCapacityLowered?: boolean
}

type Part = (deps: CheckDeps, findings: Findings, options: CheckOptions) => Promise<void>

const parts: readonly Part[] = [
  checkSlots,
  checkBookings,
  checkOffers,
  checkQueues,
  checkOffices,
  checkLogs,
  checkChain,
  checkForgotten,
]

/**
 * Looks whether all invariants hold, as far as a database can show it, and answers one verdict for each. Reads in
 * small parts, each as of one moment, and lets others work in between: it may run while the office is open, and
 * what is being written then is no fault.
 */
export async function checkInvariants(deps: CheckDeps, options: CheckOptions = {}): Promise<Verdict[]> {
  const findings = createFindings()
  for (const part of parts) await part(deps, findings, options)
  return findings.verdicts()
}
