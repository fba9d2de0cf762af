import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { raiseRevision } from '../offices/queries.ts'
import { mayTell, type NewBanner } from './banner-draft.ts'
import { insertBanner } from './queries.ts'
import { tellPages } from './tell-pages.ts'

type Outcome = { ok: true; bannerId: number } | { ok: false; reason: 'not_yours' }
export type ShowOutcome = Outcome | KeyReused

/** Has a banner told from its beginning to its end on all pages, kiosks and displays of the office. */
export async function showBanner(
  deps: Deps,
  office: Office,
  staff: StaffMember,
  banner: NewBanner,
  intent: Intent,
): Promise<ShowOutcome> {
  const now = deps.clock.now()
  const outcome = await deps.store.write(db =>
    once<Outcome>(db, intent, now, async () => {
      const { counterId, kind, from, until } = banner
      if (!mayTell(staff, office.id, counterId)) return { ok: false, reason: 'not_yours' }

      const bannerId = await insertBanner(db, office.id, banner)
      await raiseRevision(db, office.id)
      const details = { bannerId, counterId, kind, from, until }
      const done = { officeId: office.id, at: now, actor: `staff:${staff.id}`, details }
      await recordAudit(db, { ...done, deed: 'show_banner' })
      return { ok: true, bannerId }
    }),
  )
  if (outcome.ok) await tellPages(deps, office)
  return outcome
}
