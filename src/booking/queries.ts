import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import { type Office, servicesByIds } from '../offices/office.ts'
import type { Appointment, CancelledBy, Channel, Leg, Need } from './appointment.ts'

export async function findAppointment(db: Db, office: Office, id: number): Promise<Appointment | null> {
  const { rows } = await selectAppointment(db, { id, officeId: office.id })
  const [row] = rows
  if (!row) return null

  const chosen = (await selectServices(db, { id })).rows
  const legs = rows.map(leg => ({
    id: leg.leg_id,
    position: leg.leg_position,
    counterId: leg.counter_id,
    startsAt: leg.starts_at,
    minutes: leg.minutes,
    services: servicesByIds(
      office,
      chosen.flatMap(({ leg_id, service_id }) => (leg_id === leg.leg_id ? [service_id] : [])),
    ),
  }))
  const [leg] = legs
  if (!leg) return null
  const ticked = (await selectTicked(db, { id })).rows

  return {
    id: row.id,
    officeId: office.id,
    state: row.state,
    reference: row.reference,
    calendarUid: row.calendar_uid,
    sequence: row.sequence,
    language: row.language,
    people: row.people,
    channel: row.channel,
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
    legs,
    leg,
    services: legs.flatMap(({ services }) => services),
    documents: ticked.map(({ slug }) => slug),
    hasArrived: row.visit_id !== null,
  }
}

const selectAppointment = prepared((db, blank: Blanks<{ id: number; officeId: number }>) =>
  db
    .selectFrom('appointments as appointment')
    .innerJoin('legs as leg', 'leg.appointment_id', 'appointment.id')
    .leftJoin('persons as person', 'person.id', 'appointment.person_id')
    .leftJoin('visits as visit', 'visit.appointment_id', 'appointment.id')
    .select([
      'appointment.id',
      'appointment.state',
      'appointment.reference',
      'appointment.calendar_uid',
      'appointment.sequence',
      'appointment.language',
      'appointment.people',
      'appointment.channel',
      'appointment.held_until_at',
      'appointment.is_hold_extended',
      'appointment.created_at',
      'leg.id as leg_id',
      'leg.position as leg_position',
      'leg.counter_id',
      'leg.starts_at',
      'leg.minutes',
      'person.id as person_id',
      'person.name',
      'person.email',
      'person.phone',
      'person.needs_json',
      'person.mail_failed_at',
      'visit.id as visit_id',
    ])
    .where('appointment.id', '=', blank('id'))
    .where('appointment.office_id', '=', blank('officeId'))
    .orderBy('leg.position'),
)

const selectServices = prepared((db, blank: Blanks<{ id: number }>) =>
  db
    .selectFrom('leg_services as chosen')
    .innerJoin('legs as leg', 'leg.id', 'chosen.leg_id')
    .select(['chosen.leg_id', 'chosen.service_id'])
    .where('leg.appointment_id', '=', blank('id'))
    .orderBy('leg.position')
    .orderBy('chosen.position'),
)

const selectTicked = prepared((db, blank: Blanks<{ id: number }>) =>
  db
    .selectFrom('appointment_documents as ticked')
    .innerJoin('documents as document', 'document.id', 'ticked.document_id')
    .select('document.slug')
    .where('ticked.appointment_id', '=', blank('id'))
    .orderBy('document.id'),
)

type HeldRow = {
  officeId: number
  calendarUid: string
  language: string
  people: number
  channel: Channel
  heldUntil: Instant
  now: Instant
}

/** A leg as it is wished for, in its place among the others. */
export type NewLeg = Omit<Leg, 'id'>

/** A hold without its places yet. */
export async function insertHeld(
  db: Db,
  held: HeldRow,
  wished: readonly NewLeg[],
): Promise<{ appointmentId: number; legs: Leg[] }> {
  const [appointment] = (await insertAppointment(db, held)).rows
  if (!appointment) throw new Error('an insert gave no id')
  const legs = await insertLegs(db, { officeId: held.officeId, appointmentId: appointment.id }, wished)
  return { appointmentId: appointment.id, legs }
}

const insertAppointment = prepared((db, blank: Blanks<HeldRow>) =>
  db
    .insertInto('appointments')
    .values({
      office_id: blank('officeId'),
      state: 'held',
      calendar_uid: blank('calendarUid'),
      sequence: 0,
      language: blank('language'),
      people: blank('people'),
      channel: blank('channel'),
      held_until_at: blank('heldUntil'),
      is_hold_extended: 0,
      created_at: blank('now'),
    })
    .returning('id'),
)

type BookedRow = {
  officeId: number
  reference: string
  calendarUid: string
  personId: number
  language: string
  people: number
  channel: Channel
  createdAt: Instant
}

/** A booking without its places yet. */
export async function insertBooked(
  db: Db,
  booked: BookedRow,
  wished: readonly NewLeg[],
): Promise<{ appointmentId: number; legs: Leg[] }> {
  const [appointment] = (await insertBookedAppointment(db, booked)).rows
  if (!appointment) throw new Error('an insert gave no id')
  const legs = await insertLegs(db, { officeId: booked.officeId, appointmentId: appointment.id }, wished)
  return { appointmentId: appointment.id, legs }
}

const insertBookedAppointment = prepared((db, blank: Blanks<BookedRow>) =>
  db
    .insertInto('appointments')
    .values({
      office_id: blank('officeId'),
      state: 'booked',
      reference: blank('reference'),
      calendar_uid: blank('calendarUid'),
      sequence: 0,
      person_id: blank('personId'),
      language: blank('language'),
      people: blank('people'),
      channel: blank('channel'),
      is_hold_extended: 0,
      created_at: blank('createdAt'),
      booked_at: blank('createdAt'),
    })
    .returning('id'),
)

type OfAppointment = { officeId: number; appointmentId: number }

/** Legs of an appointment, with their services but without places. */
async function insertLegs(db: Db, of: OfAppointment, wished: readonly NewLeg[]): Promise<Leg[]> {
  const legs: Leg[] = []
  for (const { services, ...leg } of wished) {
    const [row] = (await insertLeg(db, { ...of, ...leg })).rows
    if (!row) throw new Error('an insert gave no id')
    for (const [position, { id: serviceId }] of services.entries())
      await insertLegService(db, { officeId: of.officeId, legId: row.id, serviceId, position })
    legs.push({ ...leg, id: row.id, services })
  }
  return legs
}

type LegRow = OfAppointment & Omit<NewLeg, 'services'>

const insertLeg = prepared((db, blank: Blanks<LegRow>) =>
  db
    .insertInto('legs')
    .values({
      office_id: blank('officeId'),
      appointment_id: blank('appointmentId'),
      position: blank('position'),
      counter_id: blank('counterId'),
      starts_at: blank('startsAt'),
      minutes: blank('minutes'),
    })
    .returning('id'),
)

type LegService = { officeId: number; legId: number; serviceId: number; position: number }

const insertLegService = prepared((db, blank: Blanks<LegService>) =>
  db.insertInto('leg_services').values({
    office_id: blank('officeId'),
    leg_id: blank('legId'),
    service_id: blank('serviceId'),
    position: blank('position'),
  }),
)

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
 * Whether a held appointment still has its places. Asked once its row is locked: somebody with a later clock may
 * have freed them a moment ago, those of all its legs at once or only those at the counter they came to.
 */
export async function keepsPlaces(db: Db, legs: readonly Pick<Leg, 'id'>[]): Promise<boolean> {
  for (const { id: legId } of legs) if ((await selectAPlace(db, { legId })).rows.length === 0) return false
  return true
}

const selectAPlace = prepared((db, blank: Blanks<{ legId: number }>) =>
  db.selectFrom('places').select('place_number').where('leg_id', '=', blank('legId')).limit(1),
)

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

/** Turns a live hold into a booking of a person; false when it is none any more. */
export async function markBooked(
  db: Db,
  appointmentId: number,
  booked: Omit<NewlyBooked, 'appointmentId'>,
): Promise<boolean> {
  return (await updateToBooked(db, { appointmentId, ...booked })).numAffectedRows === 1n
}

type NewlyBooked = {
  appointmentId: number
  reference: string
  language: string
  personId: number | null
  now: Instant
}

const updateToBooked = prepared((db, blank: Blanks<NewlyBooked>) =>
  db
    .updateTable('appointments')
    .set({
      state: 'booked',
      reference: blank('reference'),
      language: blank('language'),
      person_id: blank('personId'),
      held_until_at: null,
      booked_at: blank('now'),
    })
    .where('id', '=', blank('appointmentId'))
    .where('state', '=', 'held')
    .where('held_until_at', '>', blank('now')),
)

/** Keeps everybody else from a hold until this transaction ends; false when its time is over. */
export async function claimHeld(db: Db, appointmentId: number, now: Instant): Promise<boolean> {
  const result = await db
    .updateTable('appointments')
    .set(eb => ({ held_until_at: eb.ref('held_until_at') }))
    .where('id', '=', appointmentId)
    .where('state', '=', 'held')
    .where('held_until_at', '>', now)
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

/** Keeps changes and cancellations of an appointment waiting until this transaction ends. */
export async function lockAppointment(db: Db, appointmentId: number): Promise<void> {
  await db
    .updateTable('appointments')
    .set(eb => ({ sequence: eb.ref('sequence') }))
    .where('id', '=', appointmentId)
    .execute()
}

export async function markCancelled(
  db: Db,
  appointmentId: number,
  { by, now }: { by: CancelledBy; now: Instant },
): Promise<void> {
  await db
    .updateTable('appointments')
    .set({ state: 'cancelled', cancelled_at: now, cancelled_by: by })
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

/** Removes a leg of a visit that has not begun, with its places, and moves up those after it. */
export async function deleteLeg(db: Db, { id, appointmentId, position }: DeletedLeg): Promise<void> {
  await db.deleteFrom('legs').where('id', '=', id).execute()
  const later = await db
    .selectFrom('legs')
    .select(['id', 'position'])
    .where('appointment_id', '=', appointmentId)
    .where('position', '>', position)
    .orderBy('position')
    .execute()
  for (const leg of later)
    await db
      .updateTable('legs')
      .set({ position: leg.position - 1 })
      .where('id', '=', leg.id)
      .execute()
}

type DeletedLeg = { id: number; appointmentId: number; position: number }

/** Puts other legs, still without places, in the place of all that a visit has; it has not begun. */
export async function replaceLegs(db: Db, of: OfAppointment, wished: readonly NewLeg[]): Promise<Leg[]> {
  await db.deleteFrom('legs').where('appointment_id', '=', of.appointmentId).execute()
  return insertLegs(db, of, wished)
}

/** Why a visit is booked above all windows; null once it is moved. */
export async function setOverbookReason(db: Db, appointmentId: number, reason: string | null): Promise<void> {
  await db
    .updateTable('appointments')
    .set({ overbook_reason: reason })
    .where('id', '=', appointmentId)
    .execute()
}

export async function isReferenceUsed(db: Db, reference: string): Promise<boolean> {
  return (await selectByReference(db, { reference })).rows.length > 0
}

const selectByReference = prepared((db, blank: Blanks<{ reference: string }>) =>
  db.selectFrom('appointments').select('id').where('reference', '=', blank('reference')),
)

/** The appointment of an office that a reference names, in any state but held. */
export async function appointmentOfReference(
  db: Db,
  officeId: number,
  reference: string,
): Promise<number | null> {
  const row = await db
    .selectFrom('appointments')
    .select('id')
    .where('reference', '=', reference)
    .where('office_id', '=', officeId)
    .executeTakeFirst()
  return row?.id ?? null
}
