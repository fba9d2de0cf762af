import { randomUUID } from 'node:crypto'
import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Intent } from '../intents/once.ts'
import type { Env } from './env.ts'
import { problemSchema } from './problem.ts'

export type Api = OpenAPIHono<Env>

const meanings = {
  400: 'The body is not UTF-8 or not JSON.',
  401: 'Not signed in, or not as it must be.',
  403: 'The account may not do this.',
  404: 'There is nothing like that, or it is not yours to see.',
  409: 'The state of things does not allow it. A reason `slot_…` comes with `alternatives`.',
  413: 'The body has more than 64 kB.',
  415: 'The body is not `application/json` in UTF-8, or it is compressed.',
  422: 'Something that was sent is wrong: see `errors`.',
  429: 'Too many tries; `Retry-After` says how many seconds to wait.',
  500: 'A fault of ours; quote the `reference`.',
  503: 'Too busy; `Retry-After` says how many seconds to wait.',
}

type ProblemStatus = keyof typeof meanings

type ProblemResponse = {
  description: string
  content: { 'application/problem+json': { schema: typeof problemSchema } }
}

/** The refusals of a route, each with the same shape. */
export function problems<Status extends ProblemStatus>(
  ...statuses: Status[]
): Record<Status, ProblemResponse> {
  const content = { 'application/problem+json': { schema: problemSchema } }
  return Object.fromEntries(
    statuses.map(status => [status, { description: meanings[status], content }]),
  ) as Record<Status, ProblemResponse>
}

/** Whatever a call with a JSON body may be refused with. */
export const bodyProblems = problems(400, 404, 409, 413, 415, 422, 429, 500, 503)

/** A call for staff: the token of `POST /v1/session`, and never a cookie. */
export const bearer = [{ bearer: [] }]

/** An answer of one shape. */
export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/** The body of a call, in JSON. */
export function bodyOf<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } }
}

const missingOrWrong = (issue: { input?: unknown }) => (issue.input === undefined ? 'required' : 'wrong_type')

/** A text of at most `max` UTF-16 units; the language's own checks come later, so that no pattern meets a long text. */
export function text(max: number) {
  return z.string({ error: missingOrWrong }).max(max, 'too_long')
}

/** A list of short texts. */
export function texts(max: number) {
  return z.array(text(100), { error: missingOrWrong }).max(max, 'too_many')
}

const acceptLanguage = z
  .string()
  .optional()
  .openapi({ description: 'Language of names and explanations: `ja` (default) or `en`.', example: 'ja' })

export const languageHeader = z.object({ 'Accept-Language': acceptLanguage })

export const deedHeaders = languageHeader.extend({
  'Idempotency-Key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'not_a_key')
    .optional()
    .openapi({
      description:
        'One key per thing you want done, 1 to 255 visible ASCII characters, hard to guess. The same key with ' +
        'the same body gets the first answer again for 24 hours and is done once; with another body it is ' +
        'refused with 422 `key_reused`. A refusal is not remembered. Without a key there is no replay.',
      example: '0f6b0a5e-6d39-4d9c-9f0c-5d1f5b1f3a52',
    }),
})

export const officeParam = z.object({
  office: z.string().openapi({ description: 'The `id` of an office.', example: 'mihon' }),
})

/** What a deed is recognised by: the caller's key where it was sent, or one that nobody sends again. */
export function intentOf(headers: z.infer<typeof deedHeaders>, scope: string, body: unknown): Intent {
  return { key: headers['Idempotency-Key'] ?? randomUUID(), scope: `api ${scope}`, body }
}
