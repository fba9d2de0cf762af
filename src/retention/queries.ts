import { randomUUID } from 'node:crypto'
import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'
import { type DataClass, dataClasses, type RetentionDays } from '../offices/retention.ts'
import type { KnownPerson } from './due.ts'

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
