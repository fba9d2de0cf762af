import type { Db } from '#db/store.ts'
import { words } from '#db/words.ts'
import type { Instant, LocalDate } from '../clock.ts'
import type { TicketState } from '../queue/ticket.ts'

type TicketSeen = {
  number: string
  date: LocalDate
  position: number
  counterId: number
  state: TicketState
  windowId: number | null
  windowCounterId: number | null
  windowState: string | null
  checkedInAt: Instant
  endedAt: Instant | null
}

export type VisitSeen = { id: number; date: LocalDate; tickets: TicketSeen[] }

export async function visitsAfter(
  db: Db,
  officeId: number,
  after: number,
  countMax: number,
): Promise<VisitSeen[]> {
  const visits = await db
    .selectFrom('visits')
    .select(['id', 'business_date as date'])
    .where('office_id', '=', officeId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(countMax)
    .execute()
  const ids = visits.map(({ id }) => id)
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('tickets as ticket')
    .leftJoin('windows as window', 'window.id', 'ticket.window_id')
    .select([
      'ticket.visit_id',
      'ticket.number',
      'ticket.business_date as date',
      'ticket.position',
      'ticket.counter_id as counterId',
      'ticket.state',
      'ticket.window_id as windowId',
      'window.counter_id as windowCounterId',
      'window.state as windowState',
      'ticket.checked_in_at as checkedInAt',
      'ticket.ended_at as endedAt',
    ])
    .where('ticket.visit_id', 'in', ids)
    .execute()
  const tickets = Map.groupBy(rows, ({ visit_id }) => visit_id)
  return visits.map(visit => ({
    ...visit,
    tickets: (tickets.get(visit.id) ?? []).map(({ visit_id: _visit, ...ticket }) => ticket),
  }))
}

/** Windows to which more than one person is called. */
export function windowsWithSeveral(db: Db) {
  return db
    .selectFrom('tickets')
    .select('window_id as windowId')
    .where('state', 'in', words('called', 'serving'))
    .groupBy('window_id')
    .having(eb => eb.fn.countAll(), '>', 1)
    .execute()
}

export type QueueDay = { date: LocalDate }

/** The series of the first day after another one on which an office has given numbers. */
export async function seriesAfter(db: Db, officeId: number, last: QueueDay | null) {
  const next = await db
    .selectFrom('ticket_series')
    .select(eb => eb.fn.min('business_date').as('date'))
    .where('office_id', '=', officeId)
    .where('business_date', '>', last?.date ?? '')
    .executeTakeFirst()
  if (!next?.date) return []
  return db
    .selectFrom('ticket_series')
    .select(['business_date as date', 'prefix', 'last_number as lastNumber'])
    .where('office_id', '=', officeId)
    .where('business_date', '=', next.date)
    .execute()
}

/** Numbers given at an office on a day, those of later legs included. */
export async function numbersOfDay(db: Db, officeId: number, date: LocalDate) {
  const counters = await db.selectFrom('counters').select('id').where('office_id', '=', officeId).execute()
  const rows = await db
    .selectFrom('tickets')
    .select(['number', 'visit_id', 'state'])
    .where(
      'counter_id',
      'in',
      counters.map(({ id }) => id),
    )
    .where('business_date', '=', date)
    .execute()
  return rows.map(({ number, visit_id: visitId, state }) => ({
    ...{ number, visitId },
    isStanding: state !== 'transferred' && state !== 'voided',
  }))
}
