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
