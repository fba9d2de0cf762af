import type { Instant } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import { type StaffMember, worksAt } from '../staff/staff-member.ts'
import type { Span } from './span.ts'
import type { Scope } from './table.ts'

/** The rows of a span that somebody may have: those of the counters they work at. */
export function scopeOf(office: Office, staff: StaffMember, { from, to }: Span, asOf: Instant): Scope {
  const own = office.counters.filter(({ id }) => worksAt(staff, { officeId: office.id, counterId: id }))
  return { office, counterIds: own.map(({ id }) => id), from, to, asOf }
}
