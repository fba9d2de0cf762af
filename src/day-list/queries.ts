import type { ExpressionBuilder } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Ticket } from '../queue/ticket.ts'
import { hasCome } from '../visits/queries.ts'

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
  /** Which counter of the visit this is, from 1, and how many it has booked. */
  place: number
  places: number
  /** Its number where it has come to by now; null at its own counter and before it has arrived. */
  elsewhere: { number: string; counterId: number; state: Ticket['state'] } | null
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
      'leg.position',
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

  const several = await severalLegs(
    db,
    rows.map(({ appointmentId }) => appointmentId),
  )
  const elsewhere = await whereTheyAre(
    db,
    rows.flatMap(row =>
      row.ticketNumber === null && several.has(row.appointmentId) ? row.appointmentId : [],
    ),
  )
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

  return rows.map(({ position, ...row }) => ({
    ...row,
    place: position + 1,
    places: several.get(row.appointmentId) ?? 1,
    elsewhere: (row.ticketNumber === null && elsewhere.get(row.appointmentId)) || null,
    reference: row.reference ?? '',
    name: row.name ?? '',
    needs: JSON.parse(row.needs ?? '[]') as string[],
    services: chosen.flatMap(({ leg_id, service_id }) => (leg_id === row.legId ? [service_id] : [])),
    documents: ticked.flatMap(({ appointment_id, document_id }) =>
      appointment_id === row.appointmentId ? [document_id] : [],
    ),
  }))
}

/** How many legs each of these appointments has, where it has several. */
async function severalLegs(db: Db, appointmentIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('legs')
    .select(eb => ['appointment_id as id', eb.fn.max('position').as('last')])
    .where('appointment_id', 'in', appointmentIds)
    .where('position', '>', 0)
    .groupBy('appointment_id')
    .execute()
  return new Map(rows.map(({ id, last }) => [id, last + 1]))
}

/** The last ticket of visits that have begun, by appointment. */
async function whereTheyAre(
  db: Db,
  appointmentIds: readonly number[],
): Promise<Map<number, NonNullable<DueBooking['elsewhere']>>> {
  if (appointmentIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('tickets as ticket')
    .innerJoin('visits as visit', 'visit.id', 'ticket.visit_id')
    .select(['visit.appointment_id as appointmentId', 'ticket.number'])
    .select(['ticket.counter_id as counterId', 'ticket.state'])
    .where('visit.appointment_id', 'in', appointmentIds)
    .where('ticket.state', 'not in', ['transferred', 'voided'])
    .orderBy('ticket.position')
    .execute()
  return new Map(
    rows.flatMap(({ appointmentId, ...at }) => (appointmentId === null ? [] : [[appointmentId, at]])),
  )
}

/** A leg of a booked visit that has had no ticket yet. */
export type LegAhead = {
  appointmentId: number
  legId: number
  counterId: number
  startsAt: Instant
  services: readonly number[]
}

/** What booked visits have still before them, by appointment, in the order of the legs; a voided ticket was none. */
export async function legsAhead(db: Db, appointmentIds: readonly number[]): Promise<Map<number, LegAhead[]>> {
  if (appointmentIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('legs as leg')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .innerJoin('leg_services as chosen', 'chosen.leg_id', 'leg.id')
    .select([
      'leg.appointment_id as appointmentId',
      'leg.id as legId',
      'leg.counter_id as counterId',
      'leg.starts_at as startsAt',
      'chosen.service_id as serviceId',
    ])
    .where('leg.appointment_id', 'in', appointmentIds)
    .where('appointment.state', '=', 'booked')
    .where(eb => eb.not(eb.exists(ticketOfLeg(eb))))
    .orderBy('leg.appointment_id')
    .orderBy('leg.position')
    .orderBy('chosen.position')
    .execute()
  const legs = [...Map.groupBy(rows, ({ legId }) => legId).values()].flatMap(ofLeg => {
    const [first] = ofLeg
    if (!first) return []
    const { serviceId: _, ...leg } = first
    return [{ ...leg, services: ofLeg.map(({ serviceId }) => serviceId) }]
  })
  return Map.groupBy(legs, ({ appointmentId }) => appointmentId)
}

/**
 * Booked legs that began in a span, for which nobody has come nor was noted as missing. While a visit waits or is
 * served at another counter, its later legs are late by no fault of its own. Who was checked in by mistake has not come.
 */
export async function missedLegs(db: Db, counterIds: readonly number[], from: Instant, to: Instant) {
  if (counterIds.length === 0) return []
  return db
    .selectFrom('legs as leg')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .leftJoin('visit_events as noted', join =>
      join.onRef('noted.leg_id', '=', 'leg.id').on('noted.ticket_id', 'is', null),
    )
    .select(['leg.id', 'leg.counter_id as counterId'])
    .where('leg.counter_id', 'in', counterIds)
    .where('leg.starts_at', '>=', from)
    .where('leg.starts_at', '<=', to)
    .where('appointment.state', '=', 'booked')
    .where('noted.id', 'is', null)
    .where(eb => eb.not(eb.exists(ticketOfLeg(eb))))
    .where(eb =>
      eb.or([
        eb.not(eb.exists(ticketsOfVisit(eb).where(hasCome))),
        eb.and([
          eb.exists(ticketsOfVisit(eb).where('ticket.state', 'in', ['left', 'no_show'])),
          eb.not(eb.exists(ticketsOfVisit(eb).where('ticket.ended_at', 'is', null))),
        ]),
      ]),
    )
    .execute()
}

type OfLegs = ExpressionBuilder<Database & { leg: Database['legs'] }, 'leg'>

function ticketOfLeg(eb: OfLegs) {
  return eb
    .selectFrom('tickets as ticket')
    .select('ticket.id')
    .whereRef('ticket.leg_id', '=', 'leg.id')
    .where('ticket.state', '!=', 'voided')
}

function ticketsOfVisit(eb: OfLegs) {
  return eb
    .selectFrom('tickets as ticket')
    .innerJoin('visits as visit', 'visit.id', 'ticket.visit_id')
    .select('ticket.id')
    .whereRef('visit.appointment_id', '=', 'leg.appointment_id')
}
