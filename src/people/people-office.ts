import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { type StaffMember, worksIn } from '../staff/staff-member.ts'

/** The office of this slug, or else the first, among those that are somebody's; null when it is none of them. */
export async function peopleOffice(
  { offices }: Pick<Deps, 'offices'>,
  staff: StaffMember,
  slug: string,
): Promise<{ office: Office; offices: Office[] } | null> {
  const own = (await offices.list()).filter(office => worksIn(staff, office.id))
  const office = slug === '' ? own[0] : own.find(candidate => candidate.slug === slug)
  return office ? { office, offices: own } : null
}
