import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'
import type { Period } from '../statistics/figures.ts'

/** The logs from which summaries follow. */
export const logs = ['visit_events', 'window_events', 'audit'] as const
export type Log = (typeof logs)[number]

/** What a row of a log tells of the days it touches. */
export type LogRow = {
  id: number
  officeId: number
  /** When it was written. */
  at: Instant
  /** The business day, where the row belongs to a ticket. */
  date: LocalDate | null
  /** An instant of the day it touches, where it belongs to none. */
  dayAt: Instant | null
  isBySystem: boolean
  /** The facts know of it already: they are written while its day is marked, so the summaries will too. */
  isCounted: boolean
}

/** Up to which row each log has been followed for good. */
export async function positionsOf(db: Db): Promise<Record<Log, number>> {
  const rows = await db.selectFrom('followed_logs').selectAll().execute()
  const positions = { visit_events: 0, window_events: 0, audit: 0 }
  for (const { log, position } of rows) positions[log] = position
  return positions
}

/** Moves on, never back: another server may have been faster. */
export async function savePosition(db: Db, log: Log, position: number): Promise<void> {
  await db
    .updateTable('followed_logs')
    .set({ position })
    .where('log', '=', log)
    .where('position', '<', position)
    .execute()
}

/** The next rows of a log after an id, in the order of ids. */
export function rowsAfter(db: Db, log: Log, after: number, limit: number): Promise<LogRow[]> {
  return readers[log](db, after, limit)
}

const readers: Record<Log, (db: Db, after: number, limit: number) => Promise<LogRow[]>> = {
  async visit_events(db, after, limit) {
    const rows = await db
      .selectFrom('visit_events as event')
      .leftJoin('tickets as ticket', 'ticket.id', 'event.ticket_id')
      .leftJoin('legs as leg', 'leg.id', 'event.leg_id')
      .leftJoin('ticket_facts as facts', 'facts.ticket_id', 'event.ticket_id')
      .select([
        'event.id',
        'event.office_id as officeId',
        'event.recorded_at as at',
        'ticket.business_date as date',
        'leg.starts_at as dayAt',
        'event.sequence',
        'facts.sequence as counted',
      ])
      .where('event.id', '>', after)
      .orderBy('event.id')
      .limit(limit)
      .execute()
    return rows.map(({ sequence, counted, ...row }) => ({
      ...row,
      isBySystem: false,
      isCounted: counted !== null && counted >= sequence,
    }))
  },
  async window_events(db, after, limit) {
    const rows = await db
      .selectFrom('window_events')
      .select(['id', 'office_id as officeId', 'occurred_at as at', 'staff_pseudonym as pseudonym'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map(({ pseudonym, ...row }) => ({
      ...row,
      date: null,
      dayAt: row.at,
      isBySystem: pseudonym === null,
      isCounted: false,
    }))
  },
  // A booking made, moved or cancelled changes what today offers; days ahead are summarised when they come.
  async audit(db, after, limit) {
    const rows = await db
      .selectFrom('audit')
      .select(['id', 'office_id as officeId', 'at'])
      .where('id', '>', after)
      .where('appointment_id', 'is not', null)
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map(row => ({ ...row, date: null, dayAt: row.at, isBySystem: false, isCounted: false }))
  },
}

/** The newest event there is: what is read now knows all up to here, or nearly. */
export async function newestEventId(db: Db): Promise<number> {
  const row = await db
    .selectFrom('visit_events')
    .select(eb => eb.fn.max('id').as('id'))
    .executeTakeFirst()
  return row?.id ?? 0
}

/** The last day of an office that has a summary, or null when there is none yet. */
export async function lastSummarisedDate(db: Db, officeId: number): Promise<LocalDate | null> {
  const row = await db
    .selectFrom('made_periods')
    .select(eb => eb.fn.max('start_date').as('date'))
    .where('office_id', '=', officeId)
    .where('grain', '=', 'day')
    .executeTakeFirst()
  return row?.date ?? null
}

/** When the summaries of a period were last made, or null. */
export async function lastMadeAt(
  db: Db,
  officeId: number,
  { grain, start }: Period,
): Promise<Instant | null> {
  const row = await db
    .selectFrom('made_periods')
    .select(eb => eb.fn.max('made_at').as('at'))
    .where('office_id', '=', officeId)
    .where('grain', '=', grain)
    .where('start_date', '=', start)
    .executeTakeFirst()
  return row?.at ?? null
}

/** Marks a period as behind; one that is marked already is due when it was, or sooner. */
export async function markStale(
  db: Db,
  { officeId, period, dueAt }: { officeId: number; period: Period; dueAt: Instant },
): Promise<void> {
  await db
    .insertInto('stale_periods')
    .values({ office_id: officeId, grain: period.grain, start_date: period.start, due_at: dueAt, marks: 1 })
    .onConflict(conflict =>
      conflict.columns(['office_id', 'grain', 'start_date']).doUpdateSet(eb => ({
        marks: eb('stale_periods.marks', '+', 1),
        due_at: eb
          .case()
          .when('excluded.due_at', '<', eb.ref('stale_periods.due_at'))
          .then(eb.ref('excluded.due_at'))
          .else(eb.ref('stale_periods.due_at'))
          .end(),
      })),
    )
    .execute()
}

export type StalePeriod = { officeId: number; period: Period; marks: number }

/** Whether any period is due and nobody is making it. */
export async function isAnyDue(db: Db, now: Instant): Promise<boolean> {
  const row = await db
    .selectFrom('stale_periods')
    .select('start_date')
    .where('due_at', '<=', now)
    .where('claimed_until_at', '<=', now)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Claims the next period that is due, days first; null when nothing is, or when another server was faster. */
export async function claimStale(
  db: Db,
  { now, until }: { now: Instant; until: Instant },
): Promise<StalePeriod | null> {
  const row = await db
    .selectFrom('stale_periods')
    .selectAll()
    .where('due_at', '<=', now)
    .where('claimed_until_at', '<=', now)
    .orderBy(eb =>
      eb
        .case()
        .when('grain', '=', 'day')
        .then(0)
        .when('grain', '=', 'week')
        .then(1)
        .when('grain', '=', 'month')
        .then(2)
        .else(3)
        .end(),
    )
    .orderBy('start_date')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const { numUpdatedRows } = await db
    .updateTable('stale_periods')
    .set({ claimed_until_at: until })
    .where('office_id', '=', row.office_id)
    .where('grain', '=', row.grain)
    .where('start_date', '=', row.start_date)
    .where('claimed_until_at', '=', row.claimed_until_at)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return null
  return { officeId: row.office_id, period: { grain: row.grain, start: row.start_date }, marks: row.marks }
}

/** Ends a claim: the period is up to date, or due again later where a mark came meanwhile. */
export async function endStale(db: Db, stale: StalePeriod, dueAgainAt: Instant): Promise<void> {
  const { officeId, period, marks } = stale
  await db
    .deleteFrom('stale_periods')
    .where('office_id', '=', officeId)
    .where('grain', '=', period.grain)
    .where('start_date', '=', period.start)
    .where('marks', '=', marks)
    .execute()
  await db
    .updateTable('stale_periods')
    .set({ claimed_until_at: 0, due_at: dueAgainAt })
    .where('office_id', '=', officeId)
    .where('grain', '=', period.grain)
    .where('start_date', '=', period.start)
    .execute()
}

/** Periods of a span that are behind: all grains whose first days lie in it. */
export async function staleBetween(
  db: Db,
  officeId: number,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<Period[]> {
  const rows = await db
    .selectFrom('stale_periods')
    .select(['grain', 'start_date as start'])
    .where('office_id', '=', officeId)
    .where('start_date', '>=', from)
    .where('start_date', '<=', to)
    .execute()
  return rows
}
