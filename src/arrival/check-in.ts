import type { Db } from '#db/store.ts'
import type { Leg } from '../booking/appointment.ts'
import { findAppointment, lockAppointment } from '../booking/appointment-queries.ts'
import type { Instant } from '../clock.ts'
import { legsAhead } from '../day-list/queries.ts'
import type { Deps } from '../deps.ts'
import type { Intent, KeyReused } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import type { Actor } from '../queue/actor.ts'
import { businessDate } from '../queue/day.ts'
import { inTurn } from '../queue/in-turn.ts'
import { freePosition, insertTicket } from '../queue/progress-queries.ts'
import { findTicket, lastPosition, ticketOfAppointment } from '../queue/ticket-queries.ts'
import { isOpen, type Ticket } from '../queue/ticket.ts'
import { forgetAppointment, insertVisit } from '../visits/queries.ts'
import { type CheckInRefusal, refuseCheckIn } from './arrival-rule.ts'
import { type Issued, issued, joinLine } from './issue-ticket.ts'

export type CheckedInRefusal = CheckInRefusal | 'not_found'
type Outcome = Issued | { ok: false; reason: CheckedInRefusal }
export type CheckInOutcome = Outcome | KeyReused

export type Arriving = {
  appointmentId: number
  actor: Actor
  isPriority?: boolean
}

/**
 * Turns a booking into a place in today's queue, at the first counter of the visit. Checking in twice, by whatever
 * way, is one place: the second time answers with the same ticket and a new link to it. Whose ticket was voided gets
 * the same number anew, on another day a new one; and staff let who missed one counter, or was sent away there, come
 * to the next that is booked.
 */
export async function checkIn(
  deps: Deps,
  office: Office,
  { appointmentId, actor, isPriority = false }: Arriving,
  intent: Intent | null,
): Promise<CheckInOutcome> {
  const coming = await deps.store.read(db => legToCome(db, office, appointmentId))
  if (!coming) return { ok: false, reason: 'not_found' }

  return inTurn<Outcome>(deps, [coming.counterId], intent, async (db, now) => {
    const there = await ticketOfAppointment(db, appointmentId)
    if (there && !mayComeAnew(there, actor)) return issued(db, office, there, now, false)
    // A change or cancellation of the same moment comes before or after, never between.
    await lockAppointment(db, appointmentId)
    const appointment = await findAppointment(db, office, appointmentId)
    const leg = await legToCome(db, office, appointmentId)
    if (!appointment || leg?.counterId !== coming.counterId) return { ok: false, reason: 'not_found' }
    if (there && !leg.isAhead) return issued(db, office, there, now, false)
    const refusal = refuseCheckIn(office, appointment, now, actor.kind === 'staff')
    if (refusal) return { ok: false, reason: refusal }
    const date = businessDate(office, now)
    if (there?.businessDate === date) {
      const ticket = await comeAnew(db, there, { leg, isPriority, actor, now })
      return issued(db, office, ticket, now, true)
    }
    // Checked in by mistake on a day from which the booking has been moved since.
    if (there) await forgetAppointment(db, there.visitId)

    const { people, language } = appointment
    const channel = actor.kind === 'resident' ? 'web' : actor.kind === 'kiosk' ? 'kiosk' : 'staff'
    const visit = { officeId: office.id, businessDate: date, people, channel, language, now } as const
    const visitId = await insertVisit(db, { ...visit, appointmentId })
    if (visitId === null) return { ok: false, reason: 'not_found' }

    const { counterId, id: legId, startsAt: appointmentAt, services } = leg
    const arrival = { visitId, counterId, legId, appointmentAt, isPriority, services }
    const ticket = await joinLine(db, office, arrival, actor, now)
    return issued(db, office, ticket, now, true)
  })
}

/** The first leg without a ticket, or, when all have had one, the first of all. */
async function legToCome(db: Db, office: Office, appointmentId: number) {
  const appointment = await findAppointment(db, office, appointmentId)
  if (!appointment) return null
  const ahead = (await legsAhead(db, [appointmentId])).get(appointmentId) ?? []
  const leg = appointment.legs.find(({ id }) => id === ahead[0]?.legId)
  return { ...(leg ?? appointment.leg), isAhead: leg !== undefined }
}

/** A voided ticket was none; whoever missed a counter or left it is let on by staff alone, who see them. */
function mayComeAnew({ state }: Ticket, actor: Actor): boolean {
  return state === 'voided' || (actor.kind === 'staff' && !isOpen(state))
}

/** Whether staff could let a visit that waits nowhere any more on to a counter that it has still booked. */
export async function mayBeLetOn(db: Db, appointmentId: number): Promise<boolean> {
  const last = await ticketOfAppointment(db, appointmentId)
  return last !== null && !isOpen(last.state) && (await legsAhead(db, [appointmentId])).size > 0
}

type Comer = { leg: Leg; isPriority: boolean; actor: Actor; now: Instant }

/**
 * Puts a visit in line again under its number: whose ticket was voided, or who goes on to the next counter. A voided
 * ticket was none and gives way: what takes its place is the arrival, or the counter, that the figures count.
 */
async function comeAnew(db: Db, last: Ticket, { leg, isPriority, actor, now }: Comer): Promise<Ticket> {
  const behind = (await lastPosition(db, last.visitId)) + 1
  const freed = await freePosition(db, { visitId: last.visitId, legId: leg.id, behind })
  const id = await insertTicket(
    db,
    {
      officeId: last.officeId,
      visitId: last.visitId,
      position: freed ?? behind,
      counterId: leg.counterId,
      legId: leg.id,
      businessDate: last.businessDate,
      number: last.number,
      kind: 'booked',
      isPriority: isPriority ? 1 : 0,
      appointmentAt: leg.startsAt,
      checkedInAt: now,
      inLineSince: now,
    },
    leg.services.map(service => service.id),
    actor,
  )
  const ticket = await findTicket(db, id)
  if (!ticket) throw new Error('a ticket just issued is not there')
  return ticket
}
