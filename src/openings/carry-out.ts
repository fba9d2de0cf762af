import type { Db } from '#db/store.ts'
import { recordAudits } from '../audit/entry-queries.ts'
import { cancelBookings } from '../booking/cancel-bookings.ts'
import type { CancelRefusal } from '../booking/cancel.ts'
import { moveBookings } from '../booking/move-bookings.ts'
import type { RescheduleRefusal } from '../booking/reschedule.ts'
import type { Instant } from '../clock.ts'
import type { Localized, Office } from '../offices/office.ts'
import type { Hit } from './affected.ts'
import type { Actor, Decision, Decisions } from './change-openings.ts'
import { insertDecisions } from './change-queries.ts'

/** What was decided about everybody whom a change of the rules hits. */
export type Decided = {
  changeId: number
  hits: readonly Hit[]
  decisions: Decisions
  because?: Localized | undefined
}

type CarriedOut =
  { ok: true } | { ok: false; reason: RescheduleRefusal | CancelRefusal; appointmentId: number }

type DecidedHit = { hit: Hit; decision: Decision }

/**
 * Does it within the transaction of the change, in a few statements for all of one kind: five hundred are done well
 * within the time that a write may take. Those who are cancelled make room before anybody moves.
 */
export async function carryOut(
  db: Db,
  office: Office,
  { changeId, hits, decisions, because }: Decided,
  { id }: Actor,
  now: Instant,
): Promise<CarriedOut> {
  const actor = `staff:${id}` as const
  const decided = hits.flatMap((hit): DecidedHit[] => {
    const decision = decisions.get(hit.visit.appointmentId)
    return decision ? [{ hit, decision }] : []
  })
  const kept = decided.filter(({ decision }) => decision.kind === 'keep')
  const entries = kept.map(({ hit: { visit, why } }) => ({
    ...{ officeId: office.id, at: now, actor, deed: 'keep' as const, appointmentId: visit.appointmentId },
    details: { changeId, why },
  }))
  await recordAudits(db, entries)

  const appointmentIds = decided
    .filter(({ decision }) => decision.kind === 'cancel')
    .map(({ hit }) => hit.visit.appointmentId)
  const cancelled = await cancelBookings(db, office, { appointmentIds, by: 'office', because }, actor, now)
  if (!cancelled.ok) return cancelled

  const moved = await moveBookings(db, office, { moves: decided.flatMap(moveOf), because }, actor, now)
  if (!moved.ok) return moved

  await insertDecisions(
    db,
    decided.map(one => ({ changeId, officeId: office.id, ...told(one) })),
  )
  return { ok: true }
}

function moveOf({ hit: { visit }, decision }: DecidedHit) {
  const { appointmentId, legId } = visit
  return decision.kind === 'move' ? [{ appointmentId, legId, startsAt: decision.startsAt }] : []
}

function told({ hit: { visit, why }, decision }: DecidedHit) {
  return {
    ...{ appointmentId: visit.appointmentId, decision: decision.kind, why, from: visit.startsAt },
    to: decision.kind === 'move' ? decision.startsAt : null,
    reason: decision.kind === 'keep' ? decision.reason : null,
  }
}
