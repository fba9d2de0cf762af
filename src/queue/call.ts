import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Intent, KeyReused } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import { findWindow } from '../windows/queries.ts'
import type { Window } from '../windows/window.ts'
import type { Actor } from './actor.ts'
import { callingOrder, isDue } from './calling-order.ts'
import { businessDate } from './day.ts'
import { inTurn, isOfToday } from './in-turn.ts'
import { countersOnward, hasGoneOn, leadOn } from './next-leg.ts'
import { lastCalled, type Waiting, waitingInLine } from './line-queries.ts'
import { findTicket } from './ticket-queries.ts'
import { ticketAtWindow } from './window-queries.ts'
import { record } from './record.ts'
import type { EventType, Ticket } from './ticket.ts'

export type CallRefusal =
  'window_closed' | 'window_busy' | 'queue_empty' | 'taken' | 'not_possible' | 'not_found'
type Called = { ok: true; ticket: Ticket }
type Outcome = Called | { ok: false; reason: CallRefusal }
export type CallOutcome = Outcome | KeyReused

type Caller = {
  actor: Actor
  /** Ends what the window forgot to end, marked as inferred, instead of refusing with `window_busy`. */
  endsCurrent?: boolean
}

/** Calls whoever is next by the office's rule to a window. No ticket is ever called to two windows. */
export function callNext(
  deps: Deps,
  office: Office,
  window: Window,
  caller: Caller,
  intent: Intent | null,
): Promise<CallOutcome> {
  return atWindow(deps, window, caller, intent, async (db, now) => {
    const [first] = await inLine(db, office, window.counterId, now)
    const next = first && (await findTicket(db, first.id))
    if (!next) return { ok: false, reason: 'queue_empty' }
    return call(db, next, 'called', window, caller.actor, now)
  })
}

const callingAgain: Partial<Record<Ticket['state'], EventType>> = {
  waiting: 'called',
  no_show: 'recalled',
  handed_in: 'delivery_called',
}

/** Calls one ticket out of its turn: a waiting one, one who did not come before, or one to collect. */
export function callTicket(
  deps: Deps,
  window: Window,
  ticketId: number,
  caller: Caller,
  intent: Intent | null,
): Promise<CallOutcome> {
  return atWindow(deps, window, caller, intent, async (db, now) => {
    const ticket = await findTicket(db, ticketId)
    if (!ticket || ticket.counterId !== window.counterId) return { ok: false, reason: 'not_found' }
    const type = (await isOfToday(deps, db, ticket, now)) && callingAgain[ticket.state]
    if (type && !(await hasGoneOn(db, ticket))) return call(db, ticket, type, window, caller.actor, now)
    const isElsewhere = ticket.windowId !== null && ticket.windowId !== window.id
    return { ok: false, reason: isElsewhere ? 'taken' : 'not_possible' }
  })
}

/** Everybody who waits at a counter, in the order in which they will be called as things are now. */
export async function inLine(db: Db, office: Office, counterId: number, now: Instant): Promise<Waiting[]> {
  const day = { counterId, date: businessDate(office, now) }
  const rule = office.day.calling
  const waiting = await waitingInLine(db, day)
  if (rule.order !== 'ratio') return callingOrder(waiting, now, rule)
  const recent = await lastCalled(db, day, rule)
  return callingOrder(
    waiting,
    now,
    rule,
    recent.map(ticket => isDue(ticket, ticket.firstCalledAt ?? now, rule)),
  )
}

async function atWindow(
  deps: Deps,
  { id, counterId }: Window,
  { actor, endsCurrent = false }: Caller,
  intent: Intent | null,
  deed: (db: Db, now: Instant) => Promise<Outcome>,
): Promise<CallOutcome> {
  const forgotten = endsCurrent ? await deps.store.read(db => ticketAtWindow(db, id)) : null
  const claimed = forgotten ? await countersOnward(deps, forgotten) : [counterId]
  return inTurn<Outcome>(deps, claimed, intent, async (db, now) => {
    if ((await findWindow(db, id))?.state !== 'open') return { ok: false, reason: 'window_closed' }
    const current = await ticketAtWindow(db, id)
    if (current && !(endsCurrent && (await endForgotten(db, current, { claimed, actor, now }))))
      return { ok: false, reason: 'window_busy' }
    return deed(db, now)
  })
}

async function endForgotten(
  db: Db,
  current: Ticket,
  { claimed, actor, now }: { claimed: readonly number[]; actor: Actor; now: Instant },
): Promise<boolean> {
  if (current.state !== 'serving') return false
  const type = current.stage === 2 ? 'delivered' : 'service_ended'
  const payload = { outcome: 'served', isInferred: true } as const
  const ended = await record(db, current, [{ type, payload }], { actor, now })
  if (ended) await leadOn(db, ended, { claimed, actor, now })
  return ended !== null
}

async function call(
  db: Db,
  ticket: Ticket,
  type: EventType,
  window: Window,
  actor: Actor,
  now: Instant,
): Promise<Outcome> {
  const called = await record(db, ticket, [{ type, windowId: window.id }], { actor, now })
  return called ? { ok: true, ticket: called } : { ok: false, reason: 'not_possible' }
}
