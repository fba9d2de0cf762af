import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { change, type CatalogueRefusal, recordChange, type Refused } from './change.ts'
import { bookedAhead, findService, waitsFor, saveRules } from './service-queries.ts'
import { changedRules, type ServiceRules } from './service-rules.ts'

export type RulesOutcome = { ok: true } | Refused<CatalogueRefusal | 'booked_ahead' | 'waited_for'>

/**
 * Changes how long a service takes, when and where. What is booked keeps its minutes and its counter: a service
 * with visits to come is not moved to another counter, nor one for which somebody stands in the line of its own.
 */
export function changeServiceRules(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  { slug, version }: { slug: string; version: number | null },
  rules: ServiceRules,
): Promise<RulesOutcome> {
  return change(deps, office, async (db): Promise<RulesOutcome> => {
    const service = await findService(db, office.id, slug)
    if (!service) return { ok: false, reason: 'not_found' }
    const changed = changedRules(service.rules, rules)
    if (Object.keys(changed).length === 0) return { ok: true }
    if ('counterId' in changed) {
      if ((await bookedAhead(db, service.id, deps.clock.now())) > 0)
        return { ok: false, reason: 'booked_ahead' }
      if ((await waitsFor(db, service.id)) > 0) return { ok: false, reason: 'waited_for' }
    }

    const isSaved = await saveRules(db, { id: service.id, version: version ?? 0 }, rules)
    if (!isSaved) return { ok: false, reason: 'stale' }
    await recordChange(db, deps, office, staff, 'service_rules_changed', { slug, ...changed })
    return { ok: true }
  })
}
