import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import { tellVisitor } from '../notifications/tell-visitor.ts'
import type { Localized, Office } from '../offices/office.ts'
import { deletePlaces } from '../slots/queries.ts'
import { type Appointment, type Booker, type CancelledBy, hasBegun } from './appointment.ts'
import { findAppointment } from './appointment-queries.ts'
import { claimBooked, markCancelled } from './booked-queries.ts'
import { tellPlaces } from './tell-places.ts'

export type CancelRefusal = 'not_found' | 'visit_begun'

type Cancelled = { ok: true; isNew: boolean; appointment: Appointment }
type Outcome = Cancelled | { ok: false; reason: CancelRefusal }
export type CancelOutcome = Outcome | KeyReused

/**
 * Cancels a visit that has not begun and frees the places of all its legs. Cancelling twice is no error and frees once. Who
 * presses the button does not decide for whose sake it is: reception mostly cancels for residents who telephone.
 */
export async function cancel(
  deps: Deps,
  office: Office,
  appointmentId: number,
  actor: Booker,
  intent: Intent,
  by: CancelledBy = 'resident',
): Promise<CancelOutcome> {
  const now = deps.clock.now()
  const outcome = await deps.store.write(
    db => once<Outcome>(db, intent, now, () => cancelBooking(db, office, { appointmentId, by }, actor, now)),
    { rerunnable: true },
  )
  if (outcome.ok) tellPlaces(deps, office, outcome.appointment.legs)
  return outcome
}

/** The cancellation within a transaction, with its message and audit. */
export async function cancelBooking(
  db: Db,
  office: Office,
  { appointmentId, by, because }: { appointmentId: number; by: CancelledBy; because?: Localized | undefined },
  actor: Booker,
  now: Instant,
): Promise<Outcome> {
  const found = await findAppointment(db, office, appointmentId)
  if (!found || found.state === 'held') return { ok: false, reason: 'not_found' }
  if (found.state === 'cancelled') return { ok: true, isNew: false, appointment: found }

  const isNew = await claimBooked(db, appointmentId)
  const appointment = await findAppointment(db, office, appointmentId)
  if (!appointment) return { ok: false, reason: 'not_found' }
  if (!isNew) return { ok: true, isNew, appointment }
  if (hasBegun(appointment, now)) return { ok: false, reason: 'visit_begun' }

  await markCancelled(db, appointmentId, { by, now })
  await deletePlaces(
    db,
    appointment.legs.map(({ id }) => id),
  )
  const closing = because && { reason: because, from: null }
  await tellVisitor(db, appointment, 'cancelled', { email: appointment.person?.email, closing }, now)
  const done = { actor, deed: 'cancel' as const, appointmentId, details: { by } }
  await recordAudit(db, { officeId: office.id, at: now, ...done })
  return { ok: true, isNew, appointment: { ...appointment, state: 'cancelled' } }
}
