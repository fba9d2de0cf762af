import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import { expireCalls } from '../notifications/expiry-queries.ts'
import { putCallInOutbox } from '../notifications/outbox.ts'
import { lineOf } from '../notifications/recipient-queries.ts'
import { findWindow } from '../windows/queries.ts'
import type { EventType, Progress, Ticket } from './ticket.ts'

/** Later it is of no use: whoever has not come by then is called again or counted as absent. */
const usefulMilliseconds = 5 * 60_000

/** Whether an event calls somebody who was not standing at the window already: calling out again is no new message. */
export function isNewCall(type: EventType, before: Pick<Progress, 'state'>): boolean {
  return (type === 'called' || type === 'recalled' || type === 'delivery_called') && before.state !== 'called'
}

/** Tells whoever has linked the booking that they are called, and where last, in the transaction of the call. */
export async function tellCalled(
  db: Db,
  ticket: Ticket,
  windowId: number | null,
  now: Instant,
): Promise<void> {
  const { officeId, appointmentId, number, counterId } = ticket
  if (appointmentId === null || windowId === null) return
  const line = await lineOf(db, appointmentId)
  const window = line && (await findWindow(db, windowId))
  if (!line || !window) return
  await expireCalls(db, ticket.visitId, now)
  const { userKey: to, language = ticket.language } = line
  const message = { to, language, number, counterId, window: window.number }
  const visit = { id: ticket.visitId, officeId, appointmentId }
  await putCallInOutbox(db, visit, { ...message, createdAt: now, expiresAt: now + usefulMilliseconds })
}
