import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { changedFields, type DisclosureKind, type DisclosureTexts } from './disclosure.ts'
import { savedTexts, saveTexts } from './queries.ts'

export type DisclosureOutcome = { ok: true } | { ok: false; reason: 'changed_meanwhile' }

/**
 * Words what an office publishes, in the place of the version that the form was drawn with. The same press twice is
 * one change; when somebody else has changed it meanwhile nothing is saved.
 */
export function changeDisclosure(
  { store, clock }: Deps,
  office: Office,
  staff: StaffMember,
  { kind, texts, version }: { kind: DisclosureKind; texts: DisclosureTexts; version: number },
): Promise<DisclosureOutcome> {
  const at = clock.now()
  return store.write(async (db): Promise<DisclosureOutcome> => {
    const saved = await savedTexts(db, office.id, kind)
    const fields = changedFields(saved.texts, texts)
    if (fields.length === 0) return { ok: true }
    const wording = { officeId: office.id, kind, texts, version, at, by: staff.pseudonym }
    if (!(await saveTexts(db, wording))) return { ok: false, reason: 'changed_meanwhile' }
    const deed = kind === 'accessibility' ? 'accessibility_changed' : 'ledger_changed'
    await recordAudit(db, {
      ...{ officeId: office.id, at, actor: `staff:${staff.id}`, deed },
      details: { kind, fields, version: version + 1 },
    })
    return { ok: true }
  })
}
