import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Intent, KeyReused } from '../intents/once.ts'
import { findWindow } from '../windows/queries.ts'
import type { Actor } from './actor.ts'
import { inTurn, isOfToday } from './in-turn.ts'
import { countersOnward, hasGoneOn, leadOn } from './next-leg.ts'
import { findTicket } from './ticket-queries.ts'
import { ticketAtWindow } from './window-queries.ts'
import { eventsOf } from '../visit-events/queries.ts'
import { record, type Step } from './record.ts'
import { mayHappen, type Payload, type Purpose, type Ticket, type VoidReason } from './ticket.ts'

export const simpleDeeds = [
  'call-again',
  'serve',
  'park',
  'resume',
  'hand-in',
  'collect',
  'finish',
  'no-show',
  'left',
  'void',
] as const
export type SimpleDeed = (typeof simpleDeeds)[number]

export type ActRefusal = 'not_found' | 'not_possible' | 'window_busy' | 'window_closed' | 'taken'
type Outcome = { ok: true; ticket: Ticket } | { ok: false; reason: ActRefusal }
export type ActOutcome = Outcome | KeyReused

export type Act = {
  deed: SimpleDeed
  actor: Actor
  /** Where to resume, call again or collect; else the window the ticket was at last. */
  windowId?: number | undefined
  /** The ticket's sequence as the clerk saw it: somebody else's deed in between is `taken`. */
  seen?: number | undefined
  services?: readonly number[] | undefined
  purposeMet?: Purpose | undefined
  reason?: VoidReason | undefined
}

const stepsOf: Record<SimpleDeed, (ticket: Ticket, told: Payload, act: Act) => Step[]> = {
  'call-again': () => [{ type: 'recalled' }],
  serve: () => [{ type: 'service_started' }],
  park: () => [{ type: 'parked' }],
  resume: () => [{ type: 'resumed' }],
  'hand-in': ({ windowId }, told) => [
    { type: 'service_ended', payload: { outcome: 'handed_in', ...told } },
    { type: 'back_office_started', windowId },
  ],
  collect: () => [{ type: 'delivery_called' }],
  finish: ({ stage }, told) => [
    stage === 2
      ? { type: 'delivered', payload: told }
      : { type: 'service_ended', payload: { outcome: 'served', ...told } },
  ],
  'no-show': () => [{ type: 'no_response' }],
  left: () => [{ type: 'left' }],
  void: (_, __, { reason = 'test' }) => [{ type: 'voided', payload: { reason } }],
}

/** What the clerk has told of the outcome: which services were done, and whether that was the purpose. */
function toldBy({ services, purposeMet }: Act): Payload {
  return { ...(services && { services }), ...(purposeMet && { purposeMet }) }
}

const goesToWindow: readonly SimpleDeed[] = ['call-again', 'resume', 'collect']

/**
 * Moves one ticket on by the state machine; refused where its state, the window or another clerk is in the way. The
 * end of a service leads a visit over several counters on to its next one.
 */
export async function act(
  deps: Deps,
  ticket: Ticket,
  request: Act,
  intent: Intent | null,
): Promise<ActOutcome> {
  const claimed = request.deed === 'finish' ? await countersOnward(deps, ticket) : [ticket.counterId]
  return inTurn<Outcome>(deps, claimed, intent, async (db, now) => {
    const current = await findTicket(db, ticket.id)
    if (!current) return { ok: false, reason: 'not_found' }
    if (request.seen !== undefined && request.seen !== current.sequence) return { ok: false, reason: 'taken' }

    const steps = stepsOf[request.deed](current, toldBy(request), request)
    // What was called has really been somebody: that is ended, not voided.
    const mayBegin =
      steps[0] &&
      mayHappen(steps[0].type, current) &&
      (request.deed !== 'void' || current.state === 'waiting')
    if (!mayBegin || !(await isOfToday(deps, db, current, now))) return { ok: false, reason: 'not_possible' }
    if (await hasGoneOn(db, current)) return { ok: false, reason: 'not_possible' }
    if (!goesToWindow.includes(request.deed) || current.windowId !== null) {
      const outcome = await done(db, current, steps, request.actor, now)
      if (outcome.ok && request.deed === 'finish')
        await leadOn(db, outcome.ticket, { claimed, actor: request.actor, now })
      return outcome
    }

    const windowId = request.windowId ?? (await lastWindow(db, current.id))
    const window = windowId === null ? null : await findWindow(db, windowId)
    if (window?.state !== 'open' || window.counterId !== current.counterId)
      return { ok: false, reason: 'window_closed' }
    if (await ticketAtWindow(db, window.id)) return { ok: false, reason: 'window_busy' }
    return done(
      db,
      current,
      steps.map(step => ({ ...step, windowId: window.id })),
      request.actor,
      now,
    )
  })
}

async function done(
  db: Db,
  ticket: Ticket,
  steps: readonly Step[],
  actor: Actor,
  now: Instant,
): Promise<Outcome> {
  const moved = await record(db, ticket, steps, { actor, now })
  return moved ? { ok: true, ticket: moved } : { ok: false, reason: 'not_possible' }
}

async function lastWindow(db: Db, ticketId: number): Promise<number | null> {
  const events = await eventsOf(db, ticketId)
  return events.findLast(({ windowId }) => windowId !== null)?.windowId ?? null
}
