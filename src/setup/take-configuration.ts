import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { OfficeConfiguration } from './configuration.ts'
import { furtherParts } from './queries.ts'
import { configurationOf } from './write-configuration.ts'

/** An office as one file. Who takes it is written down in the same step. */
export function takeConfiguration(
  { store, clock }: Deps,
  office: Office,
  staff: StaffMember,
): Promise<OfficeConfiguration> {
  const at = clock.now()
  return store.write(async db => {
    const actor = `staff:${staff.id}`
    await recordAudit(db, { officeId: office.id, at, actor, deed: 'configuration_exported' })
    return configurationOf(office, await furtherParts(db, office.id))
  })
}
