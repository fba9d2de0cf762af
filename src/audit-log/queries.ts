import { type ExpressionBuilder } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Db } from '#db/store.ts'
import { word, words } from '#db/words.ts'
import type { Instant } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import type { LogKey, LogRow } from './log.ts'

export type LogSpan = { from: Instant; before: Instant }

function rows(db: Db, officeId: number, { from, before }: LogSpan) {
  return db
    .selectFrom('audit')
    .leftJoin('appointments as appointment', 'appointment.id', 'audit.appointment_id')
    .select([
      ...(['audit.id', 'audit.at', 'audit.actor', 'audit.actor_role as role', 'audit.deed'] as const),
      ...(['audit.appointment_id as appointmentId', 'appointment.reference'] as const),
      ...(['audit.counter_id as counterId', 'audit.details_json as details'] as const),
    ])
    .where('audit.office_id', '=', officeId)
    .where('audit.at', '>=', from)
    .where('audit.at', '<', before)
}

type Found = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

function rowOf({ details, ...row }: Found): LogRow {
  return { ...row, details: JSON.parse(details) as LogRow['details'] }
}

/** Rows of a span, the newest first, from below a key on. */
export async function logRows(
  db: Db,
  officeId: number,
  span: LogSpan,
  { below, countMax }: { below: LogKey | null; countMax: number },
): Promise<LogRow[]> {
  const found = await rows(db, officeId, span)
    .$if(below !== null, query => query.where(isBelow(below ?? { at: 0, id: 0 })))
    .orderBy('audit.at', 'desc')
    .orderBy('audit.id', 'desc')
    .limit(countMax)
    .execute()
  return found.map(rowOf)
}

/** Lists of people that were shown in a span, in the same order and parts. */
export async function listRows(
  db: Db,
  officeId: number,
  span: LogSpan,
  { below, countMax }: { below: LogKey | null; countMax: number },
): Promise<LogRow[]> {
  const found = await rows(db, officeId, span)
    .where('audit.deed', '=', word('view_list'))
    .$if(below !== null, query => query.where(isBelow(below ?? { at: 0, id: 0 })))
    .orderBy('audit.at', 'desc')
    .orderBy('audit.id', 'desc')
    .limit(countMax)
    .execute()
  return found.map(rowOf)
}

function isBelow({ at, id }: LogKey) {
  return (eb: ExpressionBuilder<Database, 'audit'>) =>
    eb.or([eb('audit.at', '<', at), eb.and([eb('audit.at', '=', at), eb('audit.id', '<', id)])])
}

/** Rows about one appointment itself, the newest first. */
export async function rowsOfAppointment(
  db: Db,
  officeId: number,
  span: LogSpan,
  appointmentId: number,
): Promise<LogRow[]> {
  const found = await rows(db, officeId, span)
    .where('audit.appointment_id', '=', appointmentId)
    .orderBy('audit.at', 'desc')
    .orderBy('audit.id', 'desc')
    .limit(1000)
    .execute()
  return found.map(rowOf)
}

export type LogAccount = {
  id: number
  login: string
  name: string
  role: string
  officeId: number | null
  counterIds: number[]
}

/** The accounts of an office and those of all offices, disabled ones too, by their names. */
export async function logAccounts(db: Db, officeId: number): Promise<LogAccount[]> {
  const accounts = await db
    .selectFrom('staff')
    .select(['id', 'login', 'name', 'role', 'office_id as officeId'])
    .where(eb => eb.or([eb('office_id', '=', officeId), eb('office_id', 'is', null)]))
    .orderBy('name')
    .orderBy('id')
    .execute()
  const counters = await db
    .selectFrom('staff_counters')
    .select(['staff_id as staffId', 'counter_id as counterId'])
    .where('office_id', '=', officeId)
    .execute()
  return accounts.map(account => ({
    ...account,
    counterIds: counters.flatMap(({ staffId, counterId }) => (staffId === account.id ? [counterId] : [])),
  }))
}

/** When an appointment could first and last stand in a list; null when it is not of this office. */
export async function lifeOfAppointment(
  db: Db,
  officeId: number,
  appointmentId: number,
): Promise<{ createdAt: Instant; startsAt: Instant } | null> {
  const row = await db
    .selectFrom('appointments as appointment')
    .innerJoin('legs as leg', 'leg.appointment_id', 'appointment.id')
    .select(['appointment.created_at as createdAt', 'leg.starts_at as startsAt'])
    .where('appointment.office_id', '=', officeId)
    .where('appointment.id', '=', appointmentId)
    .orderBy('leg.position', 'desc')
    .executeTakeFirst()
  return row ?? null
}

/** The seals of rows, by their ids. */
export async function sealsOfRows(db: Db, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, { position: number; hash: string }>()
  const seals = await db
    .selectFrom('audit_seals')
    .select(['audit_id as auditId', 'position', 'hash'])
    .where('audit_id', 'in', ids)
    .execute()
  return new Map(seals.map(({ auditId, ...seal }) => [auditId, seal]))
}

/** What the last verification found, and when. */
export async function lastVerification(db: Db, officeId: number) {
  const row = await db
    .selectFrom('audit')
    .select(['at', 'details_json as details'])
    .where('office_id', '=', officeId)
    .where('deed', '=', word('audit_verified'))
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { at: row.at, details: JSON.parse(row.details) as unknown } : null
}

/** The accounts that were changed since an instant. */
export async function accountsChangedSince(db: Db, officeId: number, since: Instant): Promise<Set<number>> {
  const found = await db
    .selectFrom('audit')
    .select('details_json as details')
    .where('office_id', '=', officeId)
    .where('at', '>=', since)
    .where('deed', '=', word('person_changed'))
    .execute()
  return new Set(found.map(({ details }) => (JSON.parse(details) as { staffId: number }).staffId))
}

/** The longest days for which an office has kept each kind since an instant; without end while it did not erase. */
export async function longestKept(
  db: Db,
  { id, retention }: Pick<Office, 'id' | 'retention'>,
  since: Instant,
): Promise<Record<'bookings' | 'contacts', number>> {
  const found = await db
    .selectFrom('audit')
    .select(['deed', 'details_json as details'])
    .where('office_id', '=', id)
    .where('at', '>=', since)
    .where('deed', 'in', words('retention_changed', 'erasing_started'))
    .execute()
  const isWithoutEnd = !retention.isErasing || found.some(({ deed }) => deed === 'erasing_started')
  const before = found.map(({ details }) => JSON.parse(details) as Record<string, { from?: number }>)
  const longest = (kind: 'bookings' | 'contacts') =>
    isWithoutEnd
      ? Number.POSITIVE_INFINITY
      : Math.max(retention.days[kind], ...before.map(changed => changed[kind]?.from ?? 0))
  return { bookings: longest('bookings'), contacts: longest('contacts') }
}

export type HeldRow = {
  id: number
  reference: string
  counterId: number | null
  createdAt: Instant
  /** Of a booking: its time. */
  startsAt: Instant | null
  isHeld: boolean
  name: string | null
  email: string | null
  phone: string | null
}

type Ids = { after: number; last: number }

/** Bookings of some ids that were there before an instant and whose person was, or may have been, kept then. */
export async function heldBookings(
  db: Db,
  officeId: number,
  { after, last }: Ids,
  { madeBefore, erasedSince }: { madeBefore: Instant; erasedSince: Instant },
): Promise<HeldRow[]> {
  const found = await db
    .selectFrom('appointments as appointment')
    .innerJoin('legs as leg', join =>
      join.onRef('leg.appointment_id', '=', 'appointment.id').on('leg.position', '=', 0),
    )
    .leftJoin('persons as person', 'person.id', 'appointment.person_id')
    .select([
      ...(['appointment.id', 'appointment.reference', 'appointment.created_at as createdAt'] as const),
      ...(['leg.counter_id as counterId', 'leg.starts_at as startsAt'] as const),
      ...(['person.id as personId', 'person.name', 'person.email', 'person.phone'] as const),
    ])
    .where('appointment.id', '>', after)
    .where('appointment.id', '<=', last)
    .where('appointment.office_id', '=', officeId)
    .where('appointment.state', '!=', 'held')
    .where('appointment.created_at', '<', madeBefore)
    .where(eb => eb.or([eb('person.id', 'is not', null), eb('leg.starts_at', '>=', erasedSince)]))
    .orderBy('appointment.id')
    .execute()
  return found.map(({ personId, reference, ...row }) => ({
    ...{ ...row, reference: reference ?? '' },
    isHeld: personId !== null,
  }))
}

/** Opinions in the same way; who wished for no answer has told nothing of themselves. */
export async function heldOpinions(
  db: Db,
  officeId: number,
  { after, last }: Ids,
  { madeBefore, erasedSince }: { madeBefore: Instant; erasedSince: Instant },
): Promise<HeldRow[]> {
  const found = await db
    .selectFrom('opinions as opinion')
    .leftJoin('opinion_contacts as contact', 'contact.opinion_id', 'opinion.id')
    .select([
      ...(['opinion.id', 'opinion.receipt as reference', 'opinion.counter_id as counterId'] as const),
      ...(['opinion.created_at as createdAt', 'contact.opinion_id as contactId'] as const),
      ...(['contact.name', 'contact.email', 'contact.phone'] as const),
    ])
    .where('opinion.id', '>', after)
    .where('opinion.id', '<=', last)
    .where('opinion.office_id', '=', officeId)
    .where('opinion.wants_answer', '=', 1)
    .where('opinion.created_at', '<', madeBefore)
    .where(eb =>
      eb.or([
        eb('contact.opinion_id', 'is not', null),
        eb(eb.fn.coalesce('opinion.answered_at', 'opinion.closed_at'), '>=', erasedSince),
      ]),
    )
    .orderBy('opinion.id')
    .execute()
  return found.map(({ contactId, ...row }) => ({ ...row, startsAt: null, isHeld: contactId !== null }))
}

/** The highest ids there are. */
export async function lastIds(db: Db): Promise<{ booking: number; opinion: number }> {
  const booking = await db
    .selectFrom('appointments')
    .select(eb => eb.fn.max('id').as('id'))
    .executeTakeFirst()
  const opinion = await db
    .selectFrom('opinions')
    .select(eb => eb.fn.max('id').as('id'))
    .executeTakeFirst()
  return { booking: booking?.id ?? 0, opinion: opinion?.id ?? 0 }
}
