import { recordAudit } from '../audit/entry-queries.ts'
import { sealAudit } from '../audit/seal.ts'
import { type AuditFault, verifyAudit } from '../audit/verify.ts'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { lastVerification } from './log-queries.ts'

const faultsKept = 20

export type Verified = { at: Instant; rows: number; faultCount: number; faults: AuditFault[] }

/** Seals what waits, verifies the whole chain, and writes down what was found. */
export async function verifyNow(deps: Deps, office: Office, staff: StaffMember): Promise<void> {
  await sealAudit(deps)
  const { rows, end, faults } = await verifyAudit(deps.store)
  const details = { rows, ...end, faultCount: faults.length, faults: faults.slice(0, faultsKept) }
  const at = deps.clock.now()
  await deps.store.write(db =>
    recordAudit(db, {
      ...{ officeId: office.id, at, actor: `staff:${staff.id}` },
      ...{ deed: 'audit_verified', details },
    }),
  )
}

/** When somebody last verified the chain on a page, and what came of it. */
export async function findVerified(db: Db, officeId: number): Promise<Verified | null> {
  const found = await lastVerification(db, officeId)
  return found ? { at: found.at, ...(found.details as Omit<Verified, 'at'>) } : null
}
