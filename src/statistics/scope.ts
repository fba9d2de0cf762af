import type { Counter, Office } from '../offices/office.ts'
import { type StaffMember, worksAt } from '../staff/staff-member.ts'

/** Whose figures somebody may see: those of their counters, and of the whole office only when these are all. */
export type Scope = { counters: readonly Counter[]; isWholeShown: boolean }

export function scopeOf(office: Office, staff: StaffMember): Scope {
  const counters = office.counters.filter(({ id }) => worksAt(staff, { officeId: office.id, counterId: id }))
  return { counters, isWholeShown: counters.length === office.counters.length }
}
