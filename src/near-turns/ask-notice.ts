import type { Deps } from '../deps.ts'
import { findTicket } from '../queue/ticket-queries.ts'
import type { Ticket } from '../queue/ticket.ts'
import { eraseVisitContact, isToldNear, saveVisitContact } from './queries.ts'

export type AskOutcome = { ok: true } | { ok: false; reason: 'too_late' }

/** Keeps an address for the one message; refused once the turn is near or the ticket no longer waits. */
export function askNotice(
  deps: Deps,
  { id, officeId, visitId }: Ticket,
  { email, language }: { email: string; language: string },
): Promise<AskOutcome> {
  return deps.store.write(async (db): Promise<AskOutcome> => {
    const office = await deps.offices.current(db, officeId)
    const ticket = await findTicket(db, id)
    const isPossible = office.notices.isNearMailed && ticket?.state === 'waiting'
    if (!isPossible || (await isToldNear(db, id))) return { ok: false, reason: 'too_late' }
    await saveVisitContact(db, { officeId, visitId, email, language, now: deps.clock.now() })
    return { ok: true }
  })
}

/** Erases the address again. */
export function stopNotice({ store }: Deps, { visitId }: Ticket): Promise<void> {
  return store.write(db => eraseVisitContact(db, visitId))
}
