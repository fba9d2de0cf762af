import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { TicketState } from '../queue/ticket.ts'

export type BookingRow = {
  appointmentId: number
  reference: string | null
  counterId: number
  startsAt: Instant
  people: number
  language: string
  name: string | null
  needs: string | null
  ticketId: number | null
  ticketNumber: string | null
  ticketState: TicketState | null
}

/** All bookings of these counters that start in a span, in the order of time, each with its visit's last ticket. */
export async function bookingsOf(
  db: Db,
  counterIds: readonly number[],
  from: Instant,
  to: Instant,
): Promise<BookingRow[]> {
  if (counterIds.length === 0) return []
  const rows = await db
    .selectFrom('legs as leg')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .leftJoin('persons as person', 'person.id', 'appointment.person_id')
    .leftJoin('visits as visit', 'visit.appointment_id', 'appointment.id')
    .leftJoin('tickets as ticket', join =>
      join.onRef('ticket.visit_id', '=', 'visit.id').on('ticket.state', 'not in', ['transferred', 'voided']),
    )
    .select([
      'appointment.id as appointmentId',
      'appointment.reference',
      'leg.counter_id as counterId',
      'leg.starts_at as startsAt',
      'appointment.people',
      'appointment.language',
      'person.name',
      'person.needs_json as needs',
      'ticket.id as ticketId',
      'ticket.number as ticketNumber',
      'ticket.state as ticketState',
    ])
    .where('leg.counter_id', 'in', counterIds)
    .where('leg.starts_at', '>=', from)
    .where('leg.starts_at', '<', to)
    .where('appointment.state', '=', 'booked')
    .orderBy('leg.starts_at')
    .orderBy('leg.counter_id')
    .orderBy('leg.id')
    .orderBy('ticket.position')
    .execute()
  // A visit over several counters is one line, at the first of them, with the last ticket it has had.
  return [...Map.groupBy(rows, ({ appointmentId }) => appointmentId).values()].flatMap(ofVisit => {
    const [first, last] = [ofVisit[0], ofVisit.at(-1)]
    if (!first || !last) return []
    const { ticketId, ticketNumber, ticketState } = last
    return [{ ...first, ticketId, ticketNumber, ticketState }]
  })
}

/** Why an appointment was booked above all windows; null when it was not, or has been moved since. */
export async function overbookReasonOf(db: Db, appointmentId: number): Promise<string | null> {
  const row = await db
    .selectFrom('appointments')
    .select('overbook_reason as reason')
    .where('id', '=', appointmentId)
    .executeTakeFirst()
  return row?.reason ?? null
}
