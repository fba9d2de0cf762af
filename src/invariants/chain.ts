import { verifyAudit } from '../audit/verify.ts'
import type { CheckDeps } from './check.ts'
import type { Findings } from './invariant.ts'

/** INV-10: no entry was changed, taken away or put in since it was sealed. */
export async function checkChain({ store }: CheckDeps, findings: Findings): Promise<void> {
  const { rows, faults } = await verifyAudit(store)
  findings.looked('INV-10', rows)
  for (const { what, position, auditId } of faults)
    findings.fault('INV-10', `${what} (entry ${auditId ?? 'none'}, seal ${position ?? 'none'})`)
}
