import { setImmediate } from 'node:timers/promises'
import type { Db, Store } from '#db/store.ts'
import { saveWindow, windowsWithLastEvent } from '../windows/queries.ts'
import { stateAfter } from '../windows/window.ts'
import { rebuildTicket } from './progress-queries.ts'
import { servicesOfTickets } from './service-queries.ts'
import { findTicket, ticketsAfterId } from './ticket-queries.ts'
import { claimQueues } from './version-queries.ts'
import { eventsOf } from '../visit-events/queries.ts'
import { doneServices, progressOf, standing, type Ticket, type TicketEvent } from './ticket.ts'

type Disagreement = {
  /** `ticket A-012 of 2026-12-01` or `window 7`. */
  subject: string
  what: string
  isRebuilt: boolean
}

export type Verification = { tickets: number; windows: number; disagreements: Disagreement[] }

const partSize = 50

/**
 * Proves that every ticket row is what its events add up to, that no event is missing in between, and that
 * every window is as its last event left it. With `isRebuilding` what disagrees is made what the events say;
 * a history that is impossible or incomplete is only reported. May run while the counters work.
 */
export async function verifyQueue(store: Store, { isRebuilding = false } = {}): Promise<Verification> {
  const disagreements: Disagreement[] = []
  let tickets = 0
  let after = 0
  for (;;) {
    const { rows, suspects } = await store.read(db => suspectsAfter(db, after))
    for (const ticket of suspects)
      disagreements.push(
        ...(await settle(store, ticket.counterId, db => settleTicket(db, ticket.id, isRebuilding))),
      )
    tickets += rows.length
    after = rows.at(-1)?.id ?? after
    if (rows.length < partSize) break
    await setImmediate()
  }

  const windows = await store.read(windowsWithLastEvent)
  for (const window of windows.filter(isWrong))
    disagreements.push(
      ...(await settle(store, window.counterId, db => settleWindow(db, window.id, isRebuilding))),
    )
  return { tickets, windows: windows.length, disagreements }
}

async function suspectsAfter(db: Db, after: number): Promise<{ rows: Ticket[]; suspects: Ticket[] }> {
  const rows = await ticketsAfterId(db, after, partSize)
  const suspects: Ticket[] = []
  for (const ticket of rows) if (await faultOf(db, ticket)) suspects.push(ticket)
  return { rows, suspects }
}

/** What is suspected is looked at again in its turn: a deed may have come between two reads. */
async function settle(
  store: Store,
  counterId: number,
  look: (db: Db) => Promise<Disagreement | null>,
): Promise<Disagreement[]> {
  const { found } = await store.write(async db => {
    await claimQueues(db, [counterId])
    const found = await look(db)
    return { ok: found?.isRebuilt ?? false, found }
  })
  return found ? [found] : []
}

async function settleTicket(db: Db, id: number, isRebuilding: boolean): Promise<Disagreement | null> {
  const ticket = await findTicket(db, id)
  const fault = ticket && (await faultOf(db, ticket))
  if (!fault) return null
  const isRebuilt = isRebuilding && fault.isCurable
  if (isRebuilt) await rebuildTicket(db, ticket, fault.events, progressOf(fault.events))
  return { subject: `ticket ${ticket.number} of ${ticket.businessDate}`, what: fault.what, isRebuilt }
}

type Fault = { what: string; isCurable: boolean; events: TicketEvent[] }

async function faultOf(db: Db, ticket: Ticket): Promise<Fault | null> {
  const events = await eventsOf(db, ticket.id)
  const done = (await servicesOfTickets(db, [ticket.id])).get(ticket.id)?.done ?? []
  const inHistory = faultInHistory(ticket, events)
  if (inHistory) return { what: inHistory, isCurable: false, events }
  const inRow = faultInRow(ticket, events, done)
  return inRow ? { what: inRow, isCurable: true, events } : null
}

function faultInHistory(ticket: Ticket, events: readonly TicketEvent[]): string | null {
  if (events.some(({ sequence }, index) => sequence !== index + 1)) return 'an event is missing'
  try {
    progressOf(events)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const [arrival] = standing(events)
  if (arrival?.occurredAt !== ticket.checkedInAt) return 'it did not arrive when its first event says'
  return arrival.payload.number === ticket.number ? null : 'it was given another number'
}

function faultInRow(ticket: Ticket, events: readonly TicketEvent[], done: readonly number[]): string | null {
  if (ticket.sequence !== events.length) return 'it is behind its events'
  const progress = progressOf(events)
  const wrong = (Object.keys(progress) as Array<keyof typeof progress>).filter(
    key => progress[key] !== ticket[key],
  )
  if (wrong.length > 0) return `${wrong.join(', ')} differ from its events`
  const isSame = new Set(doneServices(events)).symmetricDifference(new Set(done)).size === 0
  return isSame ? null : 'the services done differ from its events'
}

type WindowSeen = Awaited<ReturnType<typeof windowsWithLastEvent>>[number]

function isWrong({ state, staffId, lastEvent }: WindowSeen): boolean {
  return state !== stateAfter(lastEvent) || (state === 'closed') !== (staffId === null)
}

async function settleWindow(db: Db, id: number, isRebuilding: boolean): Promise<Disagreement | null> {
  const seen = (await windowsWithLastEvent(db)).find(window => window.id === id)
  if (!seen || !isWrong(seen)) return null
  const { state, staffId, lastEvent } = seen
  const told = stateAfter(lastEvent)
  const isCurable = told === 'closed' || staffId !== null
  if (isRebuilding && isCurable)
    await saveWindow(db, { id, state: told, staffId: told === 'closed' ? null : staffId })
  const what =
    state === told ? 'who works there does not fit its state' : `it is ${state}, its last event says ${told}`
  return { subject: `window ${id}`, what, isRebuilt: isRebuilding && isCurable }
}
