import { noteShownList } from '../audit/note-shown.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { seesNames, type StaffMember } from '../staff/staff-member.ts'
import type { Closing } from './closing.ts'
import { type People, readPeople } from './people.ts'

type Shown = { from: number; count: number; near?: { appointmentId: number; at: Instant }; only?: number }

export type ViewedPeople = People & {
  /** Those of this page: the others without names. */
  shown: People['people']
}

/**
 * All whom a closing hits, and with their names those of one page, or of one booking. Whose details somebody has
 * seen is written down before they are shown.
 */
export async function viewPeople(
  deps: Deps,
  office: Office,
  staff: StaffMember,
  closing: Closing,
  { from, count, near, only }: Shown,
): Promise<ViewedPeople> {
  const withNames = seesNames(staff)
  const found = await readPeople(deps, office.id, closing, { withNames, ...(near && { near }) })
  const shown =
    only === undefined
      ? found.people.slice(from, from + count)
      : found.people.filter(({ visit }) => visit.appointmentId === only)
  const appointmentIds = shown.map(({ visit }) => visit.appointmentId)
  if (withNames) await noteShownList(deps, { office, staff }, { on: 'closing', appointmentIds })
  return { ...found, shown }
}
