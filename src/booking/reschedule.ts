import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/queries.ts'
import { dateOf, type Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import { tellVisitor } from '../notifications/tell-visitor.ts'
import type { Localized, Office } from '../offices/office.ts'
import { deletePlaces } from '../slots/queries.ts'
import { questionFor, refuseStart, type SlotRefusal, visitMinutes } from '../slots/slot.ts'
import { type Appointment, type Booker, hasBegun, isStaffBooker } from './appointment.ts'
import { claimBooked, findAppointment, moveLeg, setOverbookReason } from './queries.ts'
import { takePlaces } from './take-places.ts'

export type RescheduleRefusal = SlotRefusal | 'plan_times' | 'not_found' | 'already_cancelled' | 'visit_begun'

type Rescheduled = { ok: true; appointment: Appointment; from: Instant }
type Outcome = Rescheduled | { ok: false; reason: RescheduleRefusal }
export type RescheduleOutcome = Outcome | KeyReused

/**
 * Moves a visit that has not begun to another time in one step: it has either the old place or the new one,
 * never both and never none.
 */
export async function reschedule(
  deps: Deps,
  office: Office,
  appointmentId: number,
  startsAt: Instant,
  actor: Booker,
  intent: Intent,
): Promise<RescheduleOutcome> {
  const now = deps.clock.now()
  const outcome = await deps.store.write(
    db =>
      once<Outcome>(db, intent, now, async () => {
        const current = await deps.offices.current(db, office.id)
        return moveBooking(db, current, { appointmentId, startsAt }, actor, now)
      }),
    { rerunnable: true },
  )
  if (outcome.ok)
    for (const at of [outcome.from, outcome.appointment.leg.startsAt])
      deps.availability.changed(outcome.appointment.leg.counterId, dateOf(at, office.timeZone))
  return outcome
}

/** The move within a transaction, by the rules of the office as of now, with its message and audit. */
export async function moveBooking(
  db: Db,
  office: Office,
  {
    appointmentId,
    startsAt,
    because,
  }: { appointmentId: number; startsAt: Instant; because?: Localized | undefined },
  actor: Booker,
  now: Instant,
): Promise<Outcome> {
  const isClaimed = await claimBooked(db, appointmentId)
  const found = await findAppointment(db, office, appointmentId)
  if (!found || found.state === 'held') return { ok: false, reason: 'not_found' }
  if (!isClaimed) return { ok: false, reason: 'already_cancelled' }
  if (hasBegun(found, now)) return { ok: false, reason: 'visit_begun' }

  const wish = { services: found.services, people: found.people }
  const share = isStaffBooker(actor) ? 'staff' : 'public'
  const question = questionFor(office, wish, now, share)
  const refusal = refuseStart(question, startsAt)
  if (refusal) return { ok: false, reason: refusal }

  await deletePlaces(db, [found.leg.id])
  const place = { office, counter: question.counter, wish, share } as const
  if (!(await takePlaces(db, place, found.leg.id, startsAt, now))) return { ok: false, reason: 'slot_full' }
  const leg = { ...found.leg, startsAt, minutes: visitMinutes(wish) }
  await moveLeg(db, leg.id, leg)
  await setOverbookReason(db, appointmentId, null)

  const appointment = { ...found, leg }
  const closing = because && { reason: because, from: found.leg.startsAt }
  await tellVisitor(db, appointment, 'rescheduled', { email: found.person?.email, closing }, now)
  const details = { from: found.leg.startsAt, to: startsAt }
  await recordAudit(db, { officeId: office.id, at: now, actor, deed: 'reschedule', appointmentId, details })
  return { ok: true, appointment, from: found.leg.startsAt }
}
