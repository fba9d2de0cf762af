import { recordAudit } from '../audit/entry-queries.ts'
import { change, recordChange } from '../catalogue/change.ts'
import { keepingOthers } from '../catalogue/texts.ts'
import type { Deps } from '../deps.ts'
import type { Localized, Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { Picture } from './picture.ts'
import { deleteLogo, logosOf, type LogoState, saveAlt, saveDraft, takeDraftIntoUse } from './queries.ts'

/** `stale`: another picture stands there than the one that was seen. */
export type LogoOutcome = { ok: true } | { ok: false; reason: 'stale' }

/** Keeps a picture for its preview; nothing that residents see changes. */
export function enterLogo(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  staff: StaffMember,
  { id: officeId }: Pick<Office, 'id'>,
  picture: Picture,
): Promise<void> {
  const at = clock.now()
  return store.write(async db => {
    const { draft } = await logosOf(db, officeId)
    if (draft?.hash === picture.hash) return
    await saveDraft(db, officeId, picture)
    const details = { hash: picture.hash }
    await recordAudit(db, { officeId, at, actor: `staff:${staff.id}`, deed: 'logo_entered', details })
  })
}

/** Puts a picture that has been looked at on the pages, or says otherwise what the one on them shows. */
export function changeLogo(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  { hash, alt }: { hash: string; alt: Localized },
): Promise<LogoOutcome> {
  return change(deps, office, async (db): Promise<LogoOutcome> => {
    const { draft, used } = await logosOf(db, office.id)
    const words = keepingOthers(used?.alt, alt) ?? alt
    if (draft?.hash === hash) await takeDraftIntoUse(db, office.id, words)
    else if (used?.hash === hash) await saveAlt(db, office.id, words)
    else return { ok: false, reason: 'stale' }

    await recordChange(db, deps, office, staff, 'logo_changed', { from: used?.hash ?? null, to: hash })
    return { ok: true }
  })
}

/** Takes a picture away, from the pages or from its preview; one that is no longer there is gone already. */
export function removeLogo(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  { hash, state }: { hash: string; state: LogoState },
): Promise<void> {
  return change(deps, office, async db => {
    const kept = (await logosOf(db, office.id))[state]
    if (kept?.hash !== hash) return
    await deleteLogo(db, office.id, state)
    await recordChange(db, deps, office, staff, 'logo_removed', { hash, state })
  })
}
