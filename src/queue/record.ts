import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Actor } from './actor.ts'
import { saveDoneServices, saveProgress } from './progress-queries.ts'
import { insertEvent } from '../visit-events/queries.ts'
import { isNewCall, tellCalled } from './tell-called.ts'
import { advance, type EventType, type Payload, type Progress, type Ticket } from './ticket.ts'

export type Step = { type: EventType; windowId?: number | null; payload?: Payload }

/**
 * Writes what happened to a ticket, event by event, and the ticket row with it; null when its state does not
 * allow that. The window of an event is the ticket's own when none is given.
 */
export async function record(
  db: Db,
  ticket: Ticket,
  steps: readonly Step[],
  { actor, now }: { actor: Actor; now: Instant },
): Promise<Ticket | null> {
  let progress: Progress = ticket
  let sequence = ticket.sequence
  for (const { type, windowId = progress.windowId, payload = {} } of steps) {
    const event = { type, occurredAt: now, windowId, payload }
    const next = advance(progress, event)
    if (!next) return null
    sequence += 1
    const { officeId, id: ticketId, legId } = ticket
    const place = { officeId, ticketId, legId, sequence, supersedesId: null }
    await insertEvent(db, { ...event, ...place, actor, recordedAt: now })
    if (isNewCall(type, progress)) await tellCalled(db, ticket, windowId, now)
    if (payload.services) await saveDoneServices(db, ticket, payload.services)
    progress = next
  }
  await saveProgress(db, ticket, progress, sequence)
  return { ...ticket, ...progress, sequence }
}
