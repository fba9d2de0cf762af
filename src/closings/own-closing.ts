import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { type Closing, type ClosingState, mayClose } from './closing.ts'
import { findClosing, listClosings } from './queries.ts'

const listedMax = 50

/** The closing of an address, when all of its counters are theirs. */
export async function ownClosing(
  { store }: Deps,
  office: Office,
  staff: StaffMember,
  closingId: number | null,
): Promise<Closing | null> {
  if (closingId === null) return null
  const closing = await store.read(db => findClosing(db, office.id, closingId))
  return closing && mayClose(staff, office.id, closing.counterIds) ? closing : null
}

/** Those in a state that are theirs, the newest first. */
export async function ownClosings(
  { store }: Deps,
  office: Office,
  staff: StaffMember,
  state: ClosingState,
): Promise<Closing[]> {
  const closings = await store.read(db => listClosings(db, office.id, state, listedMax))
  return closings.filter(({ counterIds }) => mayClose(staff, office.id, counterIds))
}
