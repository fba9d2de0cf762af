import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { change, type CatalogueRefusal, recordChange, type Refused } from './change.ts'
import { type CounterError, type CounterRules, refuseCounter } from './counter-rules.ts'
import { countersOf, saveCounter } from './counter-queries.ts'

export type CounterOutcome =
  { ok: true } | Refused<CatalogueRefusal> | { ok: false; reason: 'invalid'; errors: CounterError[] }

/**
 * Changes where a counter is, which letter its numbers have, and how many windows it has. Windows are only added: who
 * is booked keeps a window, and fewer at certain hours are a rule of these hours, which asks about everybody it hits.
 */
export function changeCounter(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  { slug, version }: { slug: string; version: number | null },
  rules: CounterRules,
): Promise<CounterOutcome> {
  return change(deps, office, async (db): Promise<CounterOutcome> => {
    const counters = await countersOf(db, office.id)
    const counter = counters.find(one => one.slug === slug)
    if (!counter) return { ok: false, reason: 'not_found' }
    const { rules: before } = counter
    const names = Object.keys(before) as Array<keyof CounterRules>
    const changed = names.filter(name => before[name] !== rules[name])
    if (changed.length === 0) return { ok: true }
    const others = counters.filter(({ id }) => id !== counter.id).map(one => one.rules)
    const errors = refuseCounter(rules, before, others)
    if (errors.length > 0) return { ok: false, reason: 'invalid', errors }

    const seen = { id: counter.id, version: version ?? 0, windows: before.windows }
    if (!(await saveCounter(db, office.id, seen, rules))) return { ok: false, reason: 'stale' }
    const details = Object.fromEntries(changed.map(name => [name, { from: before[name], to: rules[name] }]))
    await recordChange(db, deps, office, staff, 'counter_rules_changed', { slug, ...details })
    return { ok: true }
  })
}
