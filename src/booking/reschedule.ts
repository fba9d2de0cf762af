import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import { tellVisitor } from '../notifications/tell-visitor.ts'
import type { Localized, Office } from '../offices/office.ts'
import { deletePlaces } from '../slots/queries.ts'
import { questionFor, refuseStart, type Share, type SlotRefusal, visitMinutes } from '../slots/slot.ts'
import { type Appointment, type Booker, hasBegun, isStaffBooker, type Leg, withLegs } from './appointment.ts'
import { fitTogether } from './plan.ts'
import { findAppointment } from './appointment-queries.ts'
import { claimBooked, setOverbookReason } from './booked-queries.ts'
import { moveLeg } from './leg-queries.ts'
import { takePlanPlaces } from './take-plan.ts'
import { type Spot, spotsOf, tellPlaces } from './tell-places.ts'

export type RescheduleRefusal = SlotRefusal | 'plan_times' | 'not_found' | 'already_cancelled' | 'visit_begun'

export type Rescheduled = {
  ok: true
  appointment: Appointment
  /** When the leg that was moved, or the visit, was to begin before. */
  from: Instant
  /** What was given back; not in answers that were kept by versions before there could be several legs. */
  left?: Spot[]
}
type Outcome = Rescheduled | { ok: false; reason: RescheduleRefusal }
export type RescheduleOutcome = Outcome | KeyReused

/** Where a visit goes: one of its legs begins at `startsAt`. */
export type Move = {
  startsAt: Instant
  /** The leg that begins then; without it, the first. */
  legId?: number | undefined
  /** Whether the other legs stay where they are; otherwise all move by the same time. */
  isAlone?: boolean | undefined
}

/**
 * Moves a visit that has not begun to another time in one step: it has either the old places or the new ones,
 * never both and never none. A single leg may move alone as long as the order of the legs stays and the way from
 * counter to counter can be walked in between; else it is refused as `plan_times`.
 */
export async function reschedule(
  deps: Deps,
  office: Office,
  appointmentId: number,
  to: Instant | Move,
  actor: Booker,
  intent: Intent,
): Promise<RescheduleOutcome> {
  const move = typeof to === 'number' ? { startsAt: to } : to
  const now = deps.clock.now()
  const outcome = await deps.store.write(
    db =>
      once<Outcome>(db, intent, now, async () => {
        const current = await deps.offices.current(db, office.id)
        return moveBooking(db, current, { appointmentId, ...move }, actor, now)
      }),
    { rerunnable: true },
  )
  if (outcome.ok) tellMoved(deps, office, outcome)
  return outcome
}

/** Tells the free places that are kept in memory what was left and what was taken. */
export function tellMoved(deps: Deps, office: Office, { appointment, from, left }: Rescheduled): void {
  const { counterId } = appointment.leg
  tellPlaces(deps, office, [...(left ?? [{ counterId, startsAt: from }]), ...appointment.legs])
}

/** The move within a transaction, by the rules of the office as of now, with its message and audit. */
async function moveBooking(
  db: Db,
  office: Office,
  { appointmentId, because, ...move }: Move & { appointmentId: number; because?: Localized | undefined },
  actor: Booker,
  now: Instant,
): Promise<Outcome> {
  const isClaimed = await claimBooked(db, appointmentId)
  const found = await findAppointment(db, office, appointmentId)
  if (!found || found.state === 'held') return { ok: false, reason: 'not_found' }
  if (!isClaimed) return { ok: false, reason: 'already_cancelled' }
  const share = isStaffBooker(actor) ? 'staff' : 'public'
  const checked = checkMove(office, found, move, now, share)
  if (!checked.ok) return checked

  const { leg, leaving, moved, legs } = checked
  await deletePlaces(
    db,
    moved.map(({ id }) => id),
  )
  if (!(await takePlanPlaces(db, office, { legs: moved, people: found.people }, now, share)))
    return { ok: false, reason: 'slot_full' }
  for (const one of moved) await moveLeg(db, one.id, one)
  await setOverbookReason(db, appointmentId, null)

  const appointment = withLegs(found, legs)
  const closing = because && { reason: because, from: found.leg.startsAt }
  await tellVisitor(db, appointment, 'rescheduled', { email: found.person?.email, closing }, now)
  const details = movedDetails(checked, move.startsAt)
  await recordAudit(db, { officeId: office.id, at: now, actor, deed: 'reschedule', appointmentId, details })
  return { ok: true, appointment, from: leg.startsAt, left: spotsOf(leaving) }
}

/** A move that the office's rules allow, before any place is looked at. */
export type CheckedMove = {
  ok: true
  /** The leg that is named. */
  leg: Leg
  leaving: Leg[]
  /** Those that are left, as they will be. */
  moved: Leg[]
  /** All of the visit as they will be. */
  legs: Leg[]
}

/** Whether a booked visit may move as somebody wishes, by the rules of the office as of now. */
export function checkMove(
  office: Office,
  found: Appointment,
  move: Move,
  now: Instant,
  share: Share,
): CheckedMove | { ok: false; reason: RescheduleRefusal } {
  if (hasBegun(found, now)) return { ok: false, reason: 'visit_begun' }
  const leg = move.legId === undefined ? found.leg : found.legs.find(({ id }) => id === move.legId)
  if (!leg) return { ok: false, reason: 'not_found' }

  const { people } = found
  const leaving = move.isAlone ? [leg] : found.legs
  const moved = movedBy(leaving, move.startsAt - leg.startsAt, people)
  for (const { services, startsAt } of moved) {
    const refusal = refuseStart(questionFor(office, { services, people }, now, share), startsAt)
    if (refusal) return { ok: false, reason: refusal }
  }
  const legs = found.legs.map(one => moved.find(({ id }) => id === one.id) ?? one)
  if (!fitTogether(office, legs)) return { ok: false, reason: 'plan_times' }
  return { ok: true, leg, leaving, moved, legs }
}

/** What the audit tells of a move. */
export function movedDetails({ leg, moved, legs }: CheckedMove, to: Instant): Record<string, unknown> {
  return {
    ...{ from: leg.startsAt, to },
    ...(legs.length > 1 && { counterId: leg.counterId, legs: moved.length }),
  }
}

/** Legs as they begin so much later, each as long as its services take by now. */
function movedBy(legs: readonly Leg[], milliseconds: number, people: number): Leg[] {
  return legs.map(leg => ({
    ...leg,
    startsAt: leg.startsAt + milliseconds,
    minutes: visitMinutes({ services: leg.services, people }),
  }))
}
