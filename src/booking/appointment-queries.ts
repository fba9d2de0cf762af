import { chunksOf } from '#db/chunks.ts'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import { type Office, servicesByIds } from '../offices/office.ts'
import { hasCome } from '../visits/queries.ts'
import type { Appointment, Need } from './appointment.ts'

export async function findAppointment(db: Db, office: Office, id: number): Promise<Appointment | null> {
  const { rows } = await selectAppointment(db, { id, officeId: office.id })
  if (rows.length === 0) return null

  const chosen = (await selectServices(db, { id })).rows
  const ticked = (await selectTicked(db, { id })).rows
  return appointmentOf(office, rows, chosen, ticked)
}

/** Those of many that are there, by their ids. */
export async function findAppointments(
  db: Db,
  office: Office,
  ids: readonly number[],
): Promise<Map<number, Appointment>> {
  const found = new Map<number, Appointment>()
  for (const some of chunksOf(ids)) {
    const rows = await appointments(db)
      .where('appointment.id', 'in', some)
      .where('appointment.office_id', '=', office.id)
      .execute()
    const chosen = await chosenServices(db).where('leg.appointment_id', 'in', some).execute()
    const ticked = await tickedDocuments(db).where('ticked.appointment_id', 'in', some).execute()
    const [services, documents] = [byAppointment(chosen), byAppointment(ticked)]
    for (const [id, legs] of Map.groupBy(rows, row => row.id)) {
      const appointment = appointmentOf(office, legs, services.get(id) ?? [], documents.get(id) ?? [])
      if (appointment) found.set(id, appointment)
    }
  }
  return found
}

function byAppointment<Row extends { appointmentId: number }>(rows: readonly Row[]): Map<number, Row[]> {
  return Map.groupBy(rows, ({ appointmentId }) => appointmentId)
}

type Chosen = { leg_id: number; service_id: number }

/** An appointment from the rows of its legs. */
function appointmentOf(
  office: Office,
  rows: readonly AppointmentRow[],
  chosen: readonly Chosen[],
  ticked: ReadonlyArray<{ slug: string }>,
): Appointment | null {
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
  const [row] = rows
  const [leg] = legs
  if (!row || !leg) return null

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

function appointments(db: Db) {
  return db
    .selectFrom('appointments as appointment')
    .innerJoin('legs as leg', 'leg.appointment_id', 'appointment.id')
    .leftJoin('persons as person', 'person.id', 'appointment.person_id')
    .leftJoin('visits as visit', join =>
      join.onRef('visit.appointment_id', '=', 'appointment.id').on(hasCome),
    )
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
    .orderBy('leg.position')
}

type AppointmentRow = Awaited<ReturnType<ReturnType<typeof appointments>['executeTakeFirstOrThrow']>>

const selectAppointment = prepared((db, blank: Blanks<{ id: number; officeId: number }>) =>
  appointments(db)
    .where('appointment.id', '=', blank('id'))
    .where('appointment.office_id', '=', blank('officeId')),
)

function chosenServices(db: Db) {
  return db
    .selectFrom('leg_services as chosen')
    .innerJoin('legs as leg', 'leg.id', 'chosen.leg_id')
    .select(['leg.appointment_id as appointmentId', 'chosen.leg_id', 'chosen.service_id'])
    .orderBy('leg.position')
    .orderBy('chosen.position')
}

const selectServices = prepared((db, blank: Blanks<{ id: number }>) =>
  chosenServices(db).where('leg.appointment_id', '=', blank('id')),
)

function tickedDocuments(db: Db) {
  return db
    .selectFrom('appointment_documents as ticked')
    .innerJoin('documents as document', 'document.id', 'ticked.document_id')
    .select(['ticked.appointment_id as appointmentId', 'document.slug'])
    .orderBy('document.id')
}

const selectTicked = prepared((db, blank: Blanks<{ id: number }>) =>
  tickedDocuments(db).where('ticked.appointment_id', '=', blank('id')),
)

/** Keeps changes and cancellations of an appointment waiting until this transaction ends. */
export async function lockAppointment(db: Db, appointmentId: number): Promise<void> {
  await db
    .updateTable('appointments')
    .set(eb => ({ sequence: eb.ref('sequence') }))
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
