import type { Deps } from '../deps.ts'
import { counterById, type Office } from '../offices/office.ts'
import { findWindow } from '../windows/queries.ts'
import { ticketJson } from './api-shapes.ts'
import { windowLabel } from './day.ts'
import { servicesOfTickets } from './service-queries.ts'
import type { Ticket } from './ticket.ts'

/** A ticket as a deed has left it, with what a deed does not look at. */
export async function ticketShown({ store }: Deps, office: Office, ticket: Ticket) {
  return store.read(async db => {
    const services = (await servicesOfTickets(db, [ticket.id])).get(ticket.id)?.wished ?? []
    const window = ticket.windowId === null ? null : await findWindow(db, ticket.windowId)
    const label = window && windowLabel(counterById(office, window.counterId), window.number)
    return ticketJson(office, ticket, { services, window: label })
  })
}
