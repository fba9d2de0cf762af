import { addDays, type LocalDate } from '../clock.ts'
import type { Ticket } from '../queue/ticket.ts'

/** The marks of the one question, best first; null is "cannot say". */
const scores = [5, 4, 3, 2, 1, null] as const
export type Score = (typeof scores)[number]

export type RatingRefusal = 'not_served' | 'too_late' | 'already_rated'

/** Why the question cannot be answered, or null: after the visit, on its day and the next. */
export function refuseRating(
  { state, businessDate }: Pick<Ticket, 'state' | 'businessDate'>,
  isRated: boolean,
  today: LocalDate,
): RatingRefusal | null {
  if (state !== 'served') return 'not_served'
  if (today > addDays(businessDate, 1)) return 'too_late'
  return isRated ? 'already_rated' : null
}

/** A mark as the form sends it; undefined for anything else. */
export function parseScore(typed: string): Score | undefined {
  return scores.find(score => String(score ?? 'unknown') === typed)
}
