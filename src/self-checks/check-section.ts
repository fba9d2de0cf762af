import { recordAudit } from '../audit/entry-queries.ts'
import { dateOf, monthStart } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { criteriaOf, saveSelfCheck, sectionsOf } from './queries.ts'

export type SelfCheckOutcome = { ok: true } | { ok: false; reason: 'nothing_scored' | 'not_yet' | 'unknown' }

/** A month as it stands in addresses, `2026-12`; null when there is none like that. */
export function parseMonth(text: string): string | null {
  return /^(19|2\d)\d\d-(0[1-9]|1[0-2])$/.test(text) ? text : null
}

/**
 * Keeps what somebody gives a section for a month, in place of what they gave it before: the same twice is the
 * same. A month can be scored from its first day on.
 */
export function checkSection(
  { store, clock }: Deps,
  office: Office,
  staff: StaffMember,
  { month, section, scores }: { month: string; section: string; scores: ReadonlyMap<number, number> },
): Promise<SelfCheckOutcome> {
  const now = clock.now()
  return store.write<SelfCheckOutcome>(async db => {
    if (month > monthStart(dateOf(now, office.timeZone)).slice(0, 7)) return { ok: false, reason: 'not_yet' }
    if (scores.size === 0) return { ok: false, reason: 'nothing_scored' }
    const criteria = new Set((await criteriaOf(db, office.id)).map(({ id }) => id))
    const isSection = (await sectionsOf(db, office.id)).some(({ slug }) => slug === section)
    if (!isSection || [...scores.keys()].some(id => !criteria.has(id)))
      return { ok: false, reason: 'unknown' }

    const check = { month, section, scores, auditor: staff.pseudonym, checkedAt: now }
    await saveSelfCheck(db, office.id, check)
    await recordAudit(db, {
      ...{ officeId: office.id, at: now, actor: `staff:${staff.id}`, deed: 'check_section' },
      details: { month, section, scores: Object.fromEntries(scores) },
    })
    return { ok: true }
  })
}
