import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import { tellVisitor } from '../notifications/tell-visitor.ts'
import type { Office } from '../offices/office.ts'
import { type Appointment, type Booker, type CancelledBy, hasBegun, withLegs } from './appointment.ts'
import { cancelBooking, type CancelRefusal } from './cancel.ts'
import { findAppointment, lockAppointment } from './appointment-queries.ts'
import { claimBooked } from './booked-queries.ts'
import { areInLog, deleteLeg } from './leg-queries.ts'
import { type Spot, spotsOf, tellPlaces } from './tell-places.ts'

type CancelLegRefusal = CancelRefusal | 'already_cancelled'

type LegCancelled = { ok: true; appointment: Appointment; left: Spot[] }
type Outcome = LegCancelled | { ok: false; reason: CancelLegRefusal }
type CancelLegOutcome = Outcome | KeyReused

type Gone = { appointmentId: number; legId: number; by: CancelledBy }

/**
 * Cancels one leg of a visit that has not begun and frees its places; the others stay as they are. The only leg
 * that is left is the visit itself: then all of it is cancelled. A leg that is not there any more is refused as
 * `already_cancelled`.
 */
export async function cancelLeg(
  deps: Deps,
  office: Office,
  { appointmentId, legId, by = 'resident' }: Omit<Gone, 'by'> & { by?: CancelledBy },
  actor: Booker,
  intent: Intent,
): Promise<CancelLegOutcome> {
  const now = deps.clock.now()
  const outcome = await deps.store.write(
    db =>
      once<Outcome>(db, intent, now, () =>
        cancelOneLeg(db, office, { appointmentId, legId, by }, actor, now),
      ),
    { rerunnable: true },
  )
  if (outcome.ok) tellPlaces(deps, office, outcome.left)
  return outcome
}

async function cancelOneLeg(
  db: Db,
  office: Office,
  { appointmentId, legId, by }: Gone,
  actor: Booker,
  now: Instant,
): Promise<Outcome> {
  await lockAppointment(db, appointmentId)
  const found = await findAppointment(db, office, appointmentId)
  if (!found || found.state === 'held') return { ok: false, reason: 'not_found' }
  const leg = found.legs.find(({ id }) => id === legId)
  if (!leg || found.state === 'cancelled') return { ok: false, reason: 'already_cancelled' }
  if (found.legs.length === 1) {
    const whole = await cancelBooking(db, office, { appointmentId, by }, actor, now)
    return whole.ok ? { ok: true, appointment: whole.appointment, left: spotsOf([leg]) } : whole
  }
  if (hasBegun(found, now) || (await areInLog(db, [leg.id]))) return { ok: false, reason: 'visit_begun' }

  await claimBooked(db, appointmentId)
  await deleteLeg(db, { ...leg, appointmentId })
  const rest = found.legs.filter(({ id }) => id !== legId).map((one, position) => ({ ...one, position }))
  const appointment = withLegs({ ...found, sequence: found.sequence + 1 }, rest)
  await tellVisitor(db, appointment, 'rescheduled', { email: found.person?.email, legGone: leg }, now)
  const { counterId } = leg
  const details = { by, from: leg.startsAt }
  await recordAudit(db, {
    ...{ officeId: office.id, at: now, actor, deed: 'cancel_leg', appointmentId, counterId },
    details,
  })
  return { ok: true, appointment, left: spotsOf([leg]) }
}
