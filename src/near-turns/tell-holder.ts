import type { Db } from '#db/store.ts'
import { newToken, tokenHash } from '../access/token.ts'
import type { Instant } from '../clock.ts'
import { putNearTurnInOutbox } from '../notifications/outbox.ts'
import type { Office } from '../offices/office.ts'
import type { Ticket } from '../queue/ticket.ts'
import { insertVisitToken } from '../visits/queries.ts'
import { noticeMilliseconds } from './near-turn.ts'
import { eraseVisitContact } from './queries.ts'
import { waysToHolder } from './ways-to-holder.ts'

/** Tells the holder of a ticket that their turn is near, in every way they can be reached besides its page. */
export async function tellHolder(db: Db, office: Office, ticket: Ticket, now: Instant): Promise<void> {
  const { officeId, visitId, appointmentId } = ticket
  const { line, mail } = await waysToHolder(db, office, ticket)
  if (!line && !mail) return
  const token = newToken()
  await insertVisitToken(db, { tokenHash: tokenHash(token), officeId, visitId, now })
  const visit = { id: visitId, officeId, appointmentId }
  const said = {
    ...{ token, number: ticket.number, counterId: ticket.counterId },
    ...{ createdAt: now, expiresAt: now + noticeMilliseconds },
  }
  if (line) {
    const { userKey: to, language = ticket.language } = line
    await putNearTurnInOutbox(db, visit, { ...said, to, language }, 'line')
  }
  if (mail) {
    const { email: to, language } = mail
    await putNearTurnInOutbox(db, visit, { ...said, to, language }, 'mail')
  }
  // What was typed for this one message is of no use any more.
  await eraseVisitContact(db, visitId)
}
