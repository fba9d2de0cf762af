import type { Db } from '#db/store.ts'
import { type Instant, type LocalDate, monthStart } from '../clock.ts'
import type { BookedLeg } from './bookings.ts'
import type { Breakdown, Cell, Grain, Period, Summary } from './figures.ts'
import { endOf } from './period.ts'
import type { WindowEvent } from './sessions.ts'

/** A summary as it is kept, with the time up to which it counts. */
export type StoredSummary = Summary & { madeAt: Instant }

export type SummaryQuestion = {
  grain: Grain
  /** First days of periods, both included. */
  from: LocalDate
  to: LocalDate
  /** One counter, the whole office (null), or `each` counter by itself. */
  counterId: number | null | 'each'
  breakdowns: readonly Breakdown[]
  /** As it was told in this version of a closed period; the newest when left out. */
  version?: number | undefined
}

/** In `summaries` the whole office is counter 0. */
const wholeOffice = 0

/**
 * Summaries of an office in the order of periods and counters: closed periods in their newest version or the one
 * asked for, open ones in the provisional version 0. Nothing small is hidden here: `readSummaries` does that, and
 * everything that leaves the office goes through it.
 */
export async function findSummaries(
  db: Db,
  officeId: number,
  question: SummaryQuestion,
): Promise<StoredSummary[]> {
  const { grain, from, to, counterId, breakdowns, version } = question
  if (breakdowns.length === 0) return []
  const rows = await db
    .selectFrom('summaries as summary')
    .select([
      'summary.start_date as start',
      'summary.counter_id as counterId',
      'summary.breakdown',
      'summary.revision',
      'summary.cells_json as cells',
      'summary.made_at as madeAt',
    ])
    .where('summary.office_id', '=', officeId)
    .where('summary.grain', '=', grain)
    .$if(counterId === 'each', query => query.where('summary.counter_id', '!=', wholeOffice))
    .$if(counterId !== 'each', query =>
      query.where('summary.counter_id', '=', Number(counterId ?? wholeOffice)),
    )
    .where('summary.breakdown', 'in', breakdowns)
    .where('summary.start_date', '>=', from)
    .where('summary.start_date', '<=', to)
    .where('summary.revision', '=', eb =>
      eb
        .selectFrom('summaries as newest')
        .select(eb => eb.fn.max('newest.revision').as('revision'))
        .whereRef('newest.office_id', '=', 'summary.office_id')
        .whereRef('newest.grain', '=', 'summary.grain')
        .whereRef('newest.counter_id', '=', 'summary.counter_id')
        .whereRef('newest.breakdown', '=', 'summary.breakdown')
        .whereRef('newest.start_date', '=', 'summary.start_date')
        .$if(version !== undefined, query =>
          query.where('newest.revision', '<=', Math.max(0, (version ?? 0) - 1)),
        ),
    )
    .orderBy('summary.start_date')
    .orderBy('summary.counter_id')
    .orderBy('summary.breakdown')
    .execute()
  const closed = await closedMonths(db, officeId, grain, { from, to })
  return rows.map(({ start, revision, ...row }) => {
    const period = { grain, start }
    return {
      period,
      counterId: row.counterId === wholeOffice ? null : row.counterId,
      breakdown: row.breakdown as Breakdown,
      version: versionOf(period, revision, closed, version),
      cells: JSON.parse(row.cells) as Cell[],
      madeAt: row.madeAt,
    }
  })
}

/** The month with which a period is closed: that of its last day. */
export function closingMonthOf(period: Period): LocalDate {
  return monthStart(endOf(period))
}

/** The newest version of each closed month with which a period of this span is closed. */
async function closedMonths(
  db: Db,
  officeId: number,
  grain: Grain,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<Map<LocalDate, number>> {
  const span = { from: monthStart(from), to: closingMonthOf({ grain, start: to }) }
  return new Map((await versionsOfMonths(db, officeId, span)).map(({ start, version }) => [start, version]))
}

/** A day has the versions of its month; a week and a fiscal year, which lie in several, have their own. */
function versionOf(
  period: Period,
  revision: number,
  closed: ReadonlyMap<LocalDate, number>,
  asked = Number.POSITIVE_INFINITY,
): number {
  const newest = closed.get(closingMonthOf(period))
  if (newest === undefined) return 0
  const isOfMonth = period.grain === 'day' || period.grain === 'month'
  return isOfMonth ? Math.max(1, Math.min(newest, asked)) : revision + 1
}

/** A version of a closed month; `closedBy` null: it closed by itself. */
export type MonthVersion = {
  start: LocalDate
  version: number
  closedAt: Instant
  closedBy: string | null
  /** Events corrected since the version before. */
  correctedEvents: number
}

/** The versions of the closed months of a span (first days, both included), oldest first; none: still open. */
export function versionsOfMonths(
  db: Db,
  officeId: number,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<MonthVersion[]> {
  return db
    .selectFrom('closed_months')
    .select([
      'start_date as start',
      'version',
      'closed_at as closedAt',
      'closed_by as closedBy',
      'corrected_events as correctedEvents',
    ])
    .where('office_id', '=', officeId)
    .where('start_date', '>=', from)
    .where('start_date', '<=', to)
    .orderBy('start_date')
    .orderBy('version')
    .execute()
}

/** One breakdown of a period at one counter, or in the whole office. */
export type ScopeCells = { counterId: number | null; breakdown: Breakdown; cells: readonly Cell[] }

export type StoredCells = { counterId: number; breakdown: string; revision: number; cells: string }

/** The newest cells of a period as they are kept, of all scopes. */
export async function newestCells(
  db: Db,
  officeId: number,
  { grain, start }: Period,
): Promise<StoredCells[]> {
  const rows = await db
    .selectFrom('summaries')
    .select(['counter_id as counterId', 'breakdown', 'revision', 'cells_json as cells'])
    .where('office_id', '=', officeId)
    .where('grain', '=', grain)
    .where('start_date', '=', start)
    .orderBy('revision')
    .execute()
  return [...new Map(rows.map(row => [`${row.counterId} ${row.breakdown}`, row])).values()]
}

/** What every row of a period that is written at once has in common. */
export type Making = {
  officeId: number
  period: Period
  revision: number
  madeAt: Instant
  lastEventId: number
}

/** Writes cells, unless newer ones are there. */
export async function saveCells(
  db: Db,
  { officeId, period, revision, madeAt, lastEventId }: Making,
  { counterId, breakdown, cells }: { counterId: number; breakdown: string; cells: string },
): Promise<void> {
  await db
    .insertInto('summaries')
    .values({
      office_id: officeId,
      grain: period.grain,
      start_date: period.start,
      counter_id: counterId,
      breakdown,
      revision,
      cells_json: cells,
      made_at: madeAt,
      last_event_id: lastEventId,
    })
    .onConflict(conflict =>
      conflict
        .columns(['office_id', 'grain', 'counter_id', 'breakdown', 'start_date', 'revision'])
        .doUpdateSet(eb => ({
          cells_json: eb.ref('excluded.cells_json'),
          made_at: eb.ref('excluded.made_at'),
          last_event_id: eb.ref('excluded.last_event_id'),
        }))
        .where('summaries.last_event_id', '<=', eb => eb.ref('excluded.last_event_id')),
    )
    .execute()
}

/** What windows did in a span of an office's day, with the counter of each. */
export function windowEventsBetween(
  db: Db,
  officeId: number,
  { from, to }: { from: Instant; to: Instant },
): Promise<Array<WindowEvent & { counterId: number }>> {
  return db
    .selectFrom('window_events as event')
    .innerJoin('windows as window', 'window.id', 'event.window_id')
    .select([
      'event.window_id as windowId',
      'event.type',
      'event.occurred_at as at',
      'window.counter_id as counterId',
    ])
    .where('event.office_id', '=', officeId)
    .where('event.occurred_at', '>=', from)
    .where('event.occurred_at', '<', to)
    .orderBy('event.occurred_at')
    .orderBy('event.id')
    .execute()
}

/** The legs of a counter that begin in a span, with what became of them; `minutes` per place. */
export async function legsBetween(
  db: Db,
  {
    counterId,
    from,
    to,
    slotMinutes,
  }: { counterId: number; from: Instant; to: Instant; slotMinutes: number },
): Promise<BookedLeg[]> {
  const rows = await db
    .selectFrom('legs as leg')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .leftJoin('visits as visit', 'visit.appointment_id', 'appointment.id')
    .leftJoin('visit_events as missed', join =>
      join.onRef('missed.leg_id', '=', 'leg.id').on('missed.ticket_id', 'is', null),
    )
    .select(eb => [
      'leg.starts_at as startsAt',
      'leg.minutes',
      'appointment.booked_at as bookedAt',
      'appointment.created_at as createdAt',
      'appointment.cancelled_at as cancelledAt',
      'appointment.cancelled_by as cancelledBy',
      'missed.id as missedId',
      // A visit that was a trial has no facts: nobody has come with that booking.
      eb
        .selectFrom('ticket_facts as facts')
        .select('facts.ticket_id')
        .whereRef('facts.visit_id', '=', 'visit.id')
        .limit(1)
        .as('cameWith'),
    ])
    .where('leg.counter_id', '=', counterId)
    .where('leg.starts_at', '>=', from)
    .where('leg.starts_at', '<', to)
    .where('appointment.state', '!=', 'held')
    .orderBy('leg.starts_at')
    .orderBy('leg.id')
    .execute()
  return rows.map(row => ({
    startsAt: row.startsAt,
    bookedAt: row.bookedAt ?? row.createdAt,
    cancelledAt: row.cancelledAt,
    cancelledBy: row.cancelledBy,
    hasCome: row.cameWith !== null,
    isNoShow: row.missedId !== null,
    places: Math.ceil(row.minutes / slotMinutes),
  }))
}

export type SlotFacts = { counterId: number; startsAt: Instant; offered: number; blocked: number }

/** Keeps the places of a day. What has been kept stays, unless the day is still running and its rules changed. */
export async function saveSlots(
  db: Db,
  { officeId, date, isRunning }: { officeId: number; date: LocalDate; isRunning: boolean },
  slots: readonly SlotFacts[],
): Promise<void> {
  const kept = await db
    .selectFrom('slot_facts')
    .select(['counter_id', 'starts_at', 'offered', 'blocked'])
    .where('office_id', '=', officeId)
    .where('business_date', '=', date)
    .execute()
  if (!isRunning && kept.length > 0) return
  const key = (slot: { counterId: number; startsAt: Instant; offered: number; blocked: number }) =>
    `${slot.counterId} ${slot.startsAt} ${slot.offered} ${slot.blocked}`
  const known = new Set(
    kept.map(({ counter_id, starts_at, ...row }) =>
      key({ counterId: counter_id, startsAt: starts_at, ...row }),
    ),
  )
  if (known.size === slots.length && slots.every(slot => known.has(key(slot)))) return
  await db
    .deleteFrom('slot_facts')
    .where('office_id', '=', officeId)
    .where('business_date', '=', date)
    .execute()
  for (let index = 0; index < slots.length; index += 100)
    await db
      .insertInto('slot_facts')
      .values(
        slots.slice(index, index + 100).map(slot => ({
          counter_id: slot.counterId,
          starts_at: slot.startsAt,
          office_id: officeId,
          business_date: date,
          offered: slot.offered,
          blocked: slot.blocked,
        })),
      )
      .onConflict(conflict => conflict.doNothing())
      .execute()
}

/** The places of a span, added up for each counter. */
export async function slotTotals(
  db: Db,
  officeId: number,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<Array<{ counterId: number; offered: number; blocked: number }>> {
  return db
    .selectFrom('slot_facts')
    .select(eb => [
      'counter_id as counterId',
      eb.fn.sum<number>('offered').as('offered'),
      eb.fn.sum<number>('blocked').as('blocked'),
    ])
    .where('office_id', '=', officeId)
    .where('business_date', '>=', from)
    .where('business_date', '<=', to)
    .groupBy('counter_id')
    .execute()
}
