import { createRoute, z } from '@hono/zod-openapi'
import { displayReceipt } from '../access/token.ts'
import { asLanguage, languages } from '../languages.ts'
import type { Deps } from '../deps.ts'
import {
  type Api,
  bodyOf,
  bodyProblems,
  deedHeaders,
  intentOf,
  json,
  officeParam,
  text,
} from '../http/api-route.ts'
import { jsonBody } from '../http/json-body.ts'
import { type FieldProblem, invalid, problem } from '../http/problem.ts'
import type { InputReason } from '../http/problem-reasons.ts'
import { parseOpinion } from './details.ts'
import { categories, opinionLettersMax } from './opinion.ts'
import { receive } from './receive.ts'

const opinionBody = z
  .strictObject({
    text: text(20_000).openapi({
      description: `Up to ${opinionLettersMax} code points; lines end with \\n. Nothing about persons belongs here.`,
      example: '案内表示の字をもう少し大きくしてください。',
    }),
    category: text(40).openapi({ description: `One of ${categories.join(', ')}.`, example: 'facilities' }),
    counter: text(100)
      .nullish()
      .openapi({ description: 'The counter it is about; without one, the whole office.', example: 'ido' }),
    wantsAnswer: z
      .boolean('wrong_type')
      .default(false)
      .openapi({ description: 'Only with this wish are name and contact kept; then one contact is needed.' }),
    name: text(2000).nullish().openapi({ example: '見本 太郎' }),
    email: text(500).nullish().openapi({ example: 'taro@example.test' }),
    phone: text(100).nullish().openapi({ example: '06-0000-0000' }),
    language: text(20)
      .default('ja')
      .openapi({
        description: `Language of the answer’s frame: any of ${languages.join(', ')}.`,
        example: 'ja',
      }),
  })
  .openapi('OpinionWish')

const receivedSchema = z
  .object({
    receipt: z.string().openapi({ description: 'What people quote when they ask.', example: 'ABCD-2345' }),
  })
  .openapi('OpinionReceipt')

const sendRoute = createRoute({
  method: 'post',
  path: '/v1/offices/{office}/opinions',
  tags: ['Opinions'],
  summary: 'Send an opinion',
  description: 'At any hour, with or without the wish for an answer. Nothing leads from the receipt to it.',
  middleware: jsonBody(),
  request: { params: officeParam, headers: deedHeaders, body: bodyOf(opinionBody) },
  responses: { 201: json(receivedSchema, 'Received.'), ...bodyProblems },
})

/** The one call of the opinions box: what comes in is read by staff alone. */
export function addOpinions(api: Api, deps: Deps): void {
  api.openapi(sendRoute, async c => {
    const office = await deps.offices.bySlug(c.req.valid('param').office)
    if (!office) return problem(c, 'unknown_office')
    if (!(await deps.limits.allowOpinion(c.get('caller'))))
      return problem(c, 'rate_limited', { headers: { 'Retry-After': '600' } })
    const body = c.req.valid('json')
    const { language, counter, name, email, phone } = body
    const typed = {
      ...body,
      counter: counter ?? '',
      name: name ?? '',
      email: email ?? '',
      phone: phone ?? '',
    }
    const parsed = parseOpinion(office, typed)
    const errors: FieldProblem[] = parsed.ok
      ? []
      : parsed.errors.map(({ field, reason }) => ({ field, reason: reason as InputReason }))
    if (!asLanguage(language)) errors.push({ field: 'language', reason: 'unknown' })
    if (!parsed.ok || errors.length > 0) return invalid(c, errors)

    const intent = intentOf(c.req.valid('header'), `opinion ${office.slug}`, body)
    const outcome = await receive(deps, office, { ...parsed.details, channel: 'api', language }, intent)
    return outcome.ok ? c.json({ receipt: displayReceipt(outcome.receipt) }, 201) : problem(c, outcome.reason)
  })
}
