import type { Db } from '#db/store.ts'
import { type Instant, instantOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { expireMessages, lateNearTurns } from '../notifications/expiry-queries.ts'
import type { Office } from '../offices/office.ts'
import { inLine } from '../queue/call.ts'
import { businessDate } from '../queue/day.ts'
import { estimateFor } from '../queue/estimate.ts'
import { inTurn } from '../queue/in-turn.ts'
import { findTicket } from '../queue/ticket-queries.ts'
import { windowsOfCounter } from '../windows/queries.ts'
import { isNear, isSettled } from './near-turn.ts'
import { claimNearTurn, eraseVisitContacts, hasVisitContacts, untoldTickets } from './queries.ts'
import { tellHolder } from './tell-holder.ts'

/**
 * Tells everybody whose turn has come near, each ticket once, however the line moves and however many servers do
 * this. It is about the first call of a ticket: whoever has handed in is called a second time without a line. What
 * has not been sent when somebody is called is given up.
 */
export async function tellNearTurns(deps: Deps, office: Office): Promise<void> {
  await giveUpLate(deps, office)
  const counterIds = await deps.store.read(db => countersToTell(db, office, deps.clock.now()))
  for (const counterId of counterIds)
    await inTurn(deps, [counterId], null, async (db, now) => {
      const current = await deps.offices.current(db, office.id)
      let told = 0
      // Looked at again: the line may have moved while this waited for its turn.
      for (const ticketId of await nearTickets(db, current, counterId, now)) {
        const ticket = await findTicket(db, ticketId)
        if (!ticket || !(await claimNearTurn(db, { officeId: office.id, ticketId, now }))) continue
        await tellHolder(db, current, ticket, now)
        told += 1
      }
      return { ok: told > 0 }
    })
}

async function countersToTell(db: Db, office: Office, now: Instant): Promise<number[]> {
  const day = { counterIds: office.counters.map(({ id }) => id), date: businessDate(office, now) }
  const untold = (await untoldTickets(db, day)).filter(ticket => isSettled(ticket, now))
  const counterIds: number[] = []
  for (const counterId of new Set(untold.map(ticket => ticket.counterId)))
    if ((await nearTickets(db, office, counterId, now)).length > 0) counterIds.push(counterId)
  return counterIds
}

/** Those of a counter's line whose turn is near and who have not been told, the first in line first. */
async function nearTickets(db: Db, office: Office, counterId: number, now: Instant): Promise<number[]> {
  const windows = await windowsOfCounter(db, counterId)
  const windowsOpen = windows.filter(({ state }) => state === 'open').length
  if (windowsOpen === 0) return []
  const day = { counterIds: [counterId], date: businessDate(office, now) }
  const untold = new Map((await untoldTickets(db, day)).map(ticket => [ticket.ticketId, ticket]))

  const near: number[] = []
  for (const [ahead, { id }] of (await inLine(db, office, counterId, now)).entries()) {
    const isFew = ahead <= office.notices.nearPeople
    const estimate = isFew ? null : await estimateFor(db, office, counterId, ahead, now)
    // Nobody behind is nearer.
    if (!isNear({ ahead, windowsOpen, estimate }, office.notices)) break
    const ticket = untold.get(id)
    if (ticket && isSettled(ticket, now)) near.push(id)
  }
  return near
}

async function giveUpLate(deps: Deps, office: Office): Promise<void> {
  const late = await deps.store.read(db => lateNearTurns(db, office.id))
  if (late.length > 0) await deps.store.write(db => expireMessages(db, late, deps.clock.now()))
}

/** Erases the addresses that were typed on days that are over. */
export async function forgetTypedAddresses(deps: Deps, office: Office): Promise<void> {
  const today = businessDate(office, deps.clock.now())
  const begin = instantOf(today, office.day.dayTurnsMinute, office.timeZone)
  if (await deps.store.read(db => hasVisitContacts(db, office.id, begin)))
    await deps.store.write(db => eraseVisitContacts(db, office.id, begin))
}
