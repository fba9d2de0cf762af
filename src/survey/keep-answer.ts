import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Answer } from './answer.ts'
import { linkEnd, linkHash } from './link.ts'
import type { Questionnaire } from './questionnaire.ts'
import { insertAnswer } from './answer-queries.ts'
import { insertComment } from './comment-queries.ts'
import { insertLink } from './link-queries.ts'
import { keepQuestionnaire } from './questionnaire-queries.ts'

export type GivenAnswer = Omit<Answer, 'month'> & {
  officeId: number
  language: string
  comment: string | null
  /** The key of the comment; a random one where none is given. */
  commentId?: string
  /** By which whoever gave it goes on with it. */
  secret: string
  /** Whether all that is asked has been answered. */
  isDone: boolean
}

/** Writes an answer with what ties it to its giver for a day; false when that secret has given one before. */
export async function keepAnswer(
  db: Db,
  questionnaire: Questionnaire,
  { secret, comment, commentId, isDone, ...answer }: GivenAnswer,
  now: Instant,
): Promise<boolean> {
  const { officeId } = answer
  const { month } = questionnaire
  await keepQuestionnaire(db, officeId, questionnaire)
  const answerId = await insertAnswer(db, { ...answer, month })
  const link = { linkHash: linkHash(secret), officeId, answerId, isDone, expiresAt: linkEnd(now) }
  // First, for what a second press wrote has the key of what is there already.
  if (!(await insertLink(db, link))) return false
  if (comment !== null) await insertComment(db, { id: commentId, officeId, month, body: comment })
  return true
}
