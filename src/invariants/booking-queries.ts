import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

export type Booking = {
  id: number
  state: 'held' | 'booked' | 'cancelled'
  reference: string | null
  sequence: number
  heldUntil: Instant | null
  createdAt: Instant
  bookedAt: Instant | null
  cancelledAt: Instant | null
  person: { hasEmail: boolean } | null
  legs: Array<{
    position: number
    startsAt: Instant
    minutes: number
    counterId: number
    places: Array<{ startsAt: Instant; counterId: number }>
  }>
  /** What the audit says was done with it. */
  deeds: Array<{ deed: string; times: number }>
  messages: Array<{ kind: string }>
}

/** Appointments of an office in the order of their ids, with all that belongs to them. */
export async function bookingsAfter(
  db: Db,
  officeId: number,
  after: number,
  countMax: number,
): Promise<Booking[]> {
  const rows = await db
    .selectFrom('appointments as appointment')
    .leftJoin('persons as person', 'person.id', 'appointment.person_id')
    .selectAll('appointment')
    .select(['person.id as known_person', 'person.email'])
    .where('appointment.office_id', '=', officeId)
    .where('appointment.id', '>', after)
    .orderBy('appointment.id')
    .limit(countMax)
    .execute()
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const legs = await db
    .selectFrom('legs')
    .selectAll()
    .where('appointment_id', 'in', ids)
    .orderBy('position')
    .execute()
  const legIds = legs.map(({ id }) => id)
  const places =
    legIds.length === 0
      ? []
      : await db
          .selectFrom('places')
          .select(['leg_id', 'starts_at', 'counter_id'])
          .where('leg_id', 'in', legIds)
          .execute()
  const entries = await db
    .selectFrom('audit')
    .select(['appointment_id', 'deed'])
    .where('appointment_id', 'in', ids)
    .execute()
  const messages = await db
    .selectFrom('outbox')
    .select(['appointment_id', 'kind'])
    .where('channel', '=', 'mail')
    .where('appointment_id', 'in', ids)
    .execute()

  return rows.map(row => ({
    id: row.id,
    state: row.state,
    reference: row.reference,
    sequence: row.sequence,
    heldUntil: row.held_until_at,
    createdAt: row.created_at,
    bookedAt: row.booked_at,
    cancelledAt: row.cancelled_at,
    person: row.known_person === null ? null : { hasEmail: row.email !== null },
    legs: legs
      .filter(leg => leg.appointment_id === row.id)
      .map(leg => ({
        position: leg.position,
        startsAt: leg.starts_at,
        minutes: leg.minutes,
        counterId: leg.counter_id,
        places: places
          .filter(place => place.leg_id === leg.id)
          .map(place => ({ startsAt: place.starts_at, counterId: place.counter_id })),
      })),
    deeds: [
      ...Map.groupBy(
        entries.filter(entry => entry.appointment_id === row.id),
        entry => entry.deed,
      ),
    ].map(([deed, same]) => ({ deed, times: same.length })),
    messages: messages.filter(message => message.appointment_id === row.id),
  }))
}

/** Persons in the order of their ids with the number of appointments that are theirs. */
export async function personsAfter(
  db: Db,
  after: number,
  countMax: number,
): Promise<Array<{ id: number; bookings: number }>> {
  const rows = await db
    .selectFrom('persons as person')
    .select('person.id')
    .select(eb =>
      eb
        .selectFrom('appointments as appointment')
        .whereRef('appointment.person_id', '=', 'person.id')
        .select(eb => eb.fn.countAll().as('count'))
        .as('bookings'),
    )
    .where('person.id', '>', after)
    .orderBy('person.id')
    .limit(countMax)
    .execute()
  return rows.map(({ id, bookings }) => ({ id, bookings: Number(bookings) }))
}
