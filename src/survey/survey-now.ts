import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { businessDate } from '../queue/day.ts'
import type { Score } from './answer.ts'
import { findAnswer } from './answer-queries.ts'
import { linkHash } from './link.ts'
import { type Month, monthOf, overallSlug, type Questionnaire } from './questionnaire.ts'
import { findLink } from './link-queries.ts'
import { questionnaireOf } from './questionnaire-queries.ts'

/** The month whose questions are asked now. */
export function monthNow({ clock }: Pick<Deps, 'clock'>, office: Office): Month {
  return monthOf(businessDate(office, clock.now()))
}

/** What is asked now, or null in an office that has no questionnaire. */
export function surveyNow(deps: Deps, office: Office): Promise<Questionnaire | null> {
  return deps.store.read(db => questionnaireOf(db, office.id, monthNow(deps, office)))
}

/** Whether the holder of this secret has answered and may still go on. */
export async function isLinkOpen({ store, clock }: Deps, office: Office, secret: string): Promise<boolean> {
  const link = await store.read(db => findLink(db, office.id, linkHash(secret), clock.now()))
  return link !== null && !link.isDone
}

/** Whether the holder of this secret has given this very mark to the first question, as long as that may be known. */
export function isSameMark(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  office: Office,
  secret: string,
  score: Score,
): Promise<boolean> {
  return store.read(async db => {
    const link = await findLink(db, office.id, linkHash(secret), clock.now())
    return link !== null && (await findAnswer(db, link.answerId)).scores[overallSlug] === score
  })
}
