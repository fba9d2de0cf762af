import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type LegAhead, legsAhead } from '../day-list/queries.ts'
import type { Actor } from './actor.ts'
import { insertTicket } from './progress-queries.ts'
import { arrivedAt, findTicket, lastPosition, ticketAfter } from './ticket-queries.ts'
import { claimQueues } from './version-queries.ts'
import type { Ticket } from './ticket.ts'

/** The counter that a booked visit has yet to come to next; null for walk-ins and at the last one. */
async function nextLeg(db: Db, ticket: Pick<Ticket, 'appointmentId'>): Promise<LegAhead | null> {
  return (await aheadOf(db, ticket))[0] ?? null
}

/** What a booked visit has yet to come to at one counter: who is sent there early is not led there again. */
export async function legAt(
  db: Db,
  ticket: Pick<Ticket, 'appointmentId'>,
  counterId: number,
): Promise<LegAhead | null> {
  return (await aheadOf(db, ticket)).find(leg => leg.counterId === counterId) ?? null
}

async function aheadOf(db: Db, { appointmentId }: Pick<Ticket, 'appointmentId'>): Promise<LegAhead[]> {
  if (appointmentId === null) return []
  return (await legsAhead(db, [appointmentId])).get(appointmentId) ?? []
}

/** The counters whose queues change when this ticket is served: its own, and the one its number leads on to. */
export async function countersOnward({ store }: Deps, ticket: Ticket): Promise<number[]> {
  if (ticket.appointmentId === null) return [ticket.counterId]
  const next = await store.read(db => nextLeg(db, ticket))
  return [ticket.counterId, ...(next ? [next.counterId] : [])]
}

/**
 * Leads the number of a visit that is served at one counter on to the next that it has booked, in the same
 * transaction. It has the place there that was promised, by the time it has booked and because its people have been
 * in the house in time: who is late there by what lasted longer before loses nothing.
 */
export async function leadOn(
  db: Db,
  served: Ticket,
  { claimed, actor, now }: { claimed: readonly number[]; actor: Actor; now: Instant },
): Promise<void> {
  const next = await nextLeg(db, served)
  if (next) await openLeg(db, served, next, { claimed, actor, now })
}

/** Whether somebody who missed a counter has been let on to a later one: nobody is called to both. */
export async function hasGoneOn(db: Db, ticket: Ticket): Promise<boolean> {
  if (ticket.state !== 'no_show' || ticket.appointmentId === null) return false
  return (await ticketAfter(db, ticket)) !== null
}

/** A ticket for the next leg under the number that the visit has. Its queue is claimed where it is not yet. */
export async function openLeg(
  db: Db,
  { officeId, visitId, businessDate, number, isPriority }: Ticket,
  leg: LegAhead,
  { claimed, actor, now }: { claimed: readonly number[]; actor: Actor; now: Instant },
): Promise<Ticket | null> {
  if (!claimed.includes(leg.counterId)) await claimQueues(db, [leg.counterId])
  const id = await insertTicket(
    db,
    {
      ...{ officeId, visitId, businessDate, number },
      position: (await lastPosition(db, visitId)) + 1,
      counterId: leg.counterId,
      legId: leg.legId,
      kind: 'booked',
      isPriority: isPriority ? 1 : 0,
      appointmentAt: leg.startsAt,
      checkedInAt: now,
      inLineSince: (await arrivedAt(db, visitId)) ?? now,
    },
    leg.services,
    actor,
  )
  return findTicket(db, id)
}
