import type { Db } from '#db/store.ts'
import { newToken, tokenHash } from '../access/token.ts'
import type { Instant } from '../clock.ts'
import { putNearTurnInOutbox } from '../notifications/outbox.ts'
import type { Office } from '../offices/office.ts'
import type { Ticket } from '../queue/ticket.ts'
import { insertVisitToken } from '../visits/queries.ts'
import { noticeMilliseconds } from './near-turn.ts'
import { contactOfVisit, eraseVisitContact } from './queries.ts'

/** Tells the holder of a ticket that their turn is near, in every way they can be reached besides its page. */
export async function tellHolder(db: Db, office: Office, ticket: Ticket, now: Instant): Promise<void> {
  const contact = office.notices.isNearMailed ? await contactOfVisit(db, ticket.visitId) : null
  if (!contact) return
  const { officeId, visitId } = ticket
  const token = newToken()
  await insertVisitToken(db, { tokenHash: tokenHash(token), officeId, visitId, now })
  await putNearTurnInOutbox(
    db,
    { id: visitId, officeId },
    {
      ...{ to: contact.email, language: contact.language, token },
      ...{ number: ticket.number, counterId: ticket.counterId },
      ...{ createdAt: now, expiresAt: now + noticeMilliseconds },
    },
  )
  // What was typed for this one message is of no use any more.
  await eraseVisitContact(db, visitId)
}
