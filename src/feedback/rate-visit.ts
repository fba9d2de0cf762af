import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { businessDate } from '../queue/day.ts'
import type { Ticket } from '../queue/ticket.ts'
import { isVisitRated, markRated } from '../visits/queries.ts'
import { insertRating } from './queries.ts'
import { type RatingRefusal, refuseRating, type Score } from './rating.ts'

export type RatingOutcome = { ok: true } | { ok: false; reason: RatingRefusal }

/**
 * Takes the answer to a visit's one question, once. The visit keeps only that it has answered; what it said is
 * kept by counter and month. No idempotency key: its row would tell when.
 */
export function rateVisit(deps: Deps, office: Office, ticket: Ticket, score: Score): Promise<RatingOutcome> {
  const today = businessDate(office, deps.clock.now())
  const { officeId, counterId, visitId } = ticket
  return deps.store.write<RatingOutcome>(async db => {
    const reason = refuseRating(ticket, await isVisitRated(db, visitId), today)
    if (reason) return { ok: false, reason }
    if (!(await markRated(db, visitId))) return { ok: false, reason: 'already_rated' }
    await insertRating(db, { officeId, counterId, month: ticket.businessDate.slice(0, 7), score })
    return { ok: true }
  })
}
