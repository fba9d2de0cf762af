import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Intent, KeyReused } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import { businessDate } from '../queue/day.ts'
import { inTurn } from '../queue/in-turn.ts'
import { lastOfNumber } from '../queue/ticket-queries.ts'
import { paperNumber, paperSerialMax } from '../queue/ticket.ts'
import {
  arrive,
  counterFor,
  type Issued,
  type IssueRefusal,
  type Paper,
  type WalkIn,
} from './issue-ticket.ts'

export type PaperRefusal = 'paper_number' | 'paper_time' | 'number_taken'
type Outcome = Issued | { ok: false; reason: IssueRefusal | PaperRefusal }
export type PaperOutcome = Outcome | KeyReused

/**
 * Gives somebody who was received on paper, while the system was away, their place in line: that of the time on
 * paper, though the log tells that it was written now. For staff alone. Refused for a time that is not of today
 * or not over yet, and for a number that was in use today, voided ones included.
 */
export async function enterPaper(
  deps: Deps,
  office: Office,
  walkIn: WalkIn,
  paper: Paper,
  intent: Intent | null,
): Promise<PaperOutcome> {
  const counter = counterFor(office, walkIn)
  if (typeof counter === 'string') return { ok: false, reason: counter }
  const { serial, arrivedAt } = paper
  if (!Number.isInteger(serial) || serial < 1 || serial > paperSerialMax)
    return { ok: false, reason: 'paper_number' }

  // Counters that share a letter share its numbers: their queues wait for each other here.
  const { ticketPrefix } = counter
  const sharing = office.counters.filter(other => other.ticketPrefix === ticketPrefix).map(({ id }) => id)
  return inTurn<Outcome>(deps, sharing, intent, async (db, now) => {
    if (!isOfToday(office, arrivedAt, now)) return { ok: false, reason: 'paper_time' }
    const number = paperNumber(ticketPrefix, serial)
    if (await lastOfNumber(db, sharing, businessDate(office, now), number))
      return { ok: false, reason: 'number_taken' }
    return arrive(db, office, walkIn, now, paper)
  })
}

function isOfToday(office: Office, at: Instant, now: Instant): boolean {
  return at <= now && businessDate(office, at) === businessDate(office, now)
}
