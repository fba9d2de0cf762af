import { createRoute, z } from '@hono/zod-openapi'
import { isTokenShaped, tokenHash } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import { type Api, bodyOf, bodyProblems, json, languageHeader, problems } from '../http/api-route.ts'
import { jsonBody } from '../http/json-body.ts'
import { invalid, problem } from '../http/problem.ts'
import { languageOf } from '../http/reader-language.ts'
import { plainTextOf } from '../offices/localized.ts'
import { ticketOfToken } from '../queue/ticket-queries.ts'
import type { Ticket } from '../queue/ticket.ts'
import { answerVisit } from './answer-visit.ts'
import { answerBody, questionsSchema, takenSchema } from './api-shapes.ts'
import { parseComment } from './comment.ts'
import { overallSlug } from './questionnaire.ts'
import { ticketSurvey } from './ticket-survey.ts'

const tags = ['Questionnaire']
const tokenParam = z.object({
  token: z.string().openapi({ description: 'The token of a ticket.', example: 'q5Yl0Zz3rT1cV8mW2nB7xA' }),
})

const questionsRoute = createRoute({
  method: 'get',
  path: '/v1/tickets/{token}/questions',
  tags,
  summary: 'What a visit is asked',
  request: { params: tokenParam, headers: languageHeader },
  responses: { 200: json(questionsSchema, 'The questions of its month.'), ...problems(404, 422, 500) },
})

const answersRoute = createRoute({
  method: 'post',
  path: '/v1/tickets/{token}/answers',
  tags,
  summary: 'Answer the questionnaire of a visit',
  description:
    'Once, when the visit is done, until the end of the next day. `q-overall` is always asked. Nothing leads from ' +
    'the answer back to the visit, so there is no `Idempotency-Key`: a second answer is refused with 409.',
  middleware: jsonBody(),
  request: { params: tokenParam, headers: languageHeader, body: bodyOf(answerBody) },
  responses: { 201: json(takenSchema, 'It has been taken.'), ...bodyProblems },
})

/** The questionnaire of a visit for other programs. */
export function addSurvey(api: Api, deps: Deps): void {
  api.openapi(questionsRoute, async c => {
    const found = await ownTicket(deps, c.req.valid('param').token)
    if (!found) return problem(c, 'not_found')
    const { ticket, survey } = found
    const language = languageOf(c)
    const asked = survey ? [survey.overall, ...survey.rest] : []
    const state = survey?.state ?? (isOver(ticket) ? ('closed' as const) : ('not_yet' as const))
    const questions = survey?.state === 'open' ? asked : []
    return c.json(
      {
        state,
        goal: survey?.goal ? plainTextOf(survey.goal, language) : null,
        questions: questions.map(({ slug, text }) => ({ id: slug, text: plainTextOf(text, language) })),
      },
      200,
    )
  })

  api.openapi(answersRoute, async c => {
    const { token } = c.req.valid('param')
    const found = await ownTicket(deps, token)
    if (!found) return problem(c, 'not_found')
    const { scores, comment } = c.req.valid('json')
    const { office, ticket, survey } = found
    const asked = new Set(survey ? [survey.overall, ...survey.rest].map(({ slug }) => slug) : [])
    const parsed = parseComment(comment)
    if (!parsed.ok) return invalid(c, [{ field: 'comment', reason: parsed.reason }])
    if (scores[overallSlug] === undefined)
      return invalid(c, [{ field: `scores.${overallSlug}`, reason: 'required' }])
    if (survey?.state === 'open' && !Object.keys(scores).every(slug => asked.has(slug)))
      return invalid(c, [{ field: 'scores', reason: 'unknown' }])

    const answer = { scores, comment: parsed.body, language: languageOf(c), token, isDone: true }
    const outcome = await answerVisit(deps, office, ticket, answer)
    return outcome.ok ? c.json({ state: 'given' as const }, 201) : problem(c, outcome.reason)
  })
}

function isOver({ state }: Ticket): boolean {
  return ['served', 'no_show', 'left', 'voided'].includes(state)
}

async function ownTicket(deps: Deps, token: string) {
  if (!isTokenShaped(token)) return null
  return deps.store.read(async db => {
    const ticket = await ticketOfToken(db, tokenHash(token))
    if (!ticket) return null
    const office = await deps.offices.current(db, ticket.officeId)
    return { office, ticket, survey: await ticketSurvey(db, office, ticket, token, deps.clock.now()) }
  })
}
