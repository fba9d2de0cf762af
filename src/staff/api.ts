import { createRoute, z } from '@hono/zod-openapi'
import { isoOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Api, bearer, bodyOf, json, languageHeader, problems, text } from '../http/api-route.ts'
import { jsonBody } from '../http/json-body.ts'
import { problem } from '../http/problem.ts'
import { roles, worksAt, worksIn } from './staff-member.ts'
import { signInProgram } from './sign-in-program.ts'
import { signOut } from './sign-out.ts'

const tags = ['Staff']

const signInBody = z
  .strictObject({
    login: text(200).openapi({ example: 'clerk' }),
    password: text(1000),
    otp: text(50)
      .optional()
      .openapi({ description: 'Six digits, for an account that has one-time passwords.', example: '123456' }),
  })
  .openapi('SignIn')

const signedInSchema = z
  .object({
    token: z.string().openapi({ description: 'Send it as `Authorization: Bearer …`; keep it secret.' }),
    expiresAt: z.string().openapi({ example: '2026-12-01T20:30:00+09:00' }),
    staff: z.object({
      name: z.string(),
      role: z.enum(roles),
      office: z.string().nullable().openapi({ description: 'Null: all offices.', example: 'mihon' }),
      counters: z
        .array(z.string())
        .openapi({ description: 'Counters of that office to work at.', example: ['ido'] }),
    }),
  })
  .openapi('SignedIn')

const signInRoute = createRoute({
  method: 'post',
  path: '/v1/session',
  tags,
  summary: 'Sign in',
  description:
    'Opens a session of twelve hours. An unknown login and a wrong password are answered alike; tries are limited.',
  middleware: jsonBody(),
  request: { headers: languageHeader, body: bodyOf(signInBody) },
  responses: {
    201: json(signedInSchema, 'Signed in.'),
    ...problems(400, 401, 403, 413, 415, 422, 429, 500, 503),
  },
})

const signOutRoute = createRoute({
  method: 'delete',
  path: '/v1/session',
  tags,
  summary: 'Sign out',
  security: bearer,
  request: { headers: languageHeader },
  responses: { 204: { description: 'The token is good for nothing any more.' }, ...problems(401, 500, 503) },
})

/** The calls by which programs of staff sign in and out. */
export function addSession(api: Api, deps: Deps): void {
  api.openapi(signInRoute, async c => {
    const outcome = await signInProgram(deps, c.req.valid('json'), c.get('caller'))
    if (!outcome.ok)
      return outcome.reason === 'too_many_tries'
        ? problem(c, 'too_many_tries', { headers: { 'Retry-After': String(outcome.retrySeconds) } })
        : problem(c, outcome.reason)

    const { staff, token, expiresAt } = outcome
    const own = (await deps.offices.list()).filter(office => worksIn(staff, office.id))
    const office = staff.officeId === null ? undefined : own[0]
    const counters = own.flatMap(office =>
      office.counters.filter(({ id }) => worksAt(staff, { officeId: office.id, counterId: id })),
    )
    return c.json(
      {
        token,
        expiresAt: isoOf(expiresAt, own[0]?.timeZone ?? 'UTC'),
        staff: {
          name: staff.name,
          role: staff.role,
          office: office?.slug ?? null,
          counters: counters.map(({ slug }) => slug),
        },
      },
      201,
    )
  })

  api.openapi(signOutRoute, async c => {
    await signOut(deps, c.get('staff'), c.get('staffSession'))
    return c.body(null, 204)
  })
}
