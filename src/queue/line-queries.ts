import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import { word, words } from '#db/words.ts'
import type { LocalDate } from '../clock.ts'
import type { CallingRule } from '../offices/office.ts'
import type { InLine } from './calling-order.ts'
import type { Ticket } from './ticket.ts'
import { selectTickets, ticketOf } from './ticket-queries.ts'

type OfDay = { counterId: number; date: LocalDate }

/** All tickets of a counter on a day, in order of arrival. */
export async function ticketsOfDay(db: Db, day: OfDay): Promise<Ticket[]> {
  return (await selectTicketsOfDay(db, day)).rows.map(ticketOf)
}

const selectTicketsOfDay = prepared((db, blank: Blanks<OfDay>) =>
  selectTickets(db)
    .where('ticket.counter_id', '=', blank('counterId'))
    .where('ticket.business_date', '=', blank('date'))
    .orderBy('ticket.id'),
)

export type Waiting = InLine & { number: string }

/** What the order of calling needs of those who wait; every call and every state of a counter reads it. */
export async function waitingInLine(db: Db, day: OfDay): Promise<Waiting[]> {
  return (await selectWaiting(db, day)).rows.map(row => ({ ...row, isPriority: row.priority === 1 }))
}

const selectWaiting = prepared((db, blank: Blanks<OfDay>) =>
  db
    .selectFrom('tickets')
    .select([
      'id',
      'number',
      'kind',
      'is_priority as priority',
      'appointment_at as appointmentAt',
      'checked_in_at as checkedInAt',
      'in_line_since_at as inLineSince',
    ])
    .where('counter_id', '=', blank('counterId'))
    .where('business_date', '=', blank('date'))
    .where('state', '=', word('waiting')),
)

/** The tickets last called in their turn, oldest first: what taking turns goes on from. */
export async function lastCalled(
  db: Db,
  day: OfDay,
  { ratio, isPriorityFirst }: CallingRule,
): Promise<Ticket[]> {
  const count = ratio.booked + ratio.walkIn
  const turn = { ...day, priorityMax: isPriorityFirst ? 0 : 1, count, later: count - 1 }
  return (await selectLastCalled(db, turn)).rows.map(ticketOf).toReversed()
}

type Turn = OfDay & { priorityMax: number; count: number; later: number }

const selectLastCalled = prepared((db, blank: Blanks<Turn>) => {
  const calls = db
    .selectFrom('tickets')
    .select('first_called_at')
    .where('counter_id', '=', blank('counterId'))
    .where('business_date', '=', blank('date'))
    .where('is_priority', '<=', blank('priorityMax') as 0 | 1)
    .where('first_called_at', 'is not', null)
    .orderBy('first_called_at', 'desc')
    .limit(1)
    .offset(blank('later'))

  return (
    selectTickets(db)
      .where('ticket.counter_id', '=', blank('counterId'))
      .where('ticket.business_date', '=', blank('date'))
      .where('ticket.is_priority', '<=', blank('priorityMax') as 0 | 1)
      // Only of these few the log is asked for their order.
      .where('ticket.first_called_at', '>=', eb => eb.fn.coalesce(calls, eb.lit(0)))
      .orderBy('ticket.first_called_at', 'desc')
      // Two calls of one millisecond went in the order of the log.
      .orderBy(
        eb =>
          eb
            .selectFrom('visit_events as event')
            .select(eb => eb.fn.max('event.id').as('call'))
            .whereRef('event.ticket_id', '=', 'ticket.id')
            .where('event.type', '=', 'called'),
        'desc',
      )
      .limit(blank('count'))
  )
})

/** The last calls at a counter's windows of tickets that are still called there: what displays show. */
export async function callsStanding(db: Db, day: OfDay) {
  return (await selectCalls(db, day)).rows
}

const selectCalls = prepared((db, blank: Blanks<OfDay>) =>
  db
    .selectFrom('tickets as ticket')
    .innerJoin('windows as window', 'window.id', 'ticket.window_id')
    .innerJoin('visit_events as event', 'event.ticket_id', 'ticket.id')
    .select(eb => [
      'ticket.number',
      'ticket.last_called_at as calledAt',
      'ticket.state',
      'window.number as window',
      eb.fn.max('event.id').as('call'),
    ])
    .where('ticket.counter_id', '=', blank('counterId'))
    .where('ticket.business_date', '=', blank('date'))
    .where('ticket.state', 'in', words('called', 'serving'))
    .where('event.type', 'in', ['called', 'recalled', 'delivery_called'])
    .groupBy(['ticket.id', 'ticket.number', 'ticket.last_called_at', 'ticket.state', 'window.number'])
    .orderBy('ticket.last_called_at', 'desc'),
)

/**
 * How many minutes those served at a counter on a day have taken, from the last call on: of who handed in and collected
 * both times together. Without those that the next call ended, those who were parked meanwhile, slips of the finger
 * and forgotten windows.
 */
export async function observedMinutes(db: Db, day: OfDay): Promise<number[]> {
  const { rows } = await selectServed(db, day)
  return rows
    .map(({ endedAt, calledAt, handedInAt, firstCalledAt }) => {
      const handingIn = (handedInAt ?? 0) - (firstCalledAt ?? 0)
      return (handingIn + (endedAt ?? 0) - (calledAt ?? 0)) / 60_000
    })
    .filter(minutes => minutes >= 1 / 6 && minutes <= 240)
}

const selectServed = prepared((db, blank: Blanks<OfDay>) =>
  db
    .selectFrom('tickets as ticket')
    .innerJoin('visit_events as last', join =>
      join.onRef('last.ticket_id', '=', 'ticket.id').onRef('last.sequence', '=', 'ticket.sequence'),
    )
    // Of two stages only: what was taken back came before the handing in that stands.
    .leftJoin('visit_events as handed', join =>
      join
        .onRef('handed.ticket_id', '=', 'ticket.id')
        .on('ticket.stage', '=', 2)
        .on('handed.sequence', '=', eb =>
          eb
            .selectFrom('visit_events as ended')
            .select(of => of.fn.max('ended.sequence').as('sequence'))
            .whereRef('ended.ticket_id', '=', 'ticket.id')
            .where('ended.type', '=', 'service_ended'),
        ),
    )
    .select(eb => [
      'ticket.ended_at as endedAt',
      'ticket.last_called_at as calledAt',
      'handed.occurred_at as handedInAt',
      eb
        .selectFrom('visit_events as call')
        .select(of => of.fn.max('call.occurred_at').as('at'))
        .whereRef('call.ticket_id', '=', 'handed.ticket_id')
        .whereRef('call.sequence', '<', 'handed.sequence')
        .where('call.type', 'in', ['called', 'recalled'])
        .as('firstCalledAt'),
    ])
    .where('ticket.counter_id', '=', blank('counterId'))
    .where('ticket.business_date', '=', blank('date'))
    .where('ticket.state', '=', 'served')
    .where('last.payload_json', 'not like', '%"isInferred":true%')
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('visit_events as parked')
            .select('parked.id')
            .whereRef('parked.ticket_id', '=', 'ticket.id')
            .where('parked.type', '=', 'parked'),
        ),
      ),
    ),
)
