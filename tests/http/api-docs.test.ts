import { expect, test } from 'vitest'
import { createApi } from '#src/http/api.ts'
import { policies } from '#src/http/policies.ts'
import { statusOf } from '#src/http/problem-reasons.ts'
import { openApiWard } from '../support/api.ts'

test('the OpenAPI document describes every route of the API, and no other', async () => {
  const ward = await openApiWard()
  const { json } = await ward.get('/openapi.json')

  const described = Object.entries(json.paths as Record<string, object>)
    .flatMap(([path, methods]) => Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`))
    .toSorted()
  const served = createApi(ward.deps)
    .routes.filter(
      route => route.path.startsWith('/v1/') && route.method !== 'ALL' && !route.path.endsWith('*'),
    )
    .map(route => `${route.method} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`)

  expect(json.openapi).toBe('3.1.0')
  expect(json.servers).toEqual([{ url: '/api' }])
  expect(described).toEqual([...new Set(served)].toSorted())
  expect(described).toEqual(
    [
      'DELETE /v1/session',
      'GET /v1/appointments/{token}',
      'GET /v1/counters/{counter}/queue',
      'GET /v1/offices',
      'GET /v1/offices/{office}/availability',
      'GET /v1/offices/{office}/indicators',
      'GET /v1/offices/{office}/exports/{export}',
      'GET /v1/offices/{office}/exports/{export}/replaced',
      'GET /v1/offices/{office}/plans',
      'GET /v1/offices/{office}/queue',
      'GET /v1/offices/{office}/services',
      'GET /v1/offices/{office}/statistics',
      'GET /v1/tickets/{token}',
      'GET /v1/tickets/{token}/questions',
      'POST /v1/appointments/lookup',
      'POST /v1/appointments/{token}/cancellation',
      'POST /v1/appointments/{token}/check-in',
      'POST /v1/appointments/{token}/reschedule',
      'POST /v1/offices/{office}/appointments',
      'POST /v1/offices/{office}/holds',
      'POST /v1/offices/{office}/opinions',
      'POST /v1/offices/{office}/waitlist',
      'GET /v1/waitlist/{token}',
      'POST /v1/waitlist/{token}/leave',
      'POST /v1/offices/{office}/tickets',
      'POST /v1/session',
      'POST /v1/tickets/{token}/answers',
      ...[
        ...['call-again', 'serve', 'park', 'resume', 'hand-in', 'collect'],
        ...['transfer', 'finish', 'no-show', 'left', 'undo', 'void'],
      ].map(deed => `POST /v1/tickets/{ticket}/${deed}`),
      ...['open', 'close', 'pause', 'continue', 'call-next', 'call', 'alarm'].map(
        deed => `POST /v1/windows/{window}/${deed}`,
      ),
    ].toSorted(),
  )
})

test('a call says that it needs a token exactly where its policy names roles', async () => {
  const ward = await openApiWard()
  const { json } = await ward.get('/openapi.json')

  for (const [path, methods] of Object.entries<Record<string, Call>>(json.paths))
    for (const [method, { security }] of Object.entries(methods)) {
      const route = `${method.toUpperCase()} /api${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
      const needed = security?.length === 1 && 'bearer' in (security[0] ?? {})
      expect([route, needed]).toEqual([route, policies[route] !== 'anyone'])
    }
})

test('every call is described with its answers, its refusals and its parameters', async () => {
  const ward = await openApiWard()
  const { json } = await ward.get('/openapi.json')
  const calls = Object.entries<Record<string, Call>>(json.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, call]) => ({ path, method, call })),
  )

  for (const { path, method, call } of calls)
    expect({
      path,
      summary: call.summary,
      inPath: call.parameters?.filter(known => known.in === 'path').map(known => `{${known.name}}`) ?? [],
      hasBody: call.requestBody !== undefined,
      types: Object.entries(call.responses).map(([status, { content = {} }]) => [
        status[0],
        ...Object.keys(content),
      ]),
    }).toEqual({
      path,
      summary: expect.stringMatching(/./),
      inPath: path.match(/\{\w+\}/g) ?? [],
      hasBody: method === 'post',
      types: Object.keys(call.responses).map(status =>
        status === '204'
          ? ['2']
          : status.startsWith('2')
            ? ['2', ...(path.endsWith('{export}') ? fileTypes : ['application/json'])]
            : [status[0], 'application/problem+json'],
      ),
    })
  const deed: Call = json.paths['/v1/offices/{office}/holds'].post
  expect(deed.parameters?.map(known => known.name)).toEqual(['office', 'Accept-Language', 'Idempotency-Key'])
})

const fileTypes = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/jsonl',
]

type Call = {
  summary?: string
  security?: object[]
  parameters?: Array<{ in: string; name: string }>
  requestBody?: { content: object }
  responses: Record<string, { content?: object }>
}

test('every reference in the document leads somewhere', async () => {
  const ward = await openApiWard()
  const { json, text } = await ward.get('/openapi.json')

  for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
    expect(json.components.schemas).toHaveProperty(name ?? '')
})

test('the page explains every reason, in the language asked for, and loads only from this server', async () => {
  const ward = await openApiWard()
  const inJapanese = await ward.get('/docs')
  const inEnglish = await ward.get('/docs', { language: 'en' })

  for (const reason of Object.keys(statusOf)) expect(inJapanese.text).toContain(`<tr id="${reason}">`)
  expect(inJapanese.text).toContain('<html lang="ja">')
  expect(inEnglish.text).toContain('<html lang="en">')
  expect(inJapanese.text).not.toMatch(/https?:|<style|style=|<script>|\son\w+=/)

  const loaded = [...inJapanese.text.matchAll(/(?:src|href)="\/api(\/docs\/[^"]+)"/g)].map(
    ([, path]) => path ?? '',
  )
  expect(loaded).toHaveLength(4)
  for (const path of loaded) {
    const { status, headers } = await ward.get(path)
    expect(status).toBe(200)
    expect(headers.get('Content-Type')).toMatch(/^text\/(css|javascript); charset=utf-8$/)
  }
})

type Described = {
  type?: string | string[]
  example?: unknown
  enum?: unknown[]
  minimum?: number
  maximum?: number
  maxLength?: number
}

/** What the description itself would not allow of its own example. */
function isMisleading({ example, type, enum: allowed, minimum, maximum, maxLength }: Described): boolean {
  const types = [type].flat()
  return (
    (allowed !== undefined && !allowed.includes(example)) ||
    (typeof example === 'number' &&
      !(example >= (minimum ?? -Infinity) && example <= (maximum ?? Infinity))) ||
    (typeof example === 'number' &&
      type !== undefined &&
      !types.some(one => one === 'integer' || one === 'number')) ||
    (typeof example === 'string' && type !== undefined && !types.includes('string')) ||
    (typeof example === 'string' && example.length > (maxLength ?? Infinity))
  )
}

function misleading(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'example' in value && isMisleading(value) ? [path] : []
  return [...own, ...Object.entries(value).flatMap(([key, one]) => misleading(one, `${path}/${key}`))]
}

test('every example is what its description allows', async () => {
  const ward = await openApiWard()
  const { json } = await ward.get('/openapi.json')

  expect(misleading(json)).toEqual([])
  expect(
    misleading({ a: { type: 'integer', minimum: 1, example: 0 }, b: { enum: [1], example: 5 } }),
  ).toEqual(['/a', '/b'])
  const score = json.components.schemas.SurveyAnswer.properties.scores.additionalProperties
  expect(score.enum).toEqual([1, 2, 3, 4, 5, null])
})
