import type { Db } from '#db/store.ts'
import { takeTurns } from '#db/take-turns.ts'
import type { Instant } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import type { Appointment, Channel, Details, Need } from './appointment.ts'
import { contactKey } from './contact.ts'

export async function findAppointment(db: Db, office: Office, id: number): Promise<Appointment | null> {
  const row = await db
    .selectFrom('appointments as appointment')
    .innerJoin('legs as leg', 'leg.appointment_id', 'appointment.id')
    .leftJoin('persons as person', 'person.id', 'appointment.person_id')
    .select([
      'appointment.id',
      'appointment.state',
      'appointment.reference',
      'appointment.calendar_uid',
      'appointment.sequence',
      'appointment.language',
      'appointment.people',
      'appointment.held_until_at',
      'appointment.is_hold_extended',
      'appointment.created_at',
      'leg.id as leg_id',
      'leg.counter_id',
      'leg.starts_at',
      'leg.minutes',
      'person.id as person_id',
      'person.name',
      'person.email',
      'person.phone',
      'person.needs_json',
      'person.mail_failed_at',
    ])
    .where('appointment.id', '=', id)
    .where('appointment.office_id', '=', office.id)
    .executeTakeFirst()
  if (!row) return null

  const chosen = await db
    .selectFrom('leg_services')
    .select('service_id')
    .where('leg_id', '=', row.leg_id)
    .orderBy('position')
    .execute()
  const ticked = await db
    .selectFrom('appointment_documents as ticked')
    .innerJoin('documents as document', 'document.id', 'ticked.document_id')
    .select('document.slug')
    .where('ticked.appointment_id', '=', id)
    .orderBy('document.id')
    .execute()

  return {
    id: row.id,
    officeId: office.id,
    state: row.state,
    reference: row.reference,
    calendarUid: row.calendar_uid,
    sequence: row.sequence,
    language: row.language,
    people: row.people,
    heldUntil: row.held_until_at,
    isHoldExtended: row.is_hold_extended === 1,
    createdAt: row.created_at,
    person:
      row.person_id === null
        ? null
        : {
            id: row.person_id,
            name: row.name ?? '',
            email: row.email,
            phone: row.phone,
            needs: JSON.parse(row.needs_json ?? '[]') as Need[],
            mailFailedAt: row.mail_failed_at,
          },
    leg: { id: row.leg_id, counterId: row.counter_id, startsAt: row.starts_at, minutes: row.minutes },
    services: chosen.flatMap(
      ({ service_id }) => office.services.find(service => service.id === service_id) ?? [],
    ),
    documents: ticked.map(({ slug }) => slug),
  }
}

export async function insertHeld(
  db: Db,
  held: {
    officeId: number
    calendarUid: string
    language: string
    people: number
    channel: Channel
    heldUntil: Instant
    now: Instant
    counterId: number
    serviceIds: readonly number[]
    startsAt: Instant
    minutes: number
  },
): Promise<{ appointmentId: number; legId: number }> {
  const { id: appointmentId } = await db
    .insertInto('appointments')
    .values({
      office_id: held.officeId,
      state: 'held',
      calendar_uid: held.calendarUid,
      sequence: 0,
      language: held.language,
      people: held.people,
      channel: held.channel,
      held_until_at: held.heldUntil,
      is_hold_extended: 0,
      created_at: held.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()

  const { id: legId } = await db
    .insertInto('legs')
    .values({
      office_id: held.officeId,
      appointment_id: appointmentId,
      position: 0,
      counter_id: held.counterId,
      starts_at: held.startsAt,
      minutes: held.minutes,
    })
    .returning('id')
    .executeTakeFirstOrThrow()

  await db
    .insertInto('leg_services')
    .values(
      held.serviceIds.map((service_id, position) => ({
        office_id: held.officeId,
        leg_id: legId,
        service_id,
        position,
      })),
    )
    .execute()
  return { appointmentId, legId }
}

/**
 * Frees the places of holds whose time is over. The hold itself stays for an hour, so that what somebody
 * typed is not lost with the time. The update takes the row's lock and looks again: on PostgreSQL a hold that
 * is being booked at this moment keeps its places.
 */
export async function freeExpiredPlaces(
  db: Db,
  now: Instant,
  at?: { counterId: number; from: Instant; to: Instant },
): Promise<void> {
  const expired = await db
    .updateTable('appointments')
    .set(eb => ({ held_until_at: eb.ref('held_until_at') }))
    .where('state', '=', 'held')
    .where('held_until_at', '<=', now)
    .where('id', 'in', eb =>
      eb
        .selectFrom('places as place')
        .innerJoin('legs as leg', 'leg.id', 'place.leg_id')
        .select('leg.appointment_id')
        .$if(at !== undefined, query =>
          query
            .where('place.counter_id', '=', at?.counterId ?? 0)
            .where('place.starts_at', '>=', at?.from ?? 0)
            .where('place.starts_at', '<', at?.to ?? 0),
        ),
    )
    .returning('id')
    .execute()
  if (expired.length === 0) return

  const ids = expired.map(({ id }) => id)
  await db
    .deleteFrom('places')
    .where('leg_id', 'in', eb => eb.selectFrom('legs').select('id').where('appointment_id', 'in', ids))
    .execute()
}

/** Removes holds that ended before an instant, with all that was typed. */
export async function deleteHoldsEndedBefore(db: Db, before: Instant): Promise<void> {
  const rows = await db
    .deleteFrom('appointments')
    .where('state', '=', 'held')
    .where('held_until_at', '<=', before)
    .returning('person_id')
    .execute()
  await deletePersons(db, rows)
}

/** Removes one hold that is still held; false when it is none any more. */
export async function deleteHold(db: Db, appointmentId: number): Promise<boolean> {
  const rows = await db
    .deleteFrom('appointments')
    .where('id', '=', appointmentId)
    .where('state', '=', 'held')
    .returning('person_id')
    .execute()
  await deletePersons(db, rows)
  return rows.length > 0
}

async function deletePersons(db: Db, rows: ReadonlyArray<{ person_id: number | null }>): Promise<void> {
  const ids = rows.flatMap(row => row.person_id ?? [])
  if (ids.length > 0) await db.deleteFrom('persons').where('id', 'in', ids).execute()
}

/** Counters at which expired holds still keep places. */
export async function countersWithExpiredHolds(db: Db, now: Instant): Promise<number[]> {
  const rows = await db
    .selectFrom('appointments as appointment')
    .innerJoin('legs as leg', 'leg.appointment_id', 'appointment.id')
    .innerJoin('places as place', 'place.leg_id', 'leg.id')
    .select('leg.counter_id')
    .distinct()
    .where('appointment.held_until_at', '<=', now)
    .execute()
  return rows.map(row => row.counter_id)
}

/**
 * Whether a leg still has its places. Asked once its appointment's row is locked: somebody with a later clock
 * may have freed them a moment ago.
 */
export async function keepsPlaces(db: Db, legId: number): Promise<boolean> {
  const place = await db
    .selectFrom('places')
    .select('place_number')
    .where('leg_id', '=', legId)
    .executeTakeFirst()
  return place !== undefined
}

/** Gives a hold its one extension; false when it is over or has had it. */
export async function extendHold(
  db: Db,
  appointmentId: number,
  until: Instant,
  now: Instant,
): Promise<boolean> {
  const result = await db
    .updateTable('appointments')
    .set({ held_until_at: until, is_hold_extended: 1 })
    .where('id', '=', appointmentId)
    .where('state', '=', 'held')
    .where('is_hold_extended', '=', 0)
    .where('held_until_at', '>', now)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Turns a live hold into a booking; false when it is none any more. */
export async function markBooked(
  db: Db,
  appointmentId: number,
  booked: { reference: string; now: Instant },
): Promise<boolean> {
  const result = await db
    .updateTable('appointments')
    .set({ state: 'booked', reference: booked.reference, held_until_at: null, booked_at: booked.now })
    .where('id', '=', appointmentId)
    .where('state', '=', 'held')
    .where('held_until_at', '>', booked.now)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Raises SEQUENCE of a booked appointment and so claims it; false when it is not booked any more. */
export async function claimBooked(db: Db, appointmentId: number): Promise<boolean> {
  const result = await db
    .updateTable('appointments')
    .set(eb => ({ sequence: eb('sequence', '+', 1) }))
    .where('id', '=', appointmentId)
    .where('state', '=', 'booked')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function markCancelled(db: Db, appointmentId: number, now: Instant): Promise<void> {
  await db
    .updateTable('appointments')
    .set({ state: 'cancelled', cancelled_at: now })
    .where('id', '=', appointmentId)
    .execute()
}

export async function moveLeg(
  db: Db,
  legId: number,
  { startsAt, minutes }: { startsAt: Instant; minutes: number },
): Promise<void> {
  await db.updateTable('legs').set({ starts_at: startsAt, minutes }).where('id', '=', legId).execute()
}

export async function isReferenceUsed(db: Db, reference: string): Promise<boolean> {
  const row = await db
    .selectFrom('appointments')
    .select('id')
    .where('reference', '=', reference)
    .executeTakeFirst()
  return row !== undefined
}

/** Writes the details of a hold or booking over what was there. */
export async function saveDetails(
  db: Db,
  office: Office,
  appointment: Pick<Appointment, 'id' | 'person' | 'documents'>,
  details: Details,
): Promise<void> {
  const values = {
    office_id: office.id,
    name: details.name,
    email: details.email,
    phone: details.phone,
    email_key: contactKey(office.id, details.email),
    phone_key: contactKey(office.id, details.phone),
    needs_json: JSON.stringify(details.needs),
  }
  if (appointment.person) {
    const isSameEmail = appointment.person.email === details.email
    await db
      .updateTable('persons')
      .set({ ...values, ...(!isSameEmail && { mail_failed_at: null }) })
      .where('id', '=', appointment.person.id)
      .execute()
    await db
      .updateTable('appointments')
      .set({ language: details.language })
      .where('id', '=', appointment.id)
      .execute()
  } else {
    const { id } = await db.insertInto('persons').values(values).returning('id').executeTakeFirstOrThrow()
    await db
      .updateTable('appointments')
      .set({ language: details.language, person_id: id })
      .where('id', '=', appointment.id)
      .execute()
  }
  if (appointment.documents.length > 0 || details.documents.length > 0)
    await saveDocuments(db, office, appointment.id, details.documents)
}

async function saveDocuments(db: Db, office: Office, appointmentId: number, slugs: string[]): Promise<void> {
  await db.deleteFrom('appointment_documents').where('appointment_id', '=', appointmentId).execute()
  if (slugs.length === 0) return
  await db
    .insertInto('appointment_documents')
    .columns(['office_id', 'appointment_id', 'document_id'])
    .expression(eb =>
      eb
        .selectFrom('documents')
        .select(select => [
          'documents.office_id',
          select.val(appointmentId).as('appointment_id'),
          'documents.id',
        ])
        .where('documents.office_id', '=', office.id)
        .where('documents.slug', 'in', slugs),
    )
    .execute()
}

/**
 * How many visits a contact has ahead, and how many it has booked since an instant. Bookings of one contact
 * at the same moment are counted one after the other.
 */
export async function bookingsOfContact(
  db: Db,
  office: Office,
  contact: Pick<Details, 'email' | 'phone'>,
  now: Instant,
  since: Instant,
): Promise<{ active: number; recent: number }> {
  const keys = [
    ['email_key', contactKey(office.id, contact.email)],
    ['phone_key', contactKey(office.id, contact.phone)],
  ] as const
  await takeTurns(
    db,
    keys.flatMap(([, value]) => value ?? []),
  )

  let active = 0
  let recent = 0
  for (const [column, value] of keys) {
    if (value === null) continue
    const rows = await db
      .selectFrom('persons as person')
      .innerJoin('appointments as appointment', 'appointment.person_id', 'person.id')
      .innerJoin('legs as leg', 'leg.appointment_id', 'appointment.id')
      .select(['appointment.state', 'appointment.booked_at as bookedAt', 'leg.starts_at as startsAt'])
      .where('person.office_id', '=', office.id)
      .where(`person.${column}`, '=', value)
      .where('appointment.booked_at', 'is not', null)
      .execute()
    active = Math.max(active, rows.filter(row => row.state === 'booked' && row.startsAt > now).length)
    recent = Math.max(recent, rows.filter(row => (row.bookedAt ?? 0) > since).length)
  }
  return { active, recent }
}

/** What is compared when somebody looks a booking up by its reference. */
export function findForLookup(db: Db, reference: string) {
  return db
    .selectFrom('appointments as appointment')
    .innerJoin('persons as person', 'person.id', 'appointment.person_id')
    .select([
      'appointment.id',
      'appointment.office_id as officeId',
      'person.email_key as emailKey',
      'person.phone as phone',
    ])
    .where('appointment.reference', '=', reference)
    .executeTakeFirst()
}

export async function recordAudit(
  db: Db,
  entry: {
    officeId: number
    at: Instant
    actor: string
    deed: string
    appointmentId: number
    details?: Record<string, unknown>
  },
): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      office_id: entry.officeId,
      at: entry.at,
      actor: entry.actor,
      deed: entry.deed,
      appointment_id: entry.appointmentId,
      details_json: JSON.stringify(entry.details ?? {}),
    })
    .execute()
}
