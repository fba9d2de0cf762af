import type { Deps } from '../deps.ts'
import type { NoticeRules } from '../offices/notices.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { change, recordChange, type Refused } from './change.ts'
import { saveNotices } from './office-queries.ts'
import { findSubject } from './subject-queries.ts'

export type NoticesOutcome = { ok: true } | Refused<'stale' | 'not_found'>

/** Changes when people are reminded and told that their turn is near: from the next of these messages on. */
export function changeNotices(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  { notices, version }: { notices: NoticeRules; version: number | null },
): Promise<NoticesOutcome> {
  return change(deps, office, async (db): Promise<NoticesOutcome> => {
    const subject = await findSubject(db, office.id, 'office', office.slug)
    if (!subject) return { ok: false, reason: 'not_found' }
    const { notices: before } = await deps.offices.current(db, office.id)
    const names = Object.keys(notices) as Array<keyof NoticeRules>
    const changed = names.filter(name => notices[name] !== before[name])
    if (changed.length === 0) return { ok: true }

    const isSaved = await saveNotices(db, { id: office.id, version: version ?? 0 }, notices)
    if (!isSaved) return { ok: false, reason: 'stale' }
    const details = Object.fromEntries(changed.map(name => [name, { from: before[name], to: notices[name] }]))
    await recordChange(db, deps, office, staff, 'notices_changed', details)
    return { ok: true }
  })
}
