import { change, type CatalogueRefusal, recordChange, type Refused } from '../catalogue/change.ts'
import { findService } from '../catalogue/service-queries.ts'
import type { Deps } from '../deps.ts'
import { isInCircle } from '../offices/life-event.ts'
import { everyService, type Office, type Service } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { saveRelations } from './queries.ts'

/** By their slugs: what comes before a service, and what no visit can be for at the same time. */
export type Relations = { after: readonly string[]; neverWith: readonly string[] }

export type RelationsRefusal = CatalogueRefusal | 'in_a_circle' | 'both'
export type RelationsOutcome = { ok: true } | Refused<RelationsRefusal>

/** How a service stands to others, whichever of the two says that they contradict each other. */
export function relationsOf(office: Office, { id }: Pick<Service, 'id'>): Relations {
  const every = everyService(office)
  const own = every.find(service => service.id === id)
  const slugsOf = (isRelated: (other: Service) => boolean) => every.filter(isRelated).map(({ slug }) => slug)
  return {
    after: slugsOf(other => own?.afterIds.includes(other.id) ?? false),
    neverWith: slugsOf(
      other => other.neverWithIds.includes(id) || (own?.neverWithIds.includes(other.id) ?? false),
    ),
  }
}

/**
 * Says what comes before a service and what contradicts it. Refused when two services would have an order and
 * contradict each other, whichever of them says so, or when services would come before each other in a circle.
 */
export function changeRelations(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  { slug, version }: { slug: string; version: number | null },
  { after, neverWith }: Relations,
): Promise<RelationsOutcome> {
  return change(deps, office, async (db): Promise<RelationsOutcome> => {
    const current = await deps.offices.current(db, office.id)
    const service = await findService(db, office.id, slug)
    const every = everyService(current)
    const idsOf = (slugs: readonly string[]) =>
      every.flatMap(one => (slugs.includes(one.slug) ? [one.id] : []))
    const [afterIds, neverWithIds] = [idsOf(after), idsOf(neverWith)]
    const wanted = after.length + neverWith.length
    if (!service || afterIds.length + neverWithIds.length < wanted || [...after, ...neverWith].includes(slug))
      return { ok: false, reason: 'not_found' }
    const isBefore = (other: Service) => other.afterIds.includes(service.id)
    const orderedIds = [...afterIds, ...every.filter(isBefore).map(({ id }) => id)]
    if (orderedIds.some(id => neverWithIds.includes(id))) return { ok: false, reason: 'both' }
    const befores = new Map(every.map(({ id, afterIds }) => [id, afterIds]))
    if (isInCircle(service.id, befores.set(service.id, afterIds))) return { ok: false, reason: 'in_a_circle' }

    const seen = { id: service.id, version: version ?? 0 }
    const isSaved = await saveRelations(db, office.id, seen, { afterIds, neverWithIds })
    if (!isSaved) return { ok: false, reason: 'stale' }
    await recordChange(db, deps, office, staff, 'service_relations_changed', { slug, after, neverWith })
    return { ok: true }
  })
}
