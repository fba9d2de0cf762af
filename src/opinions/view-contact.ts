import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { Contact } from './details.ts'
import type { Opinion } from './opinion.ts'
import { findContact } from './erasure-queries.ts'

/** Whom to answer. Who looks is written down in the same step; where nothing is kept, nothing is. */
export function viewContact(
  { store, clock }: Deps,
  office: Office,
  staff: StaffMember,
  { id: opinionId }: Opinion,
): Promise<Contact | null> {
  const at = clock.now()
  return store.write(async db => {
    const contact = await findContact(db, opinionId)
    if (!contact) return null
    const actor = `staff:${staff.id}`
    await recordAudit(db, {
      ...{ officeId: office.id, at, actor },
      ...{ deed: 'opinion_contact_viewed', details: { opinionId } },
    })
    return contact
  })
}
