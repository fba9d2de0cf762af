import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { differing, type FieldError, type Fields } from './fields.ts'
import { type PartForm, partForms } from './part-forms.ts'
import type { Part } from './plan.ts'
import { raisePart } from './part-queries.ts'
import { readYear } from './year-entries.ts'

export type TypedPart = { fiscalYear: number; part: Part; version: number; fields: Fields }

export type SaveOutcome =
  | { ok: true }
  | { ok: false; reason: 'changed_meanwhile' }
  | { ok: false; reason: 'invalid'; errors: FieldError[] }

/**
 * Saves one part of a year as it was typed, unless it has changed since the form was drawn: then nothing is
 * written, and the form can be shown again beside what is there now.
 */
export function savePart(
  { store, clock }: Deps,
  office: Office,
  staff: StaffMember,
  { fiscalYear, part, version, fields }: TypedPart,
  intent: Intent,
): Promise<SaveOutcome | KeyReused> {
  const now = clock.now()
  const form = partForms[part]
  return store.write(db =>
    once<SaveOutcome>(db, intent, now, async () => {
      const raised = { officeId: office.id, fiscalYear, part, version, at: now, by: staff.pseudonym }
      if (!(await raisePart(db, raised))) return { ok: false, reason: 'changed_meanwhile' }

      const year = await readYear(db, office.id, fiscalYear)
      const parsed = form.parse(fields, year)
      if (!parsed.ok) return { ok: false, reason: 'invalid', errors: parsed.errors }
      const errors = await parsed.write(db, office.id)
      if (errors.length > 0) return { ok: false, reason: 'invalid', errors }

      const after = form.shown(await readYear(db, office.id, fiscalYear))
      await recordAudit(db, {
        ...{ officeId: office.id, at: now, actor: `staff:${staff.id}`, deed: `save_year_${part}` },
        details: { fiscalYear, version: version + 1, changed: changes(form, form.shown(year), after) },
      })
      return { ok: true }
    }),
  )
}

/** What changed from what to what; of free text only that it did. */
function changes({ isFreeText }: PartForm, before: Fields, after: Fields): Record<string, unknown> {
  return Object.fromEntries(
    differing({ ...emptied(after), ...before }, after).map(field => [
      field,
      isFreeText ? 'text' : [before[field] ?? '', after[field] ?? ''],
    ]),
  )
}

function emptied(fields: Fields): Fields {
  return Object.fromEntries(Object.keys(fields).map(field => [field, '']))
}
