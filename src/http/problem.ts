import { z } from '@hono/zod-openapi'
import type { TypedResponse } from 'hono'
import { apiEn } from '#views/text/api-en.ts'
import { type ApiTexts, apiJa } from '#views/text/api-ja.ts'
import type { StaffLanguage } from '../languages.ts'
import type { Ctx } from './env.ts'
import { fieldOf, type InputReason, type ProblemReason, statusOf } from './problem-reasons.ts'
import { languageOf } from './reader-language.ts'

export const problemSchema = z
  .object({
    type: z
      .string()
      .openapi({ description: 'Where the reason is described.', example: '/api/docs#slot_full' }),
    title: z
      .string()
      .openapi({ description: 'The reason in a few words, in the language asked for.', example: '満席' }),
    status: z.int().openapi({ example: 409 }),
    reason: z
      .string()
      .openapi({ description: 'The reason for programs; it never changes.', example: 'slot_full' }),
    detail: z.string().openapi({ description: 'A sentence for people, in the language asked for.' }),
    errors: z
      .array(z.object({ field: z.string(), reason: z.string(), detail: z.string() }))
      .optional()
      .openapi({
        description: 'With status 422: which member is wrong and why. What was sent is never repeated.',
      }),
    alternatives: z
      .array(z.object({ startsAt: z.string(), counter: z.string(), free: z.int() }))
      .optional()
      .openapi({ description: 'With a reason `slot_…`: up to five free times, the nearest first.' }),
    opensAt: z
      .string()
      .optional()
      .openapi({ description: 'With the reason `check_in_not_open`: from when on.' }),
    reference: z
      .string()
      .optional()
      .openapi({ description: 'With status 500: what to quote when reporting it.' }),
  })
  .openapi('Problem')

export type Problem = z.infer<typeof problemSchema>

/** One member that is wrong. */
export type FieldProblem = { field: string; reason: InputReason }
type More = Pick<Problem, 'alternatives' | 'opensAt' | 'reference'> & { headers?: Record<string, string> }

const textsIn: Record<StaffLanguage, ApiTexts> = { ja: apiJa, en: apiEn }

export function apiTextsOf(c: Ctx): ApiTexts {
  return textsIn[languageOf(c)]
}

type Answer<Reason extends ProblemReason> = TypedResponse<Problem, (typeof statusOf)[Reason], 'json'>

/** The answer to a refused call, by RFC 9457. It is made of the reason alone, never of what was sent. */
export function problem<Reason extends ProblemReason>(
  c: Ctx,
  reason: Reason,
  more: More = {},
): Response & Answer<Reason> {
  const { title, detail } = apiTextsOf(c).problems[reason]
  const field = fieldOf[reason]
  return answer(c, reason, { ...more, ...(field && { errors: [{ field, reason, detail }] }) }, title, detail)
}

/** The answer to a call some of whose members are wrong. */
export function invalid(c: Ctx, errors: FieldProblem[]): Response & Answer<'invalid_input'> {
  const { problems, inputs } = apiTextsOf(c)
  const { title, detail } = problems.invalid_input
  const explained = errors.slice(0, 20).map(error => ({ ...error, detail: inputs[error.reason] }))
  return answer(c, 'invalid_input', { errors: explained }, title, detail)
}

function answer<Reason extends ProblemReason>(
  c: Ctx,
  reason: Reason,
  { headers, ...members }: More & { errors?: Problem['errors'] },
  title: string,
  detail: string,
): Response & Answer<Reason> {
  const status = statusOf[reason]
  const body: Problem = { type: `/api/docs#${reason}`, title, status, reason, detail, ...members }
  return c.json(body, status, {
    ...headers,
    'Content-Type': 'application/problem+json',
    'Content-Language': languageOf(c),
    Vary: 'Accept-Language',
  })
}

type Issue = { code?: string; message: string; path: PropertyKey[] }

/** The members that a schema found wrong, each with its first reason: the schema's messages are reasons. */
export function fieldProblems(issues: readonly Issue[], whole: 'body' | 'query' = 'body'): FieldProblem[] {
  const problems = issues.map(({ code, message, path }): FieldProblem => {
    // A name that cannot be one is not said back.
    const named = code === 'invalid_key' ? path.slice(0, -1) : path
    const field = named.filter(part => typeof part === 'string').join('.') || whole
    if (code === 'invalid_key') return { field, reason: 'unknown' }
    if (code === 'unrecognized_keys') return { field, reason: 'unknown_field' }
    return { field, reason: Object.hasOwn(apiJa.inputs, message) ? (message as InputReason) : 'wrong_type' }
  })
  return problems.filter(({ field }, index) => problems.findIndex(other => other.field === field) === index)
}
