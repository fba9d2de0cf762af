import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { change, type CatalogueRefusal, recordChange, type Refused } from './change.ts'
import { bookedAhead, findService, saveRetirement } from './service-queries.ts'

export type RetireOutcome = { ok: true } | Refused<CatalogueRefusal>

/** No longer offers a service, or offers it again. What is booked of it stays; nothing is ever deleted. */
export function setOffered(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  { slug, version }: { slug: string; version: number | null },
  isOffered: boolean,
): Promise<RetireOutcome> {
  const now = deps.clock.now()
  return change(deps, office, async (db): Promise<RetireOutcome> => {
    const service = await findService(db, office.id, slug)
    if (!service) return { ok: false, reason: 'not_found' }
    if ((service.retiredAt === null) === isOffered) return { ok: true }

    const seen = { id: service.id, version: version ?? 0 }
    if (!(await saveRetirement(db, seen, isOffered ? null : now))) return { ok: false, reason: 'stale' }
    const ahead = await bookedAhead(db, service.id, now)
    const deed = isOffered ? 'service_brought_back' : 'service_retired'
    await recordChange(db, deps, office, staff, deed, { slug, bookedAhead: ahead })
    return { ok: true }
  })
}
