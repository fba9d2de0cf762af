import type { Db } from '#db/store.ts'
import { newToken, tokenHash } from '../access/token.ts'
import type { Instant } from '../clock.ts'
import { putNearTurnInOutbox } from '../notifications/outbox.ts'
import { lineOf } from '../notifications/recipient-queries.ts'
import type { Office } from '../offices/office.ts'
import type { Ticket } from '../queue/ticket.ts'
import { insertVisitToken } from '../visits/queries.ts'
import { noticeMilliseconds } from './near-turn.ts'
import { contactOfVisit, eraseVisitContact } from './queries.ts'

/** Tells the holder of a ticket that their turn is near, in every way they can be reached besides its page. */
export async function tellHolder(db: Db, office: Office, ticket: Ticket, now: Instant): Promise<void> {
  const { officeId, visitId, appointmentId } = ticket
  const line = appointmentId === null ? null : await lineOf(db, appointmentId)
  const contact = office.notices.isNearMailed ? await contactOfVisit(db, visitId) : null
  const to = line?.userKey ?? contact?.email
  if (!to) return
  const token = newToken()
  await insertVisitToken(db, { tokenHash: tokenHash(token), officeId, visitId, now })
  await putNearTurnInOutbox(
    db,
    { id: visitId, officeId, appointmentId },
    {
      ...{ to, language: line?.language ?? contact?.language ?? ticket.language, token },
      ...{ number: ticket.number, counterId: ticket.counterId },
      ...{ createdAt: now, expiresAt: now + noticeMilliseconds },
    },
    line ? 'line' : 'mail',
  )
  // What was typed for this one message is of no use any more.
  await eraseVisitContact(db, visitId)
}
