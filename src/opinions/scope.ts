import { addDays, monthStart } from '../clock.ts'
import type { Counter, Office } from '../offices/office.ts'
import { mayRead } from './opinion.ts'
import type { AskedList } from './form.ts'
import type { OpinionFilter } from './opinion-queries.ts'
import { type StaffMember, worksAt } from '../staff/staff-member.ts'

/** The counters whose opinions somebody reads, and whether those about the whole office too. */
export function readable(office: Office, staff: StaffMember): { counters: Counter[]; isOfficeSeen: boolean } {
  const officeId = office.id
  return {
    counters: office.counters.filter(({ id }) => worksAt(staff, { officeId, counterId: id })),
    isOfficeSeen: mayRead(staff, { officeId, counterId: null }),
  }
}

/** What the list shows to somebody: never more than they may read. */
export function filterOf(office: Office, staff: StaffMember, asked: AskedList): OpinionFilter {
  const { state, category, counter, month } = asked
  return {
    officeId: office.id,
    counterIds: staff.counterIds.length === 0 ? null : staff.counterIds,
    isOfficeSeen: mayRead(staff, { officeId: office.id, counterId: null }),
    ...{ state, category },
    counterId: counter === undefined ? undefined : (counter?.id ?? null),
    from: month === null ? null : `${month}-01`,
    to: month === null ? null : addDays(monthStart(`${month}-01`, 1), -1),
  }
}
