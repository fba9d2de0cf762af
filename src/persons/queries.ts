import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import { takeTurns } from '#db/take-turns.ts'
import type { Appointment, Details } from '../booking/appointment.ts'
import { contactKey } from './contact.ts'
import type { Instant } from '../clock.ts'
import type { Office } from '../offices/office.ts'

/** Writes the details of a hold or booking over what was there. */
export async function saveDetails(
  db: Db,
  office: Office,
  appointment: Pick<Appointment, 'id' | 'person' | 'documents'>,
  details: Details,
): Promise<void> {
  const { id: appointmentId, person, documents } = appointment
  const personId = await savePerson(db, office, person, details)
  await setPerson(db, { appointmentId, personId, language: details.language })
  await saveDocuments(db, office, appointmentId, { before: documents, after: details.documents })
}

/** Writes who somebody is over what was known of them, or anew; answers the person's id. */
export async function savePerson(
  db: Db,
  office: Office,
  known: Appointment['person'],
  details: Details,
): Promise<number> {
  const values = {
    office_id: office.id,
    name: details.name,
    email: details.email,
    phone: details.phone,
    email_key: contactKey(office.id, details.email),
    phone_key: contactKey(office.id, details.phone),
    needs_json: JSON.stringify(details.needs),
  }
  if (!known) {
    const [person] = (await insertPerson(db, values)).rows
    if (!person) throw new Error('an insert gave no id')
    return person.id
  }
  const isSameEmail = known.email === details.email
  await db
    .updateTable('persons')
    .set({ ...values, ...(!isSameEmail && { mail_failed_at: null }) })
    .where('id', '=', known.id)
    .execute()
  return known.id
}

type NewPerson = {
  office_id: number
  name: string
  email: string | null
  phone: string | null
  email_key: string | null
  phone_key: string | null
  needs_json: string
}

const insertPerson = prepared((db, blank: Blanks<NewPerson>) =>
  db
    .insertInto('persons')
    .values({
      office_id: blank('office_id'),
      name: blank('name'),
      email: blank('email'),
      phone: blank('phone'),
      email_key: blank('email_key'),
      phone_key: blank('phone_key'),
      needs_json: blank('needs_json'),
    })
    .returning('id'),
)

type PersonOf = { appointmentId: number; personId: number; language: string }

const setPerson = prepared((db, blank: Blanks<PersonOf>) =>
  db
    .updateTable('appointments')
    .set({ language: blank('language'), person_id: blank('personId') })
    .where('id', '=', blank('appointmentId')),
)

/** Writes which documents are ticked now, by their slugs. */
export async function saveDocuments(
  db: Db,
  office: Office,
  appointmentId: number,
  { before, after: slugs }: { before: readonly string[]; after: readonly string[] },
): Promise<void> {
  if (before.length === 0 && slugs.length === 0) return
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
 * How many visits a contact has ahead, and how many it has booked within 24 hours. Bookings of one contact at
 * the same moment are counted one after the other.
 */
export async function bookingsOfContact(
  db: Db,
  office: Office,
  contact: Pick<Details, 'email' | 'phone'>,
  now: Instant,
): Promise<BookingCounts> {
  await takeTurns(
    db,
    [contact.email, contact.phone].flatMap(part => contactKey(office.id, part) ?? []),
  )
  return countBookings(db, office, contact, now)
}

export type BookingCounts = { active: number; recent: number }

/** The same as far as it can be seen now: nobody is kept waiting. */
export async function countBookings(
  db: Db,
  office: Office,
  contact: Pick<Details, 'email' | 'phone'>,
  now: Instant,
): Promise<BookingCounts> {
  const officeId = office.id
  const emailKey = contactKey(officeId, contact.email)
  const phoneKey = contactKey(officeId, contact.phone)
  const since = now - 24 * 3_600_000
  const found = [
    emailKey === null ? [] : (await visitsByEmail(db, { officeId, key: emailKey })).rows,
    phoneKey === null ? [] : (await visitsByPhone(db, { officeId, key: phoneKey })).rows,
  ]
  const most = (count: (visits: (typeof found)[number]) => number) => Math.max(...found.map(count))
  return {
    active: most(
      visits => visits.filter(({ state, startsAt }) => state === 'booked' && startsAt > now).length,
    ),
    recent: most(visits => visits.filter(({ bookedAt }) => (bookedAt ?? 0) > since).length),
  }
}

type Contact = { officeId: number; key: string }

const visitsBy = (column: 'person.email_key' | 'person.phone_key') =>
  prepared((db, blank: Blanks<Contact>) =>
    db
      .selectFrom('persons as person')
      .innerJoin('appointments as appointment', 'appointment.person_id', 'person.id')
      // One visit is one booking, however many counters it leads to.
      .innerJoin('legs as leg', join =>
        join.onRef('leg.appointment_id', '=', 'appointment.id').on('leg.position', '=', 0),
      )
      .select(['appointment.state', 'appointment.booked_at as bookedAt', 'leg.starts_at as startsAt'])
      .where('person.office_id', '=', blank('officeId'))
      .where(column, '=', blank('key'))
      .where('appointment.booked_at', 'is not', null),
  )
const visitsByEmail = visitsBy('person.email_key')
const visitsByPhone = visitsBy('person.phone_key')

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

/**
 * Erases who somebody was, with what they ticked and why they were let in above all windows. The booking stays as
 * statistics read it.
 */
export async function erasePersons(
  db: Db,
  { personIds, appointmentIds }: { personIds: readonly number[]; appointmentIds: readonly number[] },
): Promise<void> {
  await db
    .updateTable('appointments')
    .set({ person_id: null, overbook_reason: null })
    .where('id', 'in', appointmentIds)
    .execute()
  await db.deleteFrom('appointment_documents').where('appointment_id', 'in', appointmentIds).execute()
  // Why a booking was kept though its time closed is typed by hand, and may tell of the person.
  for (const table of ['opening_decisions', 'closing_choices'] as const)
    await db
      .updateTable(table)
      .set({ reason: '' })
      .where('appointment_id', 'in', appointmentIds)
      .where('reason', 'is not', null)
      .execute()
  await db.deleteFrom('persons').where('id', 'in', personIds).execute()
}
