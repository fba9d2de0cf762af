import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import { tellVisitor } from '../notifications/tell-visitor.ts'
import type { Office } from '../offices/office.ts'
import type { WishRefusal } from '../slots/slot.ts'
import { type Appointment, type Booker, hasBegun, isStaffBooker, withLegs } from './appointment.ts'
import { isPlanOf, type PlanRefusal, type PlanWish } from './plan.ts'
import { findAppointment } from './appointment-queries.ts'
import { claimBooked, setOverbookReason } from './booked-queries.ts'
import { areInLog, replaceLegs } from './leg-queries.ts'
import { type Rescheduled, type RescheduleRefusal, tellMoved } from './reschedule.ts'
import { checkPlan, takePlanPlaces } from './take-plan.ts'
import { spotsOf } from './tell-places.ts'

type ReschedulePlanRefusal = RescheduleRefusal | WishRefusal | PlanRefusal
type Outcome = Rescheduled | { ok: false; reason: ReschedulePlanRefusal }
type ReschedulePlanOutcome = Outcome | KeyReused

/**
 * Moves a visit over several counters that has not begun to another plan for the same services and people, in one
 * step: it has either all its old places or all the new ones.
 */
export async function reschedulePlan(
  deps: Deps,
  office: Office,
  appointmentId: number,
  plan: PlanWish,
  actor: Booker,
  intent: Intent,
): Promise<ReschedulePlanOutcome> {
  const now = deps.clock.now()
  const outcome = await deps.store.write(
    db =>
      once<Outcome>(db, intent, now, async () => {
        const current = await deps.offices.current(db, office.id)
        return moveToPlan(db, current, { appointmentId, plan }, actor, now)
      }),
    { rerunnable: true },
  )
  if (outcome.ok) tellMoved(deps, office, outcome)
  return outcome
}

async function moveToPlan(
  db: Db,
  office: Office,
  { appointmentId, plan }: { appointmentId: number; plan: PlanWish },
  actor: Booker,
  now: Instant,
): Promise<Outcome> {
  const isClaimed = await claimBooked(db, appointmentId)
  const found = await findAppointment(db, office, appointmentId)
  if (!found || found.state === 'held') return { ok: false, reason: 'not_found' }
  if (!isClaimed) return { ok: false, reason: 'already_cancelled' }
  const legIds = found.legs.map(({ id }) => id)
  if (hasBegun(found, now) || (await areInLog(db, legIds))) return { ok: false, reason: 'visit_begun' }
  if (!isPlanOf(found, plan)) return { ok: false, reason: 'plan_services' }
  const share = isStaffBooker(actor) ? 'staff' : 'public'
  const checked = checkPlan(office, plan, now, share)
  if (!checked.ok) return checked

  const legs = await replaceLegs(db, { officeId: office.id, appointmentId }, checked.legs)
  if (!(await takePlanPlaces(db, office, { legs, people: found.people }, now, share)))
    return { ok: false, reason: 'slot_full' }
  await setOverbookReason(db, appointmentId, null)

  const appointment: Appointment = withLegs(found, legs)
  await tellVisitor(db, appointment, 'rescheduled', { email: found.person?.email }, now)
  const details = { from: found.leg.startsAt, to: appointment.leg.startsAt }
  await recordAudit(db, { officeId: office.id, at: now, actor, deed: 'reschedule', appointmentId, details })
  return { ok: true, appointment, from: found.leg.startsAt, left: spotsOf(found.legs) }
}
