import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'
import type { Localized } from '../offices/office.ts'
import { type DataClass, dataClasses, type RetentionDays } from '../offices/retention.ts'
import type { KnownPerson } from './due.ts'
import type { FoundBooking, FoundOpinion, FoundWait, HeldDeed, HeldMessage } from './held.ts'

/** In which somebody is still expected or served. */
const openStates = ['waiting', 'called', 'serving', 'parked', 'handed_in'] as const

type Which = {
  after?: number
  countMax?: number
  ids?: readonly number[]
  appointmentIds?: readonly number[]
}

/** People known by name, in parts by their id; or these alone. */
export async function knownPersons(
  db: Db,
  officeId: number,
  { after = 0, countMax = 200, ids, appointmentIds }: Which,
): Promise<KnownPerson[]> {
  const rows = await db
    .selectFrom('persons as person')
    .innerJoin('appointments as appointment', 'appointment.person_id', 'person.id')
    .select(['person.id as personId', 'appointment.id as appointmentId', 'appointment.state'])
    .select('appointment.cancelled_at as cancelledAt')
    .select(eb => [
      eb
        .selectFrom('legs as leg')
        .select(({ fn }) => fn.max('leg.starts_at').as('startsAt'))
        .whereRef('leg.appointment_id', '=', 'appointment.id')
        .as('startsAt'),
      eb
        .selectFrom('visits as visit')
        .innerJoin('tickets as ticket', 'ticket.visit_id', 'visit.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('visit.appointment_id', '=', 'appointment.id')
        .where('ticket.state', 'in', openStates)
        .as('open'),
      eb
        .selectFrom('visits as visit')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('visit.appointment_id', '=', 'appointment.id')
        .as('visits'),
    ])
    .where('person.office_id', '=', officeId)
    .where('person.id', '>', after)
    .$if(ids !== undefined, query => query.where('person.id', 'in', ids ?? []))
    .$if(appointmentIds !== undefined, query => query.where('appointment.id', 'in', appointmentIds ?? []))
    .orderBy('person.id')
    .limit(countMax)
    .execute()
  return rows.map(({ open, visits, startsAt, ...row }) => ({
    ...row,
    startsAt: startsAt ?? 0,
    isUnderWay: (open ?? 0) > 0,
    hasCome: (visits ?? 0) > 0,
  }))
}

export type Erasure = {
  key: string
  officeId: number
  dataClass: DataClass | 'person'
  before: Instant | null
  subject: ErasedSubject | null
  erased: number
  at: Instant
  actor: string
}

/** Whom an erasure on request was about, by random names that are the same after a restore. */
export type ErasedSubject = { appointments: string[]; opinions: string[] }

/** Writes down what was erased, without personal data. */
export async function insertErasure(
  db: Db,
  { key = randomUUID(), ...erasure }: Omit<Erasure, 'key'> & { key?: string },
): Promise<void> {
  await db
    .insertInto('erasures')
    .values({
      office_id: erasure.officeId,
      erasure_key: key,
      data_class: erasure.dataClass,
      before_at: erasure.before,
      subject_json: erasure.subject && JSON.stringify(erasure.subject),
      erased: erasure.erased,
      erased_at: erasure.at,
      actor: erasure.actor,
    })
    .onConflict(conflict => conflict.column('erasure_key').doNothing())
    .execute()
}

/** The ledger, the oldest first, in parts by its ids. */
export async function erasuresAfter(
  db: Db,
  after: number,
  countMax: number,
): Promise<Array<Erasure & { id: number; office: string }>> {
  const rows = await db
    .selectFrom('erasures')
    .innerJoin('offices', 'offices.id', 'erasures.office_id')
    .selectAll('erasures')
    .select('offices.slug as office')
    .where('erasures.id', '>', after)
    .orderBy('erasures.id')
    .limit(countMax)
    .execute()
  return rows.map(row => ({
    id: row.id,
    office: row.office,
    key: row.erasure_key,
    officeId: row.office_id,
    dataClass: row.data_class,
    before: row.before_at,
    subject: row.subject_json === null ? null : JSON.parse(row.subject_json),
    erased: row.erased,
    at: row.erased_at,
    actor: row.actor,
  }))
}

/** When each kind of data was last erased by itself, and how much. */
export async function lastErasures(
  db: Db,
  officeId: number,
): Promise<Map<DataClass, { at: Instant; erased: number }>> {
  const found = new Map<DataClass, { at: Instant; erased: number }>()
  for (const dataClass of dataClasses) {
    const row = await db
      .selectFrom('erasures')
      .select(['erased_at as at', 'erased'])
      .where('office_id', '=', officeId)
      .where('data_class', '=', dataClass)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (row) found.set(dataClass, row)
  }
  return found
}

/** Which of these keys the ledger does not have. */
export async function unknownErasures(db: Db, keys: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('erasures')
    .select('erasure_key as key')
    .where('erasure_key', 'in', keys)
    .execute()
  const known = new Set(rows.map(({ key }) => key))
  return keys.filter(key => !known.has(key))
}

/** Bookings and opinions by the names under which an erasure on request was written down. */
export async function findSubject(
  db: Db,
  officeId: number,
  { appointments, opinions }: ErasedSubject,
): Promise<{ appointmentIds: number[]; opinionIds: number[] }> {
  const booked =
    appointments.length === 0
      ? []
      : await db
          .selectFrom('appointments')
          .select('id')
          .where('office_id', '=', officeId)
          .where('calendar_uid', 'in', appointments)
          .execute()
  const written =
    opinions.length === 0
      ? []
      : await db
          .selectFrom('opinions')
          .select('id')
          .where('office_id', '=', officeId)
          .where('receipt', 'in', opinions)
          .execute()
  return { appointmentIds: booked.map(({ id }) => id), opinionIds: written.map(({ id }) => id) }
}

/** Those of these bookings and opinions that are the office's, and the names of them that outlive a restore. */
export async function ownSubject(
  db: Db,
  officeId: number,
  { appointmentIds, opinionIds }: { appointmentIds: readonly number[]; opinionIds: readonly number[] },
): Promise<{ appointmentIds: number[]; opinionIds: number[]; subject: ErasedSubject }> {
  const booked =
    appointmentIds.length === 0
      ? []
      : await db
          .selectFrom('appointments')
          .select(['id', 'calendar_uid'])
          .where('office_id', '=', officeId)
          .where('id', 'in', appointmentIds)
          .execute()
  const written =
    opinionIds.length === 0
      ? []
      : await db
          .selectFrom('opinions')
          .select(['id', 'receipt'])
          .where('office_id', '=', officeId)
          .where('id', 'in', opinionIds)
          .execute()
  return {
    appointmentIds: booked.map(({ id }) => id),
    opinionIds: written.map(({ id }) => id),
    subject: {
      appointments: booked.map(({ calendar_uid }) => calendar_uid),
      opinions: written.map(({ receipt }) => receipt),
    },
  }
}

/** Which database this is, to a copy of the ledger that lies outside of it. */
export async function ledgerId(db: Db): Promise<string> {
  const row = await db.selectFrom('erasure_ledger').select('ledger_id').executeTakeFirstOrThrow()
  return row.ledger_id
}

/** Takes a night's erasing for itself until `until`; false when it is done or another server has it. */
export async function claimPurge(
  db: Db,
  { officeId, date, now, until }: { officeId: number; date: LocalDate; now: Instant; until: Instant },
): Promise<boolean> {
  const result = await db
    .insertInto('purges')
    .values({
      office_id: officeId,
      business_date: date,
      claimed_until_at: until,
      started_at: now,
      ended_at: null,
      erased: 0,
    })
    .onConflict(conflict =>
      conflict
        .columns(['office_id', 'business_date'])
        .doUpdateSet({ claimed_until_at: until })
        .where('purges.ended_at', 'is', null)
        .where('purges.claimed_until_at', '<=', now),
    )
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function endPurge(
  db: Db,
  { officeId, date, now, erased }: { officeId: number; date: LocalDate; now: Instant; erased: number },
): Promise<void> {
  await db
    .updateTable('purges')
    .set({ ended_at: now, erased })
    .where('office_id', '=', officeId)
    .where('business_date', '=', date)
    .execute()
}

/** The last night's erasing that came to its end. */
export async function lastPurge(db: Db, officeId: number) {
  const row = await db
    .selectFrom('purges')
    .select(['business_date as date', 'ended_at as endedAt', 'erased'])
    .where('office_id', '=', officeId)
    .where('ended_at', 'is not', null)
    .orderBy('business_date', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** Saves how long an office keeps what; false when its rules have changed since they were looked at. */
export async function saveRetention(
  db: Db,
  office: { id: number; revision: number },
  days: RetentionDays,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('offices')
    .set(eb => ({
      keep_bookings_days: days.bookings,
      keep_mails_days: days.mails,
      keep_contacts_days: days.contacts,
      keep_opinions_days: days.opinions,
      keep_comments_days: days.comments,
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', office.id)
    .where('revision', '=', office.revision)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Saves for how long the audit is kept; false when the office's rules have changed since they were seen. */
export async function saveAuditDays(
  db: Db,
  office: { id: number; revision: number },
  days: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('offices')
    .set(eb => ({ keep_audit_days: days, revision: eb('revision', '+', 1) }))
    .where('id', '=', office.id)
    .where('revision', '=', office.revision)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Lets an office's erasing begin; false when it has. */
export async function startErasing(db: Db, officeId: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('offices')
    .set(eb => ({ is_erasing: 1, revision: eb('revision', '+', 1) }))
    .where('id', '=', officeId)
    .where('is_erasing', '=', 0)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Bookings of an office by reference, or by the digest of a contact; the newest first. */
export async function findBookings(
  db: Db,
  officeId: number,
  by: { reference?: string; emailKeys?: readonly string[]; phoneKeys?: readonly string[] },
): Promise<FoundBooking[]> {
  const { reference, emailKeys = [], phoneKeys = [] } = by
  const rows = await bookings(db, officeId)
    .where(eb =>
      eb.or([
        ...(reference === undefined ? [] : [eb('appointment.reference', '=', reference)]),
        ...(emailKeys.length === 0 ? [] : [eb('person.email_key', 'in', emailKeys)]),
        ...(phoneKeys.length === 0 ? [] : [eb('person.phone_key', 'in', phoneKeys)]),
      ]),
    )
    .orderBy('leg.starts_at', 'desc')
    .limit(foundMax)
    .execute()
  return rows.map(foundBooking)
}

/** More than anybody has; a form of ours holds no more. */
const foundMax = 90

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

/** Opinions whose writer left one of these contacts. */
export async function findOpinions(
  db: Db,
  officeId: number,
  { emails, phones }: { emails: readonly string[]; phones: readonly string[] },
): Promise<FoundOpinion[]> {
  if (emails.length + phones.length === 0) return []
  return opinions(db, officeId)
    .where(eb =>
      eb.or([
        ...emails.map(email => eb(eb.fn<string>('lower', ['contact.email']), '=', email.toLowerCase())),
        ...(phones.length === 0 ? [] : [eb('contact.phone', 'in', phones)]),
      ]),
    )
    .orderBy('opinion.id', 'desc')
    .limit(foundMax)
    .execute()
}

/** The wishes of a contact that wait for a freed place; once a wait is over, nobody can be found by it. */
export async function findWaits(
  db: Db,
  officeId: number,
  { emailKeys, phoneKeys }: { emailKeys: readonly string[]; phoneKeys: readonly string[] },
): Promise<FoundWait[]> {
  if (emailKeys.length + phoneKeys.length === 0) return []
  return db
    .selectFrom('waitlist_entries')
    .select([
      'id as entryId',
      'counter_id as counterId',
      'from_date as fromDate',
      'to_date as toDate',
      'name',
    ])
    .where('office_id', '=', officeId)
    .where(eb =>
      eb.or([
        ...(emailKeys.length === 0 ? [] : [eb('email_key', 'in', emailKeys)]),
        ...(phoneKeys.length === 0 ? [] : [eb('phone_key', 'in', phoneKeys)]),
      ]),
    )
    .orderBy('id')
    .execute()
}

function opinions(db: Db, officeId: number) {
  return db
    .selectFrom('opinions as opinion')
    .leftJoin('opinion_contacts as contact', 'contact.opinion_id', 'opinion.id')
    .select([
      'opinion.id as opinionId',
      'opinion.receipt',
      'opinion.counter_id as counterId',
      'opinion.received_date as receivedDate',
      'contact.name',
    ])
    .where('opinion.office_id', '=', officeId)
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

/** Messages that were written about bookings and opinions; their content is not kept. */
export async function messagesAbout(
  db: Db,
  about: 'appointment_id' | 'opinion_id',
  ids: readonly number[],
): Promise<Array<HeldMessage & { aboutId: number | null }>> {
  if (ids.length === 0) return []
  return db
    .selectFrom('outbox')
    .select(['kind', 'state', 'created_at as createdAt', `${about} as aboutId`])
    .where(about, 'in', ids)
    .orderBy('id')
    .execute()
}

/** The same about the visits that these bookings have become, where the message does not name the booking itself. */
export async function messagesOfVisits(
  db: Db,
  appointmentIds: readonly number[],
): Promise<Array<HeldMessage & { aboutId: number | null }>> {
  if (appointmentIds.length === 0) return []
  return db
    .selectFrom('visits as visit')
    .innerJoin('outbox as message', 'message.visit_id', 'visit.id')
    .select([
      'message.kind',
      'message.state',
      'message.created_at as createdAt',
      'visit.appointment_id as aboutId',
    ])
    .where('visit.appointment_id', 'in', appointmentIds)
    .where('message.appointment_id', 'is', null)
    .orderBy('message.id')
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

/** All that is kept of these opinions. */
export async function heldOpinions(db: Db, officeId: number, ids: readonly number[]) {
  if (ids.length === 0) return []
  return opinions(db, officeId)
    .select([
      'opinion.channel',
      'opinion.language',
      'opinion.category',
      'opinion.state',
      'opinion.text',
      'opinion.answer',
      'contact.opinion_id as contactOf',
      'contact.email',
      'contact.phone',
    ])
    .where('opinion.id', 'in', ids)
    .orderBy('opinion.id')
    .execute()
}

/** What was done with these opinions, and who looked at their writers' contact. */
export async function deedsAboutOpinions(
  db: Db,
  ids: readonly number[],
): Promise<Array<HeldDeed & { opinionId: number }>> {
  if (ids.length === 0) return []
  const done = await db
    .selectFrom('opinion_events as event')
    .leftJoin('staff', 'staff.pseudonym', 'event.staff_pseudonym')
    .select(['event.opinion_id as opinionId', 'event.at', 'event.deed', 'staff.role', 'staff.pseudonym'])
    .where('event.opinion_id', 'in', ids)
    .orderBy('event.id')
    .execute()
  const seen = await db
    .selectFrom('audit')
    .leftJoin('staff', join => join.on(sql<boolean>`audit.actor = 'staff:' || cast(staff.id as text)`))
    .select(['audit.at', 'audit.deed', 'audit.details_json as details', 'staff.role', 'staff.pseudonym'])
    .where('audit.deed', 'in', ['opinion_contact_viewed', 'person_held_viewed', 'person_held_exported'])
    .where(
      'audit.details_json',
      'in',
      ids.map(opinionId => JSON.stringify({ opinionId })),
    )
    .orderBy('audit.id')
    .execute()
  return [
    ...done,
    ...seen.map(({ details, ...deed }) => ({ ...deed, opinionId: (JSON.parse(details) as Seen).opinionId })),
  ]
}

type Seen = { opinionId: number }
