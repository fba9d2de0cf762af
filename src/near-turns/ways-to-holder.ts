import type { Db } from '#db/store.ts'
import { lineOf } from '../notifications/recipient-queries.ts'
import type { Office } from '../offices/office.ts'
import type { Ticket } from '../queue/ticket.ts'
import { contactOfVisit, type HolderContact } from './queries.ts'

type Ways = { line: Awaited<ReturnType<typeof lineOf>>; mail: HolderContact | null }

/**
 * How the holder of a ticket is told that their turn is near besides its page: on LINE where the booking is linked, else
 * at the address of the booking; and at one typed for it in any case.
 */
export async function waysToHolder(
  db: Db,
  office: Office,
  { visitId, appointmentId }: Pick<Ticket, 'visitId' | 'appointmentId'>,
): Promise<Ways> {
  const line = appointmentId === null ? null : await lineOf(db, appointmentId)
  const contact = office.notices.isNearMailed ? await contactOfVisit(db, visitId) : null
  return { line, mail: line && contact?.isOfBooking ? null : contact }
}
