import type { Db } from '#db/store.ts'
import { createRandom } from '../demo/random.ts'
import { askedOf, monthOf } from '../survey/questionnaire.ts'
import { questionnaireOf, saveQuestionnaire } from '../survey/questionnaire-queries.ts'
import { answersOf } from './answers.ts'
import { goalOf } from './month-goals.ts'
import type { PastDay } from './past-day.ts'
import { unlinkedKey } from './past-names.ts'
import { daySeed } from './plan.ts'
import { insertPastAnswers } from './queries.ts'

/** Has a day's visitors answer what its month asks; to be called before the day is written. */
export async function answerDay(db: Db, officeId: number, day: PastDay, seed: number): Promise<void> {
  const month = monthOf(day.date)
  const questionnaire = await questionnaireOf(db, officeId, month)
  if (!questionnaire) return
  if (questionnaire.revision === 0)
    await saveQuestionnaire(db, officeId, { ...questionnaire, goal: goalOf(month) })
  const answers = answersOf(day, askedOf(questionnaire), createRandom(daySeed(seed, day.date), 'answers'))
  const keyed = answers.map((answer, index) => ({
    ...answer,
    key: unlinkedKey(`${seed} ${day.date} ${index}`),
  }))
  await insertPastAnswers(db, { officeId, month }, keyed)
}
