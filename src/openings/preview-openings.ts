import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { Slot } from '../slots/slot.ts'
import { seesNames, type StaffMember } from '../staff/staff-member.ts'
import type { Hit } from './affected.ts'
import { bestNewTimes } from './new-times.ts'
import { applyRows, type OpeningChange } from './opening-change.ts'
import type { BookingShown } from './ahead-queries.ts'
import { readHits } from './read-hits.ts'

/** A booking that a change would hit, as the reader may see it, with times to which it can move. */
export type HitShown = Hit & { booking: BookingShown; newTimes: Slot[] }

export type OpeningPreview =
  | { ok: true; before: Office; after: Office; hits: HitShown[]; holds: number }
  /** The rules have changed since the change was thought of. */
  | { ok: false; reason: 'stale' }

const newTimesCount = 3

/**
 * What a change of rules would do: the office before and after it, the bookings that are hit with the best new
 * times of each, and how many holds would be released. Changes nothing; contractors see no names.
 */
export async function previewOpenings(
  deps: Deps,
  office: Office,
  change: OpeningChange,
  reader: StaffMember,
): Promise<OpeningPreview> {
  const before = await deps.store.read(db => deps.offices.current(db, office.id))
  const after = applyRows(before, change.rows)
  if (!after || (change.seen !== null && change.seen !== before.revision))
    return { ok: false, reason: 'stale' }

  const { hits, holds, taken } = await readHits(deps, before, after, seesNames(reader))
  const visits = hits.map(({ visit }) => visit)
  const times = await bestNewTimes(after, visits, taken, deps.clock.now(), newTimesCount)
  const shown = hits.map(hit => ({ ...hit, newTimes: times.get(hit.visit.appointmentId) ?? [] }))
  return { ok: true, before, after, hits: shown, holds }
}
