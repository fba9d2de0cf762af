import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Instant } from '../clock.ts'
import { insertCorrection } from '../corrections/queries.ts'
import type { Deps } from '../deps.ts'
import type { Intent, KeyReused } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import { actorOf } from '../queue/actor.ts'
import { businessDate } from '../queue/day.ts'
import { inTurn } from '../queue/in-turn.ts'
import { rebuildTicket, saveArrival } from '../queue/progress-queries.ts'
import { findTicket, ticketsOfVisit } from '../queue/ticket-queries.ts'
import { isOpen, progressOf, type Ticket, type TicketEvent } from '../queue/ticket.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { eventsOf, insertEvent } from '../visit-events/queries.ts'
import { type Change, type ChangeRefusal, copiesFor } from './correction.ts'
import { instantsOf } from './office-period.ts'

export type CorrectionRefusal = ChangeRefusal | 'not_found' | 'taken' | 'day_running'
type Outcome = { ok: true; ticket: Ticket } | { ok: false; reason: CorrectionRefusal }
export type CorrectionOutcome = Outcome | KeyReused

export type Correcting = {
  change: Change
  /** Why, without personal data. */
  reason: string
  staff: StaffMember
  /** The ticket's sequence as the page saw it. */
  seen?: number | undefined
}

/**
 * Corrects what the log has of a day that is over, by events that supersede those before: nothing is deleted, the
 * ticket becomes what its events now say, and every figure follows. A trial takes all tickets of its visit out of
 * the figures. Refused while the day is running: until then the windows undo what they did.
 */
export async function correct(
  deps: Deps,
  office: Office,
  { id, visitId }: Ticket,
  correcting: Correcting,
  intent: Intent | null,
): Promise<CorrectionOutcome> {
  const ofVisit = await deps.store.read(db => ticketsOfVisit(db, visitId))
  const counterIds = ofVisit.map(({ counterId }) => counterId)
  return inTurn<Outcome>(deps, counterIds, intent, async (db, now) => {
    const current = await findTicket(db, id)
    if (current?.officeId !== office.id) return { ok: false, reason: 'not_found' }
    const { change, seen } = correcting
    if (seen !== undefined && seen !== current.sequence) return { ok: false, reason: 'taken' }
    if (current.businessDate >= businessDate(office, now)) return { ok: false, reason: 'day_running' }

    const meant = change.what === 'trial' ? await ticketsOfVisit(db, visitId) : [current]
    if (meant.some(({ state }) => isOpen(state))) return { ok: false, reason: 'day_running' }
    const refusals: ChangeRefusal[] = []
    for (const ticket of meant) {
      const refusal = await correctTicket(db, office, ticket, correcting, now)
      if (refusal) refusals.push(refusal)
    }
    const [reason] = refusals
    // A leg of a trial that was voided already needs nothing more.
    if (reason && refusals.length === meant.length) return { ok: false, reason }
    const details = { ticket: id, what: change.what }
    const actor = `staff:${correcting.staff.id}`
    await recordAudit(db, { officeId: office.id, at: now, actor, deed: 'correct', details })
    return { ok: true, ticket: (await findTicket(db, id)) ?? current }
  })
}

async function correctTicket(
  db: Db,
  office: Office,
  ticket: Ticket,
  { change, reason, staff }: Correcting,
  now: Instant,
): Promise<ChangeRefusal | null> {
  const events = await eventsOf(db, ticket.id)
  const day = instantsOf(office, { grain: 'day', start: ticket.businessDate })
  const copies = copiesFor(ticket, events, change, day)
  if (typeof copies === 'string') return copies

  const corrected: TicketEvent[] = [...events]
  const { officeId, id: ticketId, legId, businessDate: date } = ticket
  for (const copy of copies) {
    const event = { ...copy, sequence: (corrected.at(-1)?.sequence ?? 0) + 1 }
    const recorded = { officeId, ticketId, legId, actor: actorOf(staff), recordedAt: now }
    const eventId = await insertEvent(db, { ...event, ...recorded })
    corrected.push({ ...event, id: eventId })
    const by = { correctedAt: now, correctedBy: staff.pseudonym }
    const note = { officeId, businessDate: date, eventId, ticketId, what: change.what, reason }
    await insertCorrection(db, { ...note, ...by })
    if (copy.type === 'checked_in') await saveArrival(db, ticketId, copy.occurredAt)
  }
  await rebuildTicket(db, ticket, corrected, progressOf(corrected))
  return null
}
