import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import { hasCome } from '../visits/queries.ts'
import type { BookedVisit } from './affected.ts'
import type { PlaceAt } from './new-times.ts'

/** All visits of an office that are booked or held and have not begun, those booked first first. */
export async function visitsAhead(db: Db, officeId: number, now: Instant): Promise<BookedVisit[]> {
  const rows = await aheadOf(db, officeId, now)
    .leftJoin('visits as visit', join =>
      join.onRef('visit.appointment_id', '=', 'appointment.id').on(hasCome),
    )
    .select([
      'appointment.id as appointmentId',
      'appointment.state',
      'appointment.people',
      'appointment.created_at as createdAt',
      'appointment.booked_at as bookedAt',
      'leg.id as legId',
      'leg.counter_id as counterId',
      'leg.starts_at as startsAt',
      'leg.minutes',
      'visit.id as visitId',
    ])
    .select(eb =>
      eb
        .selectFrom('legs as first')
        .select('first.starts_at')
        .whereRef('first.appointment_id', '=', 'appointment.id')
        .where('first.position', '=', 0)
        .as('beginsAt'),
    )
    .orderBy('appointment.id')
    .orderBy('leg.position')
    .execute()
  const chosen = await aheadOf(db, officeId, now)
    .innerJoin('leg_services as chosen', 'chosen.leg_id', 'leg.id')
    .select(['chosen.leg_id as legId', 'chosen.service_id as serviceId'])
    .orderBy('chosen.leg_id')
    .orderBy('chosen.position')
    .execute()
  const services = Map.groupBy(chosen, ({ legId }) => legId)

  const legs = rows.map(({ appointmentId, legId, counterId, startsAt }) => ({
    ...{ appointmentId, legId, counterId, startsAt },
    serviceIds: (services.get(legId) ?? []).map(({ serviceId }) => serviceId),
  }))
  const ofVisit = Map.groupBy(legs, ({ appointmentId }) => appointmentId)
  return rows.map(({ state, createdAt, bookedAt, visitId, beginsAt, ...row }, index) => ({
    ...row,
    serviceIds: legs[index]?.serviceIds ?? [],
    others: (ofVisit.get(row.appointmentId) ?? []).filter(({ legId }) => legId !== row.legId),
    bookedAt: bookedAt ?? createdAt,
    isHold: state === 'held',
    hasArrived: visitId !== null || (beginsAt ?? 0) <= now,
  }))
}

function aheadOf(db: Db, officeId: number, now: Instant) {
  return db
    .selectFrom('legs as leg')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .where('leg.counter_id', 'in', eb =>
      eb.selectFrom('counters').select('id').where('office_id', '=', officeId),
    )
    .where('leg.starts_at', '>', now)
    .where(eb =>
      eb.or([
        eb('appointment.state', '=', 'booked'),
        eb.and([eb('appointment.state', '=', 'held'), eb('appointment.held_until_at', '>', now)]),
      ]),
    )
}

/** Places at all counters of an office from an instant on, of bookings and of live holds. */
export async function placesAhead(
  db: Db,
  officeId: number,
  now: Instant,
): Promise<Array<PlaceAt & { legId: number }>> {
  return aheadOf(db, officeId, now)
    .innerJoin('places as place', 'place.leg_id', 'leg.id')
    .select([
      'place.counter_id as counterId',
      'place.starts_at as startsAt',
      'place.place_number as placeNumber',
      'place.leg_id as legId',
    ])
    .execute()
}

/** A booking as staff see it in a list; the name is empty for those who see no names. */
export type BookingShown = {
  appointmentId: number
  reference: string
  name: string
  /** Whether a message reaches its person by e-mail, or somebody has to telephone. */
  hasEmail: boolean
  phone: string | null
  language: string
}

const idsAtOnce = 500

export async function bookingsShown(
  db: Db,
  appointmentIds: readonly number[],
  withNames: boolean,
): Promise<Map<number, BookingShown>> {
  const shown = new Map<number, BookingShown>()
  for (let at = 0; at < appointmentIds.length; at += idsAtOnce) {
    const rows = await db
      .selectFrom('appointments as appointment')
      .leftJoin('persons as person', 'person.id', 'appointment.person_id')
      .select(['appointment.id', 'appointment.reference', 'appointment.language'])
      .select(['person.name', 'person.email', 'person.phone', 'person.mail_failed_at as failedAt'])
      .where('appointment.id', 'in', appointmentIds.slice(at, at + idsAtOnce))
      .execute()
    for (const { id, reference, language, name, email, phone, failedAt } of rows)
      shown.set(id, {
        appointmentId: id,
        reference: reference ?? '',
        name: withNames ? (name ?? '') : '',
        hasEmail: email !== null && failedAt === null,
        phone: withNames ? phone : null,
        language,
      })
  }
  return shown
}
