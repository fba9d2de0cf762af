import { chunksOf } from '#db/chunks.ts'
import type { Db } from '#db/store.ts'
import { recordAudits } from '../audit/entry-queries.ts'
import type { Instant } from '../clock.ts'
import { tellVisitors } from '../notifications/tell-visitor.ts'
import type { Localized, Office } from '../offices/office.ts'
import { deletePlaces } from '../slots/queries.ts'
import { type Appointment, type Booker, isStaffBooker, withLegs } from './appointment.ts'
import { findAppointments } from './appointment-queries.ts'
import { claimAllBooked, forgetOverbookReasons } from './booked-queries.ts'
import { moveLegs } from './leg-queries.ts'
import { checkMove, type CheckedMove, type Move, movedDetails, type RescheduleRefusal } from './reschedule.ts'
import { takePlanPlaces } from './take-plan.ts'

type MoveOf = Pick<Move, 'startsAt' | 'legId'> & { appointmentId: number }

type Refused = { ok: false; reason: RescheduleRefusal; appointmentId: number }

/**
 * Moves many visits within a transaction, as `moveBooking` does one, with few statements for all: on PostgreSQL each is
 * a way there and back. All leave their places before anybody takes a new one, so that people can change places.
 * Refused for the first who cannot move.
 */
export async function moveBookings(
  db: Db,
  office: Office,
  { moves, because }: { moves: readonly MoveOf[]; because?: Localized | undefined },
  actor: Booker,
  now: Instant,
): Promise<{ ok: true } | Refused> {
  const share = isStaffBooker(actor) ? 'staff' : 'public'
  const checked = await checkMoves(db, office, moves, actor, now)
  if (!checked.ok) return checked
  const { going } = checked

  const moved = going.flatMap(({ check }) => check.moved)
  await deletePlaces(
    db,
    moved.map(({ id }) => id),
  )
  for (const { found, check } of going) {
    const plan = { legs: check.moved, people: found.people }
    if (!(await takePlanPlaces(db, office, plan, now, share)))
      return { ok: false, reason: 'slot_full', appointmentId: found.id }
  }
  await moveLegs(db, moved)
  await forgetOverbookReasons(
    db,
    going.map(({ found }) => found.id),
  )
  await tellMoved(db, going, because, now)
  const entries = going.map(({ found, check, move }) => ({
    ...{ officeId: office.id, at: now, actor, deed: 'reschedule' as const, appointmentId: found.id },
    details: movedDetails(check, move.startsAt),
  }))
  await recordAudits(db, entries)
  return { ok: true }
}

type Going = { move: MoveOf; found: Appointment; check: CheckedMove }

/** Claims all and looks at each by the rules of now; others have their turn at each of the queries. */
async function checkMoves(
  db: Db,
  office: Office,
  moves: readonly MoveOf[],
  actor: Booker,
  now: Instant,
): Promise<{ ok: true; going: Going[] } | Refused> {
  const share = isStaffBooker(actor) ? 'staff' : 'public'
  const going: Going[] = []
  for (const some of chunksOf(moves)) {
    const ids = some.map(({ appointmentId }) => appointmentId)
    const claimed = await claimAllBooked(db, ids)
    const appointments = await findAppointments(db, office, ids)
    for (const move of some) {
      const { appointmentId } = move
      const found = appointments.get(appointmentId)
      if (!found || found.state === 'held') return { ok: false, reason: 'not_found', appointmentId }
      if (!claimed.has(appointmentId)) return { ok: false, reason: 'already_cancelled', appointmentId }
      const check = checkMove(office, found, move, now, share)
      if (!check.ok) return { ...check, appointmentId }
      going.push({ move, found, check })
    }
  }
  return { ok: true, going }
}

async function tellMoved(
  db: Db,
  going: readonly Going[],
  because: Localized | undefined,
  now: Instant,
): Promise<void> {
  const from = new Map(going.map(({ found }) => [found.id, found.leg.startsAt]))
  await tellVisitors(
    db,
    going.map(({ found, check }) => withLegs(found, check.legs)),
    'rescheduled',
    ({ id }) => because && { reason: because, from: from.get(id) ?? null },
    now,
  )
}
