import { z } from '@hono/zod-openapi'
import { statusOf } from '#src/http/problem-reasons.ts'
import { problemSchema } from '#src/http/problem.ts'

export type JsonAnswer = { status: number; headers: Headers; text: string }

/** The form of every refusal of the house, and nothing beside it. */
const houseProblem = z.strictObject(problemSchema.shape)

/** What is wrong with an answer of the API to whatever was sent: nothing of what was sent may be said back. */
export function faultsOfAnswer(answer: JsonAnswer, canaries: readonly string[]): string[] {
  const { status, text } = answer
  return [
    ...(status >= 500 ? ['a fault of ours'] : []),
    ...(/\bat \S+ \(|node:internal|\.tsx?:\d/.test(text) ? [`the inside shows: ${text.slice(0, 200)}`] : []),
    ...(status < 400 ? faultsOfSuccess(answer) : faultsOfProblem(answer)),
    ...(status < 400 ? [] : canaries.filter(word => text.includes(word)).map(word => `${word} is said back`)),
  ]
}

function faultsOfSuccess({ status, headers, text }: JsonAnswer): string[] {
  if (status === 204) return text === '' ? [] : ['204 with a body']
  return parsed(text) === undefined || !/^application\/json\b/.test(typeOf(headers)) ? ['no JSON'] : []
}

function faultsOfProblem({ status, headers, text }: JsonAnswer): string[] {
  const problem = houseProblem.safeParse(parsed(text))
  if (!problem.success) return [`not the form of a problem: ${text.slice(0, 200)}`]
  const { reason, type, title, detail, status: said, errors = [] } = problem.data
  const isKnown = Object.hasOwn(statusOf, reason) && statusOf[reason as keyof typeof statusOf] === status
  return [
    ...(typeOf(headers) === 'application/problem+json' ? [] : [`the type ${typeOf(headers)}`]),
    ...(isKnown && said === status && type === `/api/docs#${reason}` ? [] : [`${reason} with ${status}`]),
    ...(title && detail && errors.every(error => error.field && error.reason && error.detail)
      ? []
      : ['no words']),
    ...(reason === 'invalid_input' && errors.length === 0 ? ['no member is named'] : []),
  ]
}

function typeOf(headers: Headers): string {
  return headers.get('Content-Type') ?? ''
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
