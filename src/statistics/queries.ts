import { sql } from 'kysely'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import { type Instant, type LocalDate, monthStart } from '../clock.ts'
import type { BookedLeg } from './bookings.ts'
import type { Breakdown, Cell, Grain, Period, Summary } from './figures.ts'
import { packCells, unpackCells } from './pack-cells.ts'
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
  /** Also what waits for its month to be told anew: for making that, never for showing. */
  isPendingSeen?: boolean
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
  const { grain, from, to, version } = question
  if (question.breakdowns.length === 0) return []
  const rows = await selectSummaries(db, officeId, question).execute()
  const closed = await closedMonths(db, officeId, grain, { from, to })
  const made = await db
    .selectFrom('made_periods')
    .select(['start_date as start', 'revision', 'made_at as madeAt'])
    .where('office_id', '=', officeId)
    .where('grain', '=', grain)
    .where('start_date', '>=', from)
    .where('start_date', '<=', to)
    .orderBy('revision')
    .execute()
  return rows.map(({ start, revision, cells, breakdown, counterId }) => {
    const period = { grain, start }
    const told = versionOf(period, revision, closed, version)
    const lastMade = made.findLast(row => row.start === start && row.revision <= Math.max(0, told - 1))
    return {
      period,
      counterId: counterId === wholeOffice ? null : counterId,
      breakdown: breakdown as Breakdown,
      version: told,
      cells: unpackCells(cells),
      madeAt: lastMade?.madeAt ?? 0,
    }
  })
}

function selectSummaries(
  db: Db,
  officeId: number,
  { grain, from, to, counterId, breakdowns, version, isPendingSeen = false }: SummaryQuestion,
) {
  const isOfMonth = grain === 'day' || grain === 'month'
  return db
    .selectFrom('summaries as summary')
    .select([
      'summary.start_date as start',
      'summary.counter_id as counterId',
      'summary.breakdown',
      'summary.revision',
      'summary.cells_json as cells',
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
        )
        // A day that was corrected is told when its month is, in one version with it.
        .$if(isOfMonth && !isPendingSeen, query =>
          query.where('newest.revision', '<=', eb =>
            eb
              .selectFrom('closed_months as closed')
              .select(sql<number>`coalesce(max(closed.version), 1) - 1`.as('revision'))
              .whereRef('closed.office_id', '=', 'summary.office_id')
              .where('closed.start_date', '=', sql<string>`substr(summary.start_date, 1, 7) || '-01'`),
          ),
        ),
    )
    .orderBy('summary.start_date')
    .orderBy('summary.counter_id')
    .orderBy('summary.breakdown')
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

/** The months with figures before one that nobody has closed, oldest first. */
export async function openMonthsBefore(db: Db, officeId: number, before: LocalDate): Promise<LocalDate[]> {
  const rows = await db
    .selectFrom('made_periods as made')
    .select('made.start_date as start')
    .where('made.office_id', '=', officeId)
    .where('made.grain', '=', 'month')
    .where('made.revision', '=', 0)
    .where('made.start_date', '<', before)
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('closed_months as closed')
            .select('closed.version')
            .whereRef('closed.office_id', '=', 'made.office_id')
            .whereRef('closed.start_date', '=', 'made.start_date'),
        ),
      ),
    )
    .orderBy('made.start_date')
    .execute()
  return rows.map(({ start }) => start)
}

/** One breakdown of a period at one counter, or in the whole office. */
export type ScopeCells = { counterId: number | null; breakdown: Breakdown; cells: readonly Cell[] }

/** The same as it is kept: counter 0 is the whole office. */
export type StoredCells = { counterId: number; breakdown: string; cells: string }

/** As `StoredCells` has it. */
export function storedCells({ counterId, breakdown, cells }: ScopeCells): StoredCells {
  return { counterId: counterId ?? wholeOffice, breakdown, cells: packCells(cells) }
}

/** The newest cells of a period as they are kept, of all scopes. */
export async function newestCells(
  db: Db,
  officeId: number,
  { grain, start }: Period,
): Promise<StoredCells[]> {
  const rows = await db
    .selectFrom('summaries')
    .select(['counter_id as counterId', 'breakdown', 'cells_json as cells'])
    .where('office_id', '=', officeId)
    .where('grain', '=', grain)
    .where('start_date', '=', start)
    .orderBy('revision')
    .execute()
  return [...new Map(rows.map(row => [`${row.counterId} ${row.breakdown}`, row])).values()]
}

export type MadePeriod = { revision: number; madeAt: Instant; lastEventId: number }

/** All revisions of a period, oldest first. */
export function revisionsOf(db: Db, officeId: number, { grain, start }: Period): Promise<MadePeriod[]> {
  return db
    .selectFrom('made_periods')
    .select(['revision', 'made_at as madeAt', 'last_event_id as lastEventId'])
    .where('office_id', '=', officeId)
    .where('grain', '=', grain)
    .where('start_date', '=', start)
    .orderBy('revision')
    .execute()
}

/** Whether days of a month have been corrected since its version that has this revision. */
export async function isAnyDayAhead(
  db: Db,
  officeId: number,
  { from, to }: { from: LocalDate; to: LocalDate },
  revision: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('made_periods')
    .select('start_date')
    .where('office_id', '=', officeId)
    .where('grain', '=', 'day')
    .where('start_date', '>=', from)
    .where('start_date', '<=', to)
    .where('revision', '>', revision)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Notes that a revision of a period is made now; false when it was made of newer events, and then nothing may be
 * written. Whoever comes second waits here for the first.
 */
export async function claimRevision(
  db: Db,
  officeId: number,
  { grain, start }: Period,
  { revision, madeAt, lastEventId }: MadePeriod,
): Promise<boolean> {
  const result = await db
    .insertInto('made_periods')
    .values({
      office_id: officeId,
      grain,
      start_date: start,
      revision,
      made_at: madeAt,
      last_event_id: lastEventId,
    })
    .onConflict(conflict =>
      conflict
        .columns(['office_id', 'grain', 'start_date', 'revision'])
        .doUpdateSet({ made_at: madeAt, last_event_id: lastEventId })
        .where('made_periods.last_event_id', '<=', lastEventId),
    )
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Writes cells of a revision of a period. */
export async function saveCells(
  db: Db,
  { officeId, period, revision }: { officeId: number; period: Period; revision: number },
  { counterId, breakdown, cells }: StoredCells,
): Promise<void> {
  const { grain, start } = period
  await upsertCells(db, { officeId, grain, start, counterId, breakdown, revision, cells })
}

type CellsRow = StoredCells & { officeId: number; grain: Grain; start: string; revision: number }

const upsertCells = prepared((db, blank: Blanks<CellsRow>) =>
  db
    .insertInto('summaries')
    .values({
      office_id: blank('officeId'),
      grain: blank('grain'),
      start_date: blank('start'),
      counter_id: blank('counterId'),
      breakdown: blank('breakdown'),
      revision: blank('revision'),
      cells_json: blank('cells'),
    })
    .onConflict(conflict =>
      conflict
        .columns(['office_id', 'grain', 'counter_id', 'breakdown', 'start_date', 'revision'])
        .doUpdateSet(eb => ({ cells_json: eb.ref('excluded.cells_json') })),
    ),
)

/** Writes down a version of a closed month; false when another server was faster. */
export async function insertMonthVersion(
  db: Db,
  officeId: number,
  { start, version, closedAt, closedBy, correctedEvents }: MonthVersion,
): Promise<boolean> {
  const result = await db
    .insertInto('closed_months')
    .values({
      office_id: officeId,
      start_date: start,
      version,
      closed_at: closedAt,
      closed_by: closedBy,
      corrected_events: correctedEvents,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
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

/** The legs at some counters that begin in a span, with what became of them. */
export async function legsBetween(
  db: Db,
  counterIds: readonly number[],
  { from, to, slotMinutes }: { from: Instant; to: Instant; slotMinutes: number },
): Promise<Array<BookedLeg & { counterId: number }>> {
  const rows = await db
    .selectFrom('legs as leg')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .leftJoin('visit_events as missed', join =>
      join.onRef('missed.leg_id', '=', 'leg.id').on('missed.ticket_id', 'is', null),
    )
    .select(eb => [
      'leg.counter_id as counterId',
      'leg.starts_at as startsAt',
      'leg.minutes',
      'appointment.booked_at as bookedAt',
      'appointment.created_at as createdAt',
      'appointment.cancelled_at as cancelledAt',
      'appointment.cancelled_by as cancelledBy',
      'missed.id as missedId',
      // A ticket that was a trial has no facts: nobody has come to that counter with the booking.
      eb
        .selectFrom('ticket_facts as facts')
        .innerJoin('tickets as ticket', 'ticket.id', 'facts.ticket_id')
        .select('facts.ticket_id')
        .whereRef('ticket.leg_id', '=', 'leg.id')
        .limit(1)
        .as('cameWith'),
    ])
    .where('leg.counter_id', 'in', counterIds)
    .where('leg.starts_at', '>=', from)
    .where('leg.starts_at', '<', to)
    .where('appointment.state', '!=', 'held')
    .orderBy('leg.starts_at')
    .orderBy('leg.id')
    .execute()
  return rows.map(row => ({
    counterId: row.counterId,
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
