import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import { words } from '#db/words.ts'
import type { LocalDate } from '../clock.ts'
import type { Ticket } from './ticket.ts'
import { selectTickets, ticketOf } from './ticket-queries.ts'

export async function ticketAtWindow(db: Db, windowId: number): Promise<Ticket | null> {
  const [row] = (await selectAtWindow(db, { windowId })).rows
  return row ? ticketOf(row) : null
}

const selectAtWindow = prepared((db, blank: Blanks<{ windowId: number }>) =>
  selectTickets(db)
    .where('ticket.window_id', '=', blank('windowId'))
    .where('ticket.state', 'in', words('called', 'serving')),
)

/** How many windows of a counter are open, and at how many of them nobody is. */
export async function countWindows(db: Db, counterId: number): Promise<{ open: number; free: number }> {
  const { rows } = await selectOpen(db, { counterId })
  return { open: rows.length, free: rows.filter(({ ticketId }) => ticketId === null).length }
}

const selectOpen = prepared((db, blank: Blanks<{ counterId: number }>) =>
  db
    .selectFrom('windows as window')
    .leftJoin('tickets as ticket', join =>
      join.onRef('ticket.window_id', '=', 'window.id').on('ticket.state', 'in', words('called', 'serving')),
    )
    .select('ticket.id as ticketId')
    .where('window.counter_id', '=', blank('counterId'))
    .where('window.state', '=', 'open'),
)

/** The ticket of the last event at this window today that nobody has taken back: what undoing there begins with. */
export async function lastTicketOfWindow(db: Db, windowId: number, date: LocalDate): Promise<Ticket | null> {
  const row = await selectTickets(db)
    .innerJoin('visit_events as event', 'event.ticket_id', 'ticket.id')
    .where('event.window_id', '=', windowId)
    .where('event.type', '!=', 'undone')
    .where('ticket.business_date', '=', date)
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('visit_events as undone')
            .select('undone.id')
            .whereRef('undone.supersedes_id', '=', 'event.id'),
        ),
      ),
    )
    .orderBy('event.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? ticketOf(row) : null
}
