import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { recordAudit } from './entry-queries.ts'

/** A list on which people are shown by name. */
type List = 'reception' | 'search' | 'counter' | 'window' | 'api' | 'closing'

type Reader = { office: Pick<Office, 'id'>; staff: Pick<StaffMember, 'id'> }

/**
 * Writes down whose names somebody is about to be shown in a list: one row with all of them, and none for those that
 * this person was shown less than half an hour ago. Comes before the page: what cannot be written down is not shown.
 */
export function noteShownList(
  deps: Pick<Deps, 'store' | 'clock' | 'shown'>,
  reader: Reader,
  {
    on,
    appointmentIds,
    counterId = null,
  }: { on: List; appointmentIds: readonly number[]; counterId?: number | null },
): Promise<void> {
  return note(deps, reader, appointmentIds, appointments => ({
    ...{ deed: 'view_list' as const, counterId, details: { on, appointments } },
  }))
}

/** The same for one person with all that is known of them. */
export function noteShownPerson(
  deps: Pick<Deps, 'store' | 'clock' | 'shown'>,
  reader: Reader,
  { on, appointmentId }: { on: 'hold'; appointmentId: number },
): Promise<void> {
  return note(deps, reader, [appointmentId], () => ({
    deed: 'view' as const,
    appointmentId,
    details: { on },
  }))
}

type Entry = Omit<Parameters<typeof recordAudit>[1], 'officeId' | 'at' | 'actor'>

async function note(
  { store, clock, shown }: Pick<Deps, 'store' | 'clock' | 'shown'>,
  { office, staff }: Reader,
  appointmentIds: readonly number[],
  entryOf: (unwritten: readonly number[]) => Entry,
): Promise<void> {
  const at = clock.now()
  const unwritten = shown.unwritten(staff.id, appointmentIds, at)
  if (unwritten.length === 0) return
  await store.write(db =>
    recordAudit(db, { officeId: office.id, at, actor: `staff:${staff.id}`, ...entryOf(unwritten) }),
  )
  shown.written(staff.id, unwritten, at)
}
