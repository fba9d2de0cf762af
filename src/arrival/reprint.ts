import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { Ticket } from '../queue/ticket.ts'
import { type Issued, issued } from './issue-ticket.ts'

/** A new link to the same ticket, for a slip printed again; those given before go on working. */
export function reprint({ store, clock }: Deps, office: Office, ticket: Ticket): Promise<Issued> {
  return store.write(db => issued(db, office, ticket, clock.now(), false))
}
