import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Localized, Office } from '../offices/office.ts'
import { businessDate } from '../queue/day.ts'
import type { Ticket } from '../queue/ticket.ts'
import { visitSurveyed } from '../visits/queries.ts'
import { refuseAnswer } from './answer.ts'
import { linkHash } from './link.ts'
import { askedOf, monthOf, overallSlug, type Question, restOf } from './questionnaire.ts'
import { findLink } from './link-queries.ts'
import { questionnaireOf } from './questionnaire-queries.ts'

/** What a visit is asked: the first question, or what is left once that has been answered. */
export type TicketSurvey = {
  state: 'open' | 'given'
  goal: Localized | null
  overall: Question
  /** What the holder of this link may still answer. */
  rest: Question[]
}

/** The questionnaire on the page of a number; null while there is nothing to ask or to thank for. */
export async function ticketSurvey(
  db: Db,
  office: Office,
  ticket: Ticket,
  token: string,
  now: Instant,
): Promise<TicketSurvey | null> {
  if (ticket.state !== 'served') return null
  const { isAnswered, isBooked } = await visitSurveyed(db, ticket.visitId)
  const refusal = refuseAnswer(ticket, isAnswered, businessDate(office, now))
  const questionnaire = await questionnaireOf(db, office.id, monthOf(ticket.businessDate))
  const asked = questionnaire ? askedOf(questionnaire, isBooked) : []
  const overall = asked.find(({ slug }) => slug === overallSlug)
  if (!questionnaire || !overall) return null
  const { goal } = questionnaire
  if (refusal === null) return { state: 'open', goal, overall, rest: restOf(asked) }
  if (refusal !== 'already_answered') return null

  const link = await findLink(db, office.id, linkHash(token), now)
  return { state: 'given', goal, overall, rest: link && !link.isDone ? restOf(asked) : [] }
}
