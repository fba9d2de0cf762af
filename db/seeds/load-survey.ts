import type { Localized } from '#src/offices/office.ts'
import type { Db } from '../store.ts'

/** The part of a ward file that holds the questions of its visitor questionnaire. */
export type WardSurvey = { surveyTemplate: { items: Array<Localized & { id: string; onlyIf?: string }> } }

/** A month before all others: what it asks is asked until a later month says otherwise. */
const firstMonth = '2000-01'

/** Writes the questions with which an office begins. */
export async function loadSurvey(db: Db, officeId: number, { surveyTemplate }: WardSurvey): Promise<void> {
  const questions = surveyTemplate.items.map(({ id, onlyIf, ...text }) => ({
    ...{ slug: id, text, isAsked: true, isBookedOnly: onlyIf === 'booked' },
  }))
  await db
    .insertInto('survey_months')
    .values({
      ...{ office_id: officeId, month: firstMonth, goal: null, revision: 1 },
      questions_json: JSON.stringify(questions),
    })
    .execute()
}
