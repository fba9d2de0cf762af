import { type ExpressionBuilder } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Db } from '#db/store.ts'
import { word } from '#db/words.ts'
import type { Instant } from '../clock.ts'
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
