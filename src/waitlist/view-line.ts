import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { Counter, Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { Entry } from './entry.ts'
import { lineOf } from './entry-queries.ts'

/** The line of a counter with names, for staff; that somebody saw it is written down first. */
export function viewLine(
  { store, clock, offices }: Deps,
  office: Office,
  staff: StaffMember,
  counter: Counter,
): Promise<Entry[]> {
  return store.write(async db => {
    const line = await lineOf(db, await offices.current(db, office.id), counter.id)
    if (line.length === 0) return line
    await recordAudit(db, {
      ...{ officeId: office.id, at: clock.now(), actor: `staff:${staff.id}`, deed: 'waitlist_viewed' },
      ...{ counterId: counter.id, details: { entries: line.map(({ id }) => id) } },
    })
    return line
  })
}
