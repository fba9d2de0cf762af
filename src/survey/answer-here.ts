import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { businessDate } from '../queue/day.ts'
import { type GivenAnswer, keepAnswer } from './keep-answer.ts'
import { monthOf } from './questionnaire.ts'
import { questionnaireOf } from './questionnaire-queries.ts'

export type HereAnswer = Omit<GivenAnswer, 'officeId' | 'channel'> & { channel: 'kiosk' | 'poster' }

/**
 * Takes an answer without a ticket, at the kiosk or from the poster, for the month of today. The page's own
 * secret makes two presses of its button one answer.
 */
export async function answerHere(deps: Deps, office: Office, answer: HereAnswer): Promise<void> {
  const now = deps.clock.now()
  await deps.store.write(async db => {
    const questionnaire = await questionnaireOf(db, office.id, monthOf(businessDate(office, now)))
    if (!questionnaire) throw new Error(`office ${office.slug} has no questionnaire`)
    // Refused and undone, the second press finds everything as the first one left it.
    return { ok: await keepAnswer(db, questionnaire, { ...answer, officeId: office.id }, now) }
  })
}
