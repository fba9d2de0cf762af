import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { Office, WaitlistRules } from '../offices/office.ts'
import { waitlistLimits } from '../offices/waitlist-rules.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { saveWaitlistRules } from './rules-queries.ts'

export type RuleField = keyof typeof waitlistLimits
export const ruleFields = Object.keys(waitlistLimits) as RuleField[]

/** Changes how an office offers freed places; `stale` when its rules have changed since they were looked at. */
export async function changeRules(
  { store, clock, offices }: Deps,
  staff: StaffMember,
  office: Office,
  { rules, revision }: { rules: WaitlistRules; revision: number },
): Promise<{ ok: true } | { ok: false; reason: 'stale' }> {
  const names = ['isOn', ...ruleFields] as const
  const changed = names.filter(name => rules[name] !== office.waitlist[name])
  // Pressed twice, or what somebody else has just chosen as well.
  if (changed.length === 0) return { ok: true }
  const outcome = await store.write(async db => {
    if (!(await saveWaitlistRules(db, { id: office.id, revision }, rules)))
      return { ok: false as const, reason: 'stale' as const }
    await recordAudit(db, {
      ...{ officeId: office.id, at: clock.now(), actor: `staff:${staff.id}`, deed: 'waitlist_rules_changed' },
      details: Object.fromEntries(
        changed.map(name => [name, { from: office.waitlist[name], to: rules[name] }]),
      ),
    })
    return { ok: true as const }
  })
  // Looked at once, so that the copies kept in memory are made anew.
  await store.read(db => offices.current(db, office.id))
  return outcome
}
