import type { Db } from '#db/store.ts'
import { recordAudits } from '../audit/entry-queries.ts'
import type { Instant } from '../clock.ts'
import { tellVisitors } from '../notifications/tell-visitor.ts'
import type { Localized, Office } from '../offices/office.ts'
import { deletePlaces } from '../slots/queries.ts'
import { type Appointment, type Booker, type CancelledBy, hasBegun } from './appointment.ts'
import { findAppointments } from './appointment-queries.ts'
import { claimAllBooked, markAllCancelled } from './booked-queries.ts'
import type { CancelRefusal } from './cancel.ts'

/**
 * Cancels many visits within a transaction, as `cancelBooking` does one, with few statements for all. Whoever has
 * cancelled before is passed over; refused for the first who cannot be cancelled.
 */
export async function cancelBookings(
  db: Db,
  office: Office,
  {
    appointmentIds,
    by,
    because,
  }: { appointmentIds: readonly number[]; by: CancelledBy; because?: Localized | undefined },
  actor: Booker,
  now: Instant,
): Promise<{ ok: true } | { ok: false; reason: CancelRefusal; appointmentId: number }> {
  const claimed = await claimAllBooked(db, appointmentIds)
  const found = await findAppointments(db, office, appointmentIds)
  const cancelled: Appointment[] = []
  for (const appointmentId of appointmentIds) {
    const appointment = found.get(appointmentId)
    if (!appointment || appointment.state === 'held') return { ok: false, reason: 'not_found', appointmentId }
    if (!claimed.has(appointmentId)) continue
    if (hasBegun(appointment, now)) return { ok: false, reason: 'visit_begun', appointmentId }
    cancelled.push(appointment)
  }

  await markAllCancelled(
    db,
    cancelled.map(({ id }) => id),
    { by, now },
  )
  await deletePlaces(
    db,
    cancelled.flatMap(({ legs }) => legs.map(({ id }) => id)),
  )
  const closing = because && { reason: because, from: null }
  await tellVisitors(db, cancelled, 'cancelled', () => closing, now)
  const entries = cancelled.map(({ id }) => ({
    ...{ officeId: office.id, at: now, actor, deed: 'cancel' as const, appointmentId: id, details: { by } },
  }))
  await recordAudits(db, entries)
  return { ok: true }
}
