import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { Slot } from '../slots/slot.ts'
import { seesNames, type StaffMember } from '../staff/staff-member.ts'
import { type Hit, visitsHit } from './affected.ts'
import { bestNewTimes } from './new-times.ts'
import { applyRows, type OpeningChange } from './opening-change.ts'
import { type BookingShown, bookingsShown, placesAhead, visitsAhead } from './queries.ts'

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
  const now = deps.clock.now()
  return deps.store.read(async db => {
    const before = await deps.offices.current(db, office.id)
    const after = applyRows(before, change.rows)
    if (!after || (change.seen !== null && change.seen !== before.revision))
      return { ok: false, reason: 'stale' }

    const found = visitsHit(before, after, await visitsAhead(db, before.id, now))
    const hits = found
      .filter(({ visit }) => !visit.isHold)
      .toSorted((a, b) => a.visit.startsAt - b.visit.startsAt || a.visit.bookedAt - b.visit.bookedAt)
    const bookings = await bookingsShown(
      db,
      hits.map(({ visit }) => visit.appointmentId),
      seesNames(reader),
    )
    const leaving = new Set(hits.map(({ visit }) => visit.legId))
    const taken = (await placesAhead(db, before.id, now)).filter(({ legId }) => !leaving.has(legId))
    const times = bestNewTimes(
      after,
      hits.map(({ visit }) => visit),
      taken,
      now,
      newTimesCount,
    )
    const shown = hits.flatMap(hit => {
      const booking = bookings.get(hit.visit.appointmentId)
      return booking ? [{ ...hit, booking, newTimes: times.get(hit.visit.appointmentId) ?? [] }] : []
    })
    return { ok: true, before, after, hits: shown, holds: found.length - hits.length }
  })
}
