import { recordAudit } from '../audit/entry-queries.ts'
import { dateOf, type Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import type { Wish } from '../slots/slot.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { Language } from '../languages.ts'
import { type HoldRefusal, placeHold } from './hold.ts'
import { mayOverbook, type OverbookRefusal, parseOverbookReason } from './overbooking.ts'
import { setOverbookReason } from './booked-queries.ts'

export type HoldForRequest = Wish & {
  startsAt: Instant
  language: Language
  /** Why a visit is booked above all windows where they are full; null: it is not. */
  overbookReason: string | null
}

type HeldFor = { ok: true; appointmentId: number; counterId: number; startsAt: Instant }
type Outcome = HeldFor | { ok: false; reason: HoldRefusal | OverbookRefusal }
export type HoldForOutcome = Outcome | KeyReused

/**
 * Keeps a time while a member of staff types for somebody at the desk or on the phone. All windows are theirs to
 * give. Where they are full, a reason lets some roles go above them. The audit keeps that it was done, also when
 * nothing is booked in the end; the reason may tell of a person, so it stays with the booking and goes with it.
 */
export async function holdFor(
  deps: Deps,
  office: Office,
  staff: StaffMember,
  request: HoldForRequest,
  intent: Intent,
): Promise<HoldForOutcome> {
  const { overbookReason, ...wanted } = request
  const isOverbooking = overbookReason !== null
  if (isOverbooking && !mayOverbook(staff)) return { ok: false, reason: 'overbook_not_allowed' }
  const reason = isOverbooking ? parseOverbookReason(overbookReason) : null
  if (isOverbooking && reason === null) return { ok: false, reason: 'overbook_reason' }

  const now = deps.clock.now()
  const outcome = await deps.store.write(
    db =>
      once<Outcome>(db, intent, now, async () => {
        const current = await deps.offices.current(db, office.id)
        const held = await placeHold(db, current, { ...wanted, channel: 'staff', isOverbooking }, now)
        if (!held.ok) return held

        const { id: appointmentId, leg } = held.appointment
        const { overbooked } = held
        if (overbooked.length > 0) {
          await setOverbookReason(db, appointmentId, reason)
          await recordAudit(db, {
            officeId: office.id,
            at: now,
            actor: `staff:${staff.id}`,
            deed: 'overbook',
            appointmentId,
            details: { places: overbooked },
          })
        }
        return { ok: true, appointmentId, counterId: leg.counterId, startsAt: leg.startsAt }
      }),
    { rerunnable: true },
  )
  if (outcome.ok) deps.availability.changed(outcome.counterId, dateOf(outcome.startsAt, office.timeZone))
  return outcome
}
