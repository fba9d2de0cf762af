import type { Deps } from '../deps.ts'
import type { Localized, Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { change, type CatalogueRefusal, recordChange, type Refused } from './change.ts'
import { documentsOf, neededBy, saveNeeded } from './document-queries.ts'
import { findService } from './service-queries.ts'
import { keepingOthers } from './texts.ts'

/** Documents by their slugs, in their order; a condition says who must bring one, null: everybody. */
export type Needed = ReadonlyArray<{ slug: string; condition: Localized | null }>

export type NeededOutcome = { ok: true } | Refused<CatalogueRefusal>

/** Says what to bring to a service, in which order, and who must. */
export function changeServiceDocuments(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  { slug, version }: { slug: string; version: number | null },
  wanted: Needed,
): Promise<NeededOutcome> {
  return change(deps, office, async (db): Promise<NeededOutcome> => {
    const service = await findService(db, office.id, slug)
    if (!service) return { ok: false, reason: 'not_found' }
    const [before, known] = [await neededBy(db, service.id), await documentsOf(db, office.id)]
    const needed = wanted.flatMap(({ slug, condition }) => {
      const document = known.find(candidate => candidate.slug === slug)
      const old = before.find(candidate => candidate.slug === slug)
      return document
        ? { slug, documentId: document.id, condition: keepingOthers(old?.condition, condition) }
        : []
    })
    if (needed.length < wanted.length) return { ok: false, reason: 'not_found' }

    const isSaved = await saveNeeded(db, office.id, { id: service.id, version: version ?? 0 }, needed)
    if (!isSaved) return { ok: false, reason: 'stale' }
    const details = { slug, from: before.map(told), to: needed.map(told) }
    await recordChange(db, deps, office, staff, 'service_documents_changed', details)
    return { ok: true }
  })
}

function told({ slug, condition }: { slug: string; condition: Localized | null }) {
  return condition ? { slug, condition } : { slug }
}
