import type { Db } from '#db/store.ts'
import type { LocalDate } from '../clock.ts'
import type { Entry, Span } from './entry.ts'

/** A sign of the line at each counter where somebody waits: it changes whenever the line does. */
export async function lineMarks(
  db: Db,
  officeId: number,
): Promise<Array<{ counterId: number; mark: string }>> {
  const rows = await db
    .selectFrom('waitlist_entries')
    .select(eb => [
      'counter_id',
      eb.fn.countAll<number>().as('count'),
      eb.fn.sum<number>('id').as('ids'),
      eb.fn.sum<number>('passed').as('passed'),
    ])
    .where('office_id', '=', officeId)
    .where('ended_at', 'is', null)
    .where('state', '=', 'waiting')
    .groupBy('counter_id')
    .execute()
  return rows.map(row => ({ counterId: row.counter_id, mark: `${row.count} ${row.ids} ${row.passed}` }))
}

/** The counters at which somebody waits or has an offer. */
export async function countersWaitedAt(db: Db, officeId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('waitlist_entries')
    .select('counter_id')
    .distinct()
    .where('office_id', '=', officeId)
    .where('ended_at', 'is', null)
    .execute()
  return rows.map(row => row.counter_id)
}

export async function entryOfWish(db: Db, officeId: number, wishKey: string): Promise<number | null> {
  const row = await db
    .selectFrom('waitlist_entries')
    .select('id')
    .where('office_id', '=', officeId)
    .where('wish_key', '=', wishKey)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row?.id ?? null
}

/** How many wishes of a contact wait. */
export async function waitsOfContact(
  db: Db,
  officeId: number,
  { emailKey, phoneKey }: { emailKey: string | null; phoneKey: string | null },
): Promise<number> {
  const row = await db
    .selectFrom('waitlist_entries')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('office_id', '=', officeId)
    .where('ended_at', 'is', null)
    .where(eb =>
      eb.or([
        ...(emailKey === null ? [] : [eb('email_key', '=', emailKey)]),
        ...(phoneKey === null ? [] : [eb('phone_key', '=', phoneKey)]),
      ]),
    )
    .executeTakeFirstOrThrow()
  return row.count
}

/** The days for which others wait at a counter, one row for each of them, within these days. */
export function waitsDuring(
  db: Db,
  counterId: number,
  { fromDate, toDate }: Pick<Span, 'fromDate' | 'toDate'>,
) {
  return db
    .selectFrom('waitlist_entries')
    .select(['from_date as fromDate', 'to_date as toDate'])
    .where('counter_id', '=', counterId)
    .where('ended_at', 'is', null)
    .where('from_date', '<=', toDate)
    .where('to_date', '>=', fromDate)
    .execute()
}

/** How many in line before an entry wait for some of the same days and hours. */
export async function aheadOf(db: Db, entry: Entry): Promise<number> {
  const row = await before(db, entry)
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('from_date', '<=', entry.toDate)
    .where('to_date', '>=', entry.fromDate)
    .where('from_minute', '<', entry.toMinute)
    .where('to_minute', '>', entry.fromMinute)
    .executeTakeFirstOrThrow()
  return row.count
}

/** Those waiting before an entry in whose days and hours a time lies, whether it is long enough for them or not. */
export async function waitingBefore(
  db: Db,
  entry: Entry,
  { date, minute }: { date: LocalDate; minute: number },
): Promise<number[]> {
  const rows = await before(db, entry)
    .select('id')
    .where('state', '=', 'waiting')
    .where('from_date', '<=', date)
    .where('to_date', '>=', date)
    .where('from_minute', '<=', minute)
    .where('to_minute', '>', minute)
    .execute()
  return rows.map(({ id }) => id)
}

function before(db: Db, { counterId, joinedAt, id }: Entry) {
  return db
    .selectFrom('waitlist_entries')
    .where('counter_id', '=', counterId)
    .where('ended_at', 'is', null)
    .where(eb =>
      eb.or([eb('joined_at', '<', joinedAt), eb.and([eb('joined_at', '=', joinedAt), eb('id', '<', id)])]),
    )
}
