import type { Deps } from '../deps.ts'
import type { Intent, KeyReused } from '../intents/once.ts'
import { insertTicket } from './progress-queries.ts'
import { findTicket, lastPosition } from './ticket-queries.ts'
import type { Actor } from './actor.ts'
import { inTurn, isOfToday } from './in-turn.ts'
import { legAt, openLeg } from './next-leg.ts'
import { record } from './record.ts'
import type { Ticket } from './ticket.ts'

export type TransferRefusal = 'not_found' | 'not_possible' | 'taken' | 'same_counter'
type Outcome = { ok: true; ticket: Ticket } | { ok: false; reason: TransferRefusal }
export type TransferOutcome = Outcome | KeyReused

export type Transfer = {
  toCounterId: number
  /** Keeps the place in line that the arrival at the first counter gave. */
  keepsPlace: boolean
  services: readonly number[]
  actor: Actor
  seen?: number | undefined
}

/**
 * Sends somebody on to another counter with the number they have. The answer is the ticket there: where it is one
 * that they have yet to come to by their booking, whether next or later, they come to it as booked.
 */
export function transfer(
  deps: Deps,
  ticket: Ticket,
  { toCounterId, keepsPlace, services, actor, seen }: Transfer,
  intent: Intent | null,
): Promise<TransferOutcome> {
  return inTurn<Outcome>(deps, [ticket.counterId, toCounterId], intent, async (db, now) => {
    const current = await findTicket(db, ticket.id)
    if (!current) return { ok: false, reason: 'not_found' }
    if (seen !== undefined && seen !== current.sequence) return { ok: false, reason: 'taken' }
    if (current.counterId === toCounterId) return { ok: false, reason: 'same_counter' }
    if (!(await isOfToday(deps, db, current, now))) return { ok: false, reason: 'not_possible' }

    const payload = { toCounterId, keepsPlace }
    const left = await record(db, current, [{ type: 'transferred', payload }], { actor, now })
    if (!left) return { ok: false, reason: 'not_possible' }

    const leg = await legAt(db, current, toCounterId)
    if (leg) {
      const there = await openLeg(db, current, leg, { claimed: [toCounterId], actor, now })
      return there ? { ok: true, ticket: there } : { ok: false, reason: 'not_found' }
    }
    // A transfer taken back before has left its ticket behind.
    const position = (await lastPosition(db, current.visitId)) + 1
    const id = await insertTicket(
      db,
      {
        officeId: current.officeId,
        visitId: current.visitId,
        position,
        counterId: toCounterId,
        legId: null,
        businessDate: current.businessDate,
        number: current.number,
        kind: 'walk_in',
        isPriority: current.isPriority ? 1 : 0,
        appointmentAt: null,
        checkedInAt: now,
        inLineSince: keepsPlace ? current.inLineSince : now,
      },
      services,
      actor,
    )
    const next = await findTicket(db, id)
    return next ? { ok: true, ticket: next } : { ok: false, reason: 'not_found' }
  })
}
