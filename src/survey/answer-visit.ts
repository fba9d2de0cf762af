import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { businessDate } from '../queue/day.ts'
import type { Ticket } from '../queue/ticket.ts'
import { markAnswered, visitSurveyed } from '../visits/queries.ts'
import { type AnswerRefusal, refuseAnswer, type Scores } from './answer.ts'
import { keepAnswer } from './keep-answer.ts'
import { askedOf, monthOf } from './questionnaire.ts'
import { questionnaireOf } from './questionnaire-queries.ts'

export type VisitAnswer = {
  /** Those of questions that are not asked are left out. */
  scores: Scores
  comment: string | null
  language: string
  /** The secret of the ticket's link. */
  token: string
  /** Whether this is all: otherwise `answerMore` may add the rest. */
  isDone: boolean
}

export type VisitAnswerRefusal = AnswerRefusal | 'no_survey'
export type VisitAnswerOutcome = { ok: true } | { ok: false; reason: VisitAnswerRefusal }

/**
 * Takes a visit's answer, once. The visit keeps only that it has answered. No idempotency key: its row would
 * tell when.
 */
export function answerVisit(
  deps: Deps,
  office: Office,
  ticket: Ticket,
  { token, ...answer }: VisitAnswer,
): Promise<VisitAnswerOutcome> {
  const now = deps.clock.now()
  const { officeId, counterId, visitId } = ticket
  return deps.store.write<VisitAnswerOutcome>(async db => {
    const { isAnswered, isBooked } = await visitSurveyed(db, visitId)
    const reason = refuseAnswer(ticket, isAnswered, businessDate(office, now))
    if (reason) return { ok: false, reason }
    const questionnaire = await questionnaireOf(db, officeId, monthOf(ticket.businessDate))
    if (!questionnaire) return { ok: false, reason: 'no_survey' }
    if (!(await markAnswered(db, visitId))) return { ok: false, reason: 'already_answered' }

    const scores = Object.fromEntries(
      askedOf(questionnaire, isBooked).flatMap(({ slug }) => {
        const score = answer.scores[slug]
        return score === undefined ? [] : [[slug, score]]
      }),
    )
    const given = { ...answer, scores, officeId, counterId, channel: 'ticket' as const, secret: token }
    const isFirst = await keepAnswer(db, questionnaire, given, now)
    return isFirst ? { ok: true } : { ok: false, reason: 'already_answered' }
  })
}
