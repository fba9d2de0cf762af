import { createRoute, z } from '@hono/zod-openapi'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Api, json, languageHeader, officeParam, problems } from '../http/api-route.ts'
import { invalid, problem } from '../http/problem.ts'
import { counterById } from '../offices/office.ts'
import { querySchema, readQuestion, wishOf } from './api-question.ts'
import { createDaysJson } from './days-json.ts'

const bytesKeptMax = 8 * 1024 * 1024

const daysSchema = z
  .object({
    days: z.array(
      z.object({
        date: z.string().openapi({ example: '2026-12-01' }),
        state: z.enum(['open', 'full', 'closed', 'not_yet', 'too_late', 'past']).openapi({
          description:
            '`open`: has free times · `full`: has none left · `closed`: nobody is there · `not_yet`: too far ' +
            'ahead · `too_late`: can no longer be booked · `past`.',
        }),
        slots: z.array(
          z.object({
            startsAt: z.string().openapi({ example: '2026-12-01T09:00:00+09:00' }),
            counter: z.string().openapi({ example: 'ido' }),
            free: z
              .int()
              .openapi({ description: 'Visits of this kind that still fit; may be 0.', example: 2 }),
          }),
        ),
      }),
    ),
  })
  .openapi('Availability')

const availabilityRoute = createRoute({
  method: 'get',
  path: '/v1/offices/{office}/availability',
  tags: ['Times'],
  summary: 'Free times for a visit',
  request: { params: officeParam, query: querySchema, headers: languageHeader },
  responses: { 200: json(daysSchema, 'Every day asked for, in order.'), ...problems(404, 422, 500, 503) },
})

type Kept = {
  body: Uint8Array<ArrayBuffer>
  office: string
  counterId: number
  version: number
  revision: number
  goodUntil: Instant
}

const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }

/** Free times. Many ask the same at the same moment, so an answer is kept as bytes until it is no longer right. */
export function addAvailability(api: Api, deps: Deps): void {
  api.openAPIRegistry.registerPath(availabilityRoute)
  const kept = createKept()
  const daysJson = createDaysJson()

  api.get('/v1/offices/:office/availability', async c => {
    const { url } = c.req
    const key = url.slice(url.indexOf('/offices/'))
    const known = kept.get(key)
    if (known && (await isRight(deps, known))) return c.body(known.body, 200, headers)

    const office = await deps.offices.bySlug(c.req.param('office'))
    if (!office) return problem(c, 'unknown_office')
    const asked = readQuestion(url, office, deps.clock.now())
    if ('errors' in asked) return invalid(c, asked.errors)
    const wish = wishOf(office, asked.services, asked.people)
    if (typeof wish === 'string') return problem(c, wish)

    const { days, version, goodUntil } = await deps.availability.days(office, wish, asked.from, asked.to)
    const counter = counterById(office, wish.services[0]?.counterId ?? 0)
    const body = new TextEncoder().encode(daysJson(days, counter.slug, office.timeZone))
    const { slug, revision } = office
    kept.set(key, { body, office: slug, counterId: counter.id, version, revision, goodUntil })
    return c.body(body, 200, headers)
  })
}

async function isRight(deps: Deps, known: Kept): Promise<boolean> {
  if (deps.availability.version(known.counterId) !== known.version) return false
  return (
    deps.clock.now() < known.goodUntil &&
    (await deps.offices.bySlug(known.office))?.revision === known.revision
  )
}

/** Answers by what was asked, word for word; forgotten together when they have become too large. */
function createKept() {
  const answers = new Map<string, Kept>()
  let bytes = 0
  const size = (key: string, kept: Kept | undefined) =>
    kept ? 2 * key.length + kept.body.byteLength + 500 : 0

  return {
    get: (key: string) => answers.get(key),
    set(key: string, kept: Kept) {
      bytes += size(key, kept) - size(key, answers.get(key))
      answers.set(key, kept)
      if (bytes <= bytesKeptMax) return
      answers.clear()
      bytes = 0
    },
  }
}
