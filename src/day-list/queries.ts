import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Ticket } from '../queue/ticket.ts'

/** A booking of a day as counter staff see it. */
export type DueBooking = {
  appointmentId: number
  legId: number
  reference: string
  startsAt: Instant
  minutes: number
  people: number
  language: string
  name: string
  needs: readonly string[]
  services: readonly number[]
  /** What the resident has ticked as ready to bring, by document. */
  documents: readonly number[]
  ticketNumber: string | null
  ticketState: Ticket['state'] | null
}

/** The bookings of a counter that start in a span, in their order. */
export async function dueBookings(
  db: Db,
  { counterId, from, to }: { counterId: number; from: Instant; to: Instant },
): Promise<DueBooking[]> {
  const rows = await db
    .selectFrom('legs as leg')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .leftJoin('persons as person', 'person.id', 'appointment.person_id')
    .leftJoin('tickets as ticket', join =>
      join.onRef('ticket.leg_id', '=', 'leg.id').on('ticket.state', '!=', 'voided'),
    )
    .select([
      'appointment.id as appointmentId',
      'leg.id as legId',
      'appointment.reference',
      'leg.starts_at as startsAt',
      'leg.minutes',
      'appointment.people',
      'appointment.language',
      'person.name',
      'person.needs_json as needs',
      'ticket.number as ticketNumber',
      'ticket.state as ticketState',
    ])
    .where('leg.counter_id', '=', counterId)
    .where('leg.starts_at', '>=', from)
    .where('leg.starts_at', '<', to)
    .where('appointment.state', '=', 'booked')
    .orderBy('leg.starts_at')
    .orderBy('leg.id')
    .execute()
  if (rows.length === 0) return []

  const chosen = await db
    .selectFrom('leg_services')
    .select(['leg_id', 'service_id'])
    .where(
      'leg_id',
      'in',
      rows.map(({ legId }) => legId),
    )
    .orderBy('position')
    .execute()
  const ticked = await db
    .selectFrom('appointment_documents')
    .select(['appointment_id', 'document_id'])
    .where(
      'appointment_id',
      'in',
      rows.map(({ appointmentId }) => appointmentId),
    )
    .execute()

  return rows.map(row => ({
    ...row,
    reference: row.reference ?? '',
    name: row.name ?? '',
    needs: JSON.parse(row.needs ?? '[]') as string[],
    services: chosen.flatMap(({ leg_id, service_id }) => (leg_id === row.legId ? [service_id] : [])),
    documents: ticked.flatMap(({ appointment_id, document_id }) =>
      appointment_id === row.appointmentId ? [document_id] : [],
    ),
  }))
}

/** Booked legs that began in a span and for which nobody has checked in nor was noted as missing. */
export async function missedLegs(db: Db, counterIds: readonly number[], from: Instant, to: Instant) {
  if (counterIds.length === 0) return []
  return db
    .selectFrom('legs as leg')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .leftJoin('visits as visit', 'visit.appointment_id', 'appointment.id')
    .leftJoin('visit_events as noted', join =>
      join.onRef('noted.leg_id', '=', 'leg.id').on('noted.ticket_id', 'is', null),
    )
    .select(['leg.id', 'leg.counter_id as counterId'])
    .where('leg.counter_id', 'in', counterIds)
    .where('leg.starts_at', '>=', from)
    .where('leg.starts_at', '<=', to)
    .where('appointment.state', '=', 'booked')
    .where('visit.id', 'is', null)
    .where('noted.id', 'is', null)
    .execute()
}
