import type { Db } from '#db/store.ts'
import { lockAppointment } from '../booking/appointment-queries.ts'
import type { Instant } from '../clock.ts'
import { legsAhead } from '../day-list/queries.ts'
import type { Deps } from '../deps.ts'
import type { Intent, KeyReused } from '../intents/once.ts'
import type { Actor } from './actor.ts'
import { findWindow } from '../windows/queries.ts'
import { inTurn } from './in-turn.ts'
import { freePosition, rebuildTicket, savePosition } from './progress-queries.ts'
import { findTicket, lastPosition, ticketAfter } from './ticket-queries.ts'
import { ticketAtWindow } from './window-queries.ts'
import { eventsOf, insertEvent } from '../visit-events/queries.ts'
import { record } from './record.ts'
import { lastDeed, progressOf, type Ticket, type TicketEvent } from './ticket.ts'

export type UndoRefusal =
  'not_found' | 'nothing_to_undo' | 'window_busy' | 'window_closed' | 'moved_on' | 'taken' | 'day_over'
type Outcome = { ok: true; ticket: Ticket } | { ok: false; reason: UndoRefusal }
export type UndoOutcome = Outcome | KeyReused

/**
 * Takes back the last deed to a ticket by events that supersede it: nothing is deleted, and every figure
 * follows. Refused when the window it would return to has somebody else or is not open, or when somebody who was
 * sent on has been called there already: by a transfer, or to the next counter of their booking.
 */
export async function undo(
  deps: Deps,
  ticket: Ticket,
  { actor, seen, today }: { actor: Actor; seen?: number | undefined; today: string },
  intent: Intent | null,
): Promise<UndoOutcome> {
  const onward = await deps.store.read(db => ticketAfter(db, ticket))
  const counterIds = [ticket.counterId, ...(onward ? [onward.counterId] : [])]

  return inTurn<Outcome>(deps, counterIds, intent, async (db, now) => {
    const current = await findTicket(db, ticket.id)
    if (!current) return { ok: false, reason: 'not_found' }
    if (seen !== undefined && seen !== current.sequence) return { ok: false, reason: 'taken' }
    if (current.businessDate !== today) return { ok: false, reason: 'day_over' }

    const events = await eventsOf(db, current.id)
    const last = lastDeed(events)
    if (last.length === 0) return { ok: false, reason: 'nothing_to_undo' }
    // Its number is in use again: where the transfer came from, or because they have checked in anew.
    if (last[0]?.payload.reason === 'transfer_undone') return { ok: false, reason: 'moved_on' }
    if (current.state === 'voided' && (await ticketAfter(db, current)))
      return { ok: false, reason: 'moved_on' }
    if (current.state === 'voided' && !(await isStillBooked(db, current)))
      return { ok: false, reason: 'moved_on' }
    if (!(await takeBack(db, current, counterIds, actor, now))) return { ok: false, reason: 'moved_on' }

    const corrected = [...events]
    for (const event of last) corrected.push(await supersede(db, current, event, corrected, actor, now))
    const progress = progressOf(corrected)
    if (progress.windowId !== null && progress.windowId !== current.windowId) {
      const there = await ticketAtWindow(db, progress.windowId)
      if (there && there.id !== current.id) return { ok: false, reason: 'window_busy' }
      const window = await findWindow(db, progress.windowId)
      if (window?.state !== 'open') return { ok: false, reason: 'window_closed' }
    }
    const position = current.state === 'voided' ? await takePosition(db, current) : current.position
    await rebuildTicket(db, current, corrected, progress)
    const sequence = corrected.at(-1)?.sequence ?? 1
    return { ok: true, ticket: { ...current, ...progress, position, sequence } }
  })
}

/** A voided ticket that stands again takes the first place of its leg, which one voided since may have had. */
async function takePosition(db: Db, { id, visitId, legId, position }: Ticket): Promise<number> {
  if (legId === null) return position
  const behind = (await lastPosition(db, visitId)) + 1
  const freed = (await freePosition(db, { visitId, legId, behind })) ?? position
  await savePosition(db, id, freed)
  return freed
}

/** Whether the time of a ticket that was voided is booked yet: who has not come may cancel or move it. */
async function isStillBooked(db: Db, { appointmentId, legId, appointmentAt }: Ticket): Promise<boolean> {
  if (appointmentId === null || legId === null) return true
  await lockAppointment(db, appointmentId)
  const ahead = (await legsAhead(db, [appointmentId])).get(appointmentId) ?? []
  return ahead.some(leg => leg.legId === legId && leg.startsAt === appointmentAt)
}

/**
 * Voids the ticket that a transfer, or the end of a leg, opened at another counter; false when something has happened
 * to it there.
 */
async function takeBack(
  db: Db,
  ticket: Ticket,
  claimed: readonly number[],
  actor: Actor,
  now: Instant,
): Promise<boolean> {
  const onward = await ticketAfter(db, ticket)
  if (!onward) return ticket.state !== 'transferred'
  if (onward.state !== 'waiting' || !claimed.includes(onward.counterId)) return false
  const payload = { reason: 'transfer_undone' } as const
  return (await record(db, onward, [{ type: 'voided', payload }], { actor, now })) !== null
}

async function supersede(
  db: Db,
  ticket: Ticket,
  event: TicketEvent,
  events: readonly TicketEvent[],
  actor: Actor,
  now: Instant,
): Promise<TicketEvent> {
  const { officeId, id: ticketId, legId } = ticket
  const undone = {
    sequence: (events.at(-1)?.sequence ?? 0) + 1,
    type: 'undone' as const,
    occurredAt: now,
    windowId: event.windowId,
    payload: {},
    supersedesId: event.id,
  }
  const recorded = { officeId, ticketId, legId, actor, recordedAt: now }
  return { ...undone, id: await insertEvent(db, { ...undone, ...recorded }) }
}
