import { z } from '@hono/zod-openapi'
import { text } from '../http/api-route.ts'

const score = z.union([z.literal([1, 2, 3, 4, 5]), z.null()], { error: 'unknown' }).openapi({
  ...{ type: ['integer', 'null'], enum: [1, 2, 3, 4, 5, null] },
  ...{ description: '5 very good … 1 very poor; null: cannot say.', example: 5 },
})

/** An answer says which question is answered wrongly: nothing but what ids are made of is said back. */
const questionId = z.string().regex(/^[a-z0-9-]{1,60}$/, 'unknown')

/** An answer to the questionnaire of a visit. */
export const answerBody = z
  .strictObject({
    scores: z
      .record(questionId, score)
      .openapi({ description: 'By the `id` of the question; what is left out is not answered.' }),
    comment: text(2000)
      .default('')
      .openapi({ description: 'At most 400 characters, with nothing that tells who somebody is.' }),
  })
  .openapi('SurveyAnswer')

/** What a visit is asked. */
export const questionsSchema = z
  .object({
    state: z
      .enum(['not_yet', 'open', 'given', 'closed'])
      .openapi({ description: 'Whether the visit may answer now, or has.' }),
    goal: z.string().nullable().openapi({ description: 'What the office has set itself for the month.' }),
    questions: z.array(z.object({ id: z.string().openapi({ example: 'q-overall' }), text: z.string() })),
  })
  .openapi('SurveyQuestions')

export const takenSchema = z.object({ state: z.literal('given') }).openapi('SurveyAnswerTaken')
