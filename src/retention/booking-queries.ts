import { sql } from 'kysely'
import type { Db } from '#db/store.ts'
import type { Localized } from '../offices/office.ts'
import { type FoundBooking, foundMax, type HeldDeed } from './held.ts'

/** Bookings of an office by reference, by the digest of a contact or by who follows them on LINE; the newest first. */
export async function findBookings(
  db: Db,
  officeId: number,
  by: { reference?: string; lineKey?: string; emailKeys?: readonly string[]; phoneKeys?: readonly string[] },
): Promise<FoundBooking[]> {
  const { reference, lineKey, emailKeys = [], phoneKeys = [] } = by
  const rows = await bookings(db, officeId)
    .where(eb =>
      eb.or([
        ...(reference === undefined ? [] : [eb('appointment.reference', '=', reference)]),
        ...(lineKey === undefined
          ? []
          : [
              eb('appointment.id', 'in', followed =>
                followed
                  .selectFrom('line_links as link')
                  .innerJoin('line_users as user', 'user.id', 'link.line_user_id')
                  .select('link.appointment_id')
                  .where('user.user_key', '=', lineKey),
              ),
            ]),
        ...(emailKeys.length === 0 ? [] : [eb('person.email_key', 'in', emailKeys)]),
        ...(phoneKeys.length === 0 ? [] : [eb('person.phone_key', 'in', phoneKeys)]),
      ]),
    )
    .orderBy('leg.starts_at', 'desc')
    .limit(foundMax)
    .execute()
  return rows.map(foundBooking)
}

/** The digests of the contact that a booking was made with. */
export async function contactKeysOf(db: Db, officeId: number, reference: string) {
  return db
    .selectFrom('appointments as appointment')
    .innerJoin('persons as person', 'person.id', 'appointment.person_id')
    .select(['person.email_key as emailKey', 'person.phone_key as phoneKey', 'person.email', 'person.phone'])
    .where('appointment.office_id', '=', officeId)
    .where('appointment.reference', '=', reference)
    .executeTakeFirst()
}

function bookings(db: Db, officeId: number) {
  return db
    .selectFrom('appointments as appointment')
    .innerJoin('legs as leg', join =>
      join.onRef('leg.appointment_id', '=', 'appointment.id').on('leg.position', '=', 0),
    )
    .leftJoin('persons as person', 'person.id', 'appointment.person_id')
    .select([
      'appointment.id as appointmentId',
      'appointment.reference',
      'appointment.state',
      'leg.counter_id as counterId',
      'leg.starts_at as startsAt',
      'person.name',
    ])
    .where('appointment.office_id', '=', officeId)
    .where('appointment.state', '<>', 'held')
}

type BookingRow = Awaited<ReturnType<ReturnType<typeof bookings>['executeTakeFirstOrThrow']>>

function foundBooking({
  appointmentId,
  reference,
  state,
  counterId,
  startsAt,
  name,
}: BookingRow): FoundBooking {
  return {
    ...{ appointmentId, counterId, startsAt, name },
    reference: reference ?? '',
    state: state === 'cancelled' ? 'cancelled' : 'booked',
  }
}

/** All that is kept of these bookings, but for what belongs to the office's own words. */
export async function heldBookings(db: Db, officeId: number, ids: readonly number[]) {
  if (ids.length === 0) return []
  const rows = await bookings(db, officeId)
    .select([
      'appointment.channel',
      'appointment.language',
      'appointment.people',
      'appointment.booked_at as bookedAt',
      'appointment.cancelled_at as cancelledAt',
      'appointment.overbook_reason as overbookReason',
      'leg.minutes',
      'person.id as personId',
      'person.email',
      'person.phone',
      'person.needs_json as needs',
    ])
    .where('appointment.id', 'in', ids)
    .orderBy('leg.starts_at')
    .execute()
  return rows.map(row => ({ ...row, ...foundBooking(row) }))
}

/** Of all counters that these bookings lead to, in their order. */
export async function servicesOfBookings(db: Db, appointmentIds: readonly number[]) {
  return db
    .selectFrom('leg_services as chosen')
    .innerJoin('legs as leg', 'leg.id', 'chosen.leg_id')
    .select(['leg.appointment_id as appointmentId', 'chosen.service_id as serviceId'])
    .where('leg.appointment_id', 'in', appointmentIds)
    .orderBy('leg.position')
    .orderBy('chosen.position')
    .execute()
}

/** The counters that come after the first, where a booking leads over several. */
export async function laterLegsOf(db: Db, appointmentIds: readonly number[]) {
  return db
    .selectFrom('legs')
    .select([
      'appointment_id as appointmentId',
      'counter_id as counterId',
      'starts_at as startsAt',
      'minutes',
    ])
    .where('appointment_id', 'in', appointmentIds)
    .where('position', '>', 0)
    .orderBy('position')
    .execute()
}

export async function documentsOf(db: Db, appointmentIds: readonly number[]) {
  const rows = await db
    .selectFrom('appointment_documents as ticked')
    .innerJoin('documents as document', 'document.id', 'ticked.document_id')
    .select(['ticked.appointment_id as appointmentId', 'document.name'])
    .where('ticked.appointment_id', 'in', appointmentIds)
    .orderBy('document.id')
    .execute()
  return rows.map(({ appointmentId, name }) => ({ appointmentId, name: JSON.parse(name) as Localized }))
}

export async function ticketsOf(db: Db, appointmentIds: readonly number[]) {
  return db
    .selectFrom('visits as visit')
    .innerJoin('tickets as ticket', 'ticket.visit_id', 'visit.id')
    .select([
      'visit.appointment_id as appointmentId',
      'ticket.number',
      'ticket.business_date as businessDate',
      'ticket.counter_id as counterId',
      'ticket.state',
      'ticket.checked_in_at as checkedInAt',
      'ticket.ended_at as endedAt',
    ])
    .where('visit.appointment_id', 'in', appointmentIds)
    .orderBy('ticket.id')
    .execute()
}

/** Who is told of these bookings on LINE. */
export async function linesOf(db: Db, appointmentIds: readonly number[]) {
  return db
    .selectFrom('line_links as link')
    .innerJoin('line_users as user', 'user.id', 'link.line_user_id')
    .select(['link.appointment_id as appointmentId', 'link.linked_at as linkedAt'])
    .select(['user.user_key as userKey', 'user.language'])
    .where('link.appointment_id', 'in', appointmentIds)
    .execute()
}

/** What the audit says of these bookings: who of the staff saw or changed them. */
export async function deedsAbout(
  db: Db,
  appointmentIds: readonly number[],
): Promise<Array<HeldDeed & { appointmentId: number | null }>> {
  return db
    .selectFrom('audit')
    .leftJoin('staff', join => join.on(sql<boolean>`audit.actor = 'staff:' || cast(staff.id as text)`))
    .select([
      'audit.appointment_id as appointmentId',
      'audit.at',
      'audit.deed',
      'staff.role',
      'staff.pseudonym',
    ])
    .where('audit.appointment_id', 'in', appointmentIds)
    .orderBy('audit.id')
    .execute()
}
