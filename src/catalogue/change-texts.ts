import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { change, type CatalogueRefusal, recordChange, type Refused } from './change.ts'
import { findSubject, saveTexts } from './subject-queries.ts'
import {
  changedTexts,
  keepingOthers,
  mayWrite,
  type SubjectKind,
  type TextField,
  type Texts,
} from './texts.ts'

/** What is to be changed, as it was when it was looked at. */
export type Aim = { kind: SubjectKind; slug: string; version: number | null }

export type TextsOutcome = { ok: true } | Refused<CatalogueRefusal>

/**
 * Changes what a thing is called and what is said about it. Refused when somebody else has changed it since, and
 * to supervisors but for services of their own counters.
 */
export function changeTexts(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  { kind, slug, version }: Aim,
  { texts: written, phone }: { texts: Texts; phone: string | null },
): Promise<TextsOutcome> {
  return change(deps, office, async (db): Promise<TextsOutcome> => {
    const subject = await findSubject(db, office.id, kind, slug)
    if (!subject) return { ok: false, reason: 'not_found' }
    const { counterId } = subject
    if (!mayWrite(staff, { officeId: office.id, kind, counterId }))
      return { ok: false, reason: 'not_allowed' }

    const texts = Object.fromEntries(
      Object.entries(subject.texts).map(([field, before]) => [
        field,
        keepingOthers(before, written[field as TextField]),
      ]),
    )
    const fields = [...changedTexts(subject.texts, texts), ...(phone === subject.phone ? [] : ['phone'])]
    // Pressed twice, or what somebody else has just written as well.
    if (fields.length === 0) return { ok: true }
    const isSaved = await saveTexts(db, { ...subject, version: version ?? 0 }, texts, phone)
    if (!isSaved) return { ok: false, reason: 'stale' }
    await recordChange(db, deps, office, staff, 'texts_changed', { kind, slug, fields })
    return { ok: true }
  })
}
