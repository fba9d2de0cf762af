import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { FieldError, Fields } from '../indicators/fields.ts'
import { criteriaOf, insertCriterion, updateCriterion, updateRatingRules } from './queries.ts'
import { parseRules } from './rules-form.ts'

export type RulesOutcome =
  | { ok: true }
  | { ok: false; reason: 'changed_meanwhile' }
  | { ok: false; reason: 'invalid'; errors: FieldError[] }
  | KeyReused

/** Changes how points are made and become stars, and what is scored; refused when somebody else did meanwhile. */
export function changeRatingRules(
  { store, clock }: Deps,
  office: Office,
  staff: StaffMember,
  { version, fields }: { version: number; fields: Fields },
  intent: Intent,
): Promise<RulesOutcome> {
  const now = clock.now()
  return store.write(db =>
    once<RulesOutcome>(db, intent, now, async () => {
      const parsed = parseRules(fields, await criteriaOf(db, office.id), version)
      if (!parsed.ok) return { ok: false, reason: 'invalid', errors: parsed.errors }
      const { rules, criteria, added } = parsed.value
      if (!(await updateRatingRules(db, office.id, rules))) return { ok: false, reason: 'changed_meanwhile' }
      for (const criterion of criteria) await updateCriterion(db, office.id, criterion)
      for (const name of added) await insertCriterion(db, office.id, name)
      await recordAudit(db, {
        ...{ officeId: office.id, at: now, actor: `staff:${staff.id}`, deed: 'change_rating_rules' },
        details: { ...rules, criteria, added },
      })
      return { ok: true }
    }),
  )
}
