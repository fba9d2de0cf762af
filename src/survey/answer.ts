import { addDays, type LocalDate } from '../clock.ts'
import type { Ticket } from '../queue/ticket.ts'
import type { Month, Question } from './questionnaire.ts'

/** The marks of a question, best first; null is "cannot say". */
const marks = [5, 4, 3, 2, 1, null] as const
export type Score = (typeof marks)[number]

/** Question → score. What somebody left out is not there. */
export type Scores = Readonly<Record<string, Score>>

/** Where an answer was given: the page of a number, the kiosk at the exit, the poster's page, a sheet. */
export const channels = ['ticket', 'kiosk', 'poster', 'paper'] as const
export type Channel = (typeof channels)[number]

/** An answer as it is kept: without a time, and without anything that leads back to whose it was. */
export type Answer = {
  month: Month
  counterId: number | null
  channel: Channel
  scores: Scores
}

export type AnswerRefusal = 'not_served' | 'too_late' | 'already_answered'

/** Why a visit cannot answer, or null: after the visit, on its day and the next, once. */
export function refuseAnswer(
  { state, businessDate }: Pick<Ticket, 'state' | 'businessDate'>,
  isAnswered: boolean,
  today: LocalDate,
): AnswerRefusal | null {
  if (state !== 'served') return 'not_served'
  if (today > addDays(businessDate, 1)) return 'too_late'
  return isAnswered ? 'already_answered' : null
}

/** A mark as forms send it; undefined for anything else. */
export function parseScore(typed: string): Score | undefined {
  return marks.find(mark => String(mark ?? 'unknown') === typed)
}

/**
 * The answers among what a form sent for these questions; what was left open, or does not apply to this person,
 * is left out. Null when something is no mark.
 */
export function parseScores(questions: readonly Question[], sent: (slug: string) => string): Scores | null {
  const scores: Record<string, Score> = {}
  for (const { slug } of questions) {
    const typed = sent(slug)
    if (typed === '' || typed === 'none') continue
    const score = parseScore(typed)
    if (score === undefined) return null
    scores[slug] = score
  }
  return scores
}
