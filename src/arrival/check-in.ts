import type { Db } from '#db/store.ts'
import type { Appointment } from '../booking/appointment.ts'
import { findAppointment, lockAppointment } from '../booking/queries.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Intent, KeyReused } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import type { Actor } from '../queue/actor.ts'
import { businessDate } from '../queue/day.ts'
import { inTurn } from '../queue/in-turn.ts'
import { findTicket, insertTicket, lastPosition, ticketOfAppointment } from '../queue/queries.ts'
import type { Ticket } from '../queue/ticket.ts'
import { insertVisit } from '../visits/queries.ts'
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
 * Turns a booking into a place in today's queue. Checking in twice, by whatever way, is one place: the second
 * time answers with the same ticket and a new link to it. Whose ticket was voided gets the same number anew.
 */
export async function checkIn(
  deps: Deps,
  office: Office,
  { appointmentId, actor, isPriority = false }: Arriving,
  intent: Intent | null,
): Promise<CheckInOutcome> {
  const booked = await deps.store.read(db => findAppointment(db, office, appointmentId))
  if (!booked) return { ok: false, reason: 'not_found' }

  return inTurn<Outcome>(deps, [booked.leg.counterId], intent, async (db, now) => {
    const there = await ticketOfAppointment(db, appointmentId)
    if (there && there.state !== 'voided') return issued(db, office, there, now, false)
    // A change or cancellation of the same moment comes before or after, never between.
    await lockAppointment(db, appointmentId)
    const appointment = await findAppointment(db, office, appointmentId)
    if (!appointment || appointment.leg.counterId !== booked.leg.counterId)
      return { ok: false, reason: 'not_found' }
    const refusal = refuseCheckIn(office, appointment, now, actor.kind === 'staff')
    if (refusal) return { ok: false, reason: refusal }
    if (there) {
      const ticket = await comeAnew(db, there, { appointment, isPriority, actor, now })
      return issued(db, office, ticket, now, true)
    }

    const { people, language, leg, services } = appointment
    const date = businessDate(office, now)
    const channel = actor.kind === 'resident' ? 'web' : actor.kind === 'kiosk' ? 'kiosk' : 'staff'
    const visit = { officeId: office.id, businessDate: date, people, channel, language, now } as const
    const visitId = await insertVisit(db, { ...visit, appointmentId })
    if (visitId === null) return { ok: false, reason: 'not_found' }

    const arrival = { visitId, counterId: leg.counterId, legId: leg.id, appointmentAt: leg.startsAt }
    const ticket = await joinLine(db, office, { ...arrival, isPriority, services }, actor, now)
    return issued(db, office, ticket, now, true)
  })
}

type Comer = { appointment: Appointment; isPriority: boolean; actor: Actor; now: Instant }

/** Puts a visit in line again whose ticket should not have been voided. */
async function comeAnew(
  db: Db,
  voided: Ticket,
  { appointment, isPriority, actor, now }: Comer,
): Promise<Ticket> {
  const { leg, services } = appointment
  const id = await insertTicket(
    db,
    {
      officeId: voided.officeId,
      visitId: voided.visitId,
      position: (await lastPosition(db, voided.visitId)) + 1,
      counterId: leg.counterId,
      legId: leg.id,
      businessDate: voided.businessDate,
      number: voided.number,
      kind: 'booked',
      isPriority: isPriority ? 1 : 0,
      appointmentAt: leg.startsAt,
      checkedInAt: now,
      inLineSince: now,
    },
    services.map(service => service.id),
    actor,
  )
  const ticket = await findTicket(db, id)
  if (!ticket) throw new Error('a ticket just issued is not there')
  return ticket
}
