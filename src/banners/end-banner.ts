import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { raiseRevision } from '../offices/queries.ts'
import { mayTell } from './banner-draft.ts'
import { closeBanner, openBanner } from './queries.ts'
import { tellPages } from './tell-pages.ts'

export type EndOutcome = { ok: true } | { ok: false; reason: 'not_found' | 'not_yours' }

/** Ends a banner before its time. One that has ended, or is of another office, is not found. */
export async function endBanner(
  deps: Deps,
  office: Office,
  staff: StaffMember,
  bannerId: number,
): Promise<EndOutcome> {
  const now = deps.clock.now()
  const outcome = await deps.store.write<EndOutcome>(async db => {
    const banner = await openBanner(db, { bannerId, officeId: office.id }, now)
    if (!banner) return { ok: false, reason: 'not_found' }
    if (!mayTell(staff, office.id, banner.counterId)) return { ok: false, reason: 'not_yours' }

    await closeBanner(db, bannerId, now)
    await raiseRevision(db, office.id)
    const done = { officeId: office.id, at: now, actor: `staff:${staff.id}`, details: { bannerId } }
    await recordAudit(db, { ...done, deed: 'end_banner' })
    return { ok: true }
  })
  if (outcome.ok) await tellPages(deps, office)
  return outcome
}
