import type { Deps } from '../deps.ts'
import { everyService, type Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { change, type CatalogueRefusal, recordChange, type Refused } from './change.ts'
import { saveServicesOfEvent, servicesOfEvent } from './life-event-queries.ts'
import { savePlaces, servicesAt } from './service-queries.ts'
import { findSubject } from './subject-queries.ts'

export type OrderOutcome = { ok: true } | Refused<CatalogueRefusal>
type Aim = { slug: string; version: number | null }

/** Says which services belong to a life event, in which order. */
export function changeServicesOfEvent(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  { slug, version }: Aim,
  slugs: readonly string[],
): Promise<OrderOutcome> {
  return change(deps, office, async (db): Promise<OrderOutcome> => {
    const event = await findSubject(db, office.id, 'life-events', slug)
    if (!event) return { ok: false, reason: 'not_found' }
    const before = (await servicesOfEvent(db, event.id)).map(service => service.slug)
    const every = everyService(office)
    const ids = slugs.flatMap(wanted => every.find(service => service.slug === wanted)?.id ?? [])
    if (ids.length < slugs.length) return { ok: false, reason: 'not_found' }
    if (before.join() === slugs.join()) return { ok: true }

    const isSaved = await saveServicesOfEvent(db, office.id, { id: event.id, version: version ?? 0 }, ids)
    if (!isSaved) return { ok: false, reason: 'stale' }
    const details = { slug, from: before, to: slugs }
    await recordChange(db, deps, office, staff, 'life_event_services_changed', details)
    return { ok: true }
  })
}

/** Puts the services of a counter into this order; those of other counters keep their places. */
export function orderServices(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  { slug, version }: Aim,
  slugs: readonly string[],
): Promise<OrderOutcome> {
  return change(deps, office, async (db): Promise<OrderOutcome> => {
    const counter = await findSubject(db, office.id, 'counters', slug)
    if (!counter) return { ok: false, reason: 'not_found' }
    const before = await servicesAt(db, counter.id)
    const places = before.map(({ position }) => position)
    const ordered = slugs.flatMap(wanted => before.find(service => service.slug === wanted) ?? [])
    // A service has come to this counter or left it since.
    if (ordered.length !== before.length) return { ok: false, reason: 'stale' }
    if (ordered.every(({ id }, index) => before[index]?.id === id)) return { ok: true }

    const moved = ordered.map(({ id }, index) => ({ id, position: places[index] ?? index }))
    const isSaved = await savePlaces(db, { id: counter.id, version: version ?? 0 }, moved)
    if (!isSaved) return { ok: false, reason: 'stale' }
    const details = { counter: slug, from: before.map(service => service.slug), to: slugs }
    await recordChange(db, deps, office, staff, 'services_ordered', details)
    return { ok: true }
  })
}
