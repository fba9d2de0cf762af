import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { type OfficeRules, officeRules } from '../offices/office-rules.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { change, recordChange, type Refused } from './change.ts'
import { saveOfficeRules } from './office-queries.ts'

export type OfficeRulesOutcome = { ok: true } | Refused<'stale'>

/**
 * Changes how an office is booked, receives people and calls them, from the next booking and the next call on. What
 * is booked stays as it is. Refused when the office has changed since it was looked at.
 */
export async function changeOfficeRules(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  { rules, version }: { rules: OfficeRules; version: number | null },
): Promise<OfficeRulesOutcome> {
  const outcome = await change(deps, office, async (db): Promise<OfficeRulesOutcome> => {
    const before = officeRules(await deps.offices.current(db, office.id))
    const names = Object.keys(rules) as Array<keyof OfficeRules>
    const changed = names.filter(name => rules[name] !== before[name])
    if (changed.length === 0) return { ok: true }

    const isSaved = await saveOfficeRules(db, { id: office.id, version: version ?? 0 }, rules)
    if (!isSaved) return { ok: false, reason: 'stale' }
    const details = Object.fromEntries(changed.map(name => [name, { from: before[name], to: rules[name] }]))
    await recordChange(db, deps, office, staff, 'office_rules_changed', details)
    return { ok: true }
  })
  // Who is next may be somebody else now.
  if (outcome.ok) deps.live.changed(null)
  return outcome
}
