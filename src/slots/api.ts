import { createRoute, z } from '@hono/zod-openapi'
import { addDays, dateOf, type Instant, type LocalDate, parseDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Api, json, languageHeader, officeParam, problems, text } from '../http/api-route.ts'
import { type FieldProblem, fieldProblems, invalid, problem } from '../http/problem.ts'
import { counterById, type Office, servicesBySlug } from '../offices/office.ts'
import { createDaysJson } from './days-json.ts'
import { refuseWish, type Wish, type WishRefusal } from './slot.ts'

const daysMax = 62
const daysUsual = 7
const bytesKeptMax = 8 * 1024 * 1024

const date = () =>
  text(100)
    .refine(day => parseDate(day) !== null, 'not_a_date')
    .optional()

const querySchema = z.strictObject({
  services: text(1000).openapi({
    description: 'Ids of services of one counter, by commas.',
    example: 'tennyu,tenkyo',
  }),
  people: z
    .string()
    .regex(/^\d{1,4}$/, 'not_a_number')
    .default('1')
    .openapi({ description: 'How many people come. Default 1.', example: '1' }),
  from: date().openapi({ description: 'First day, `YYYY-MM-DD`. Default: today.', example: '2026-12-01' }),
  to: date().openapi({
    description: `Last day, at most ${daysMax} days in all. Default: six days after the first.`,
    example: '2026-12-07',
  }),
})

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

type Question = { services: string[]; people: number; from: LocalDate; to: LocalDate }

function readQuestion(url: string, office: Office, now: Instant): Question | { errors: FieldProblem[] } {
  const search = new URLSearchParams(url.slice(`${url}?`.indexOf('?')))
  const repeated = [...new Set(search.keys())].filter(name => search.getAll(name).length > 1)
  if (repeated.length > 0) return { errors: [{ field: knownField(repeated[0]), reason: 'repeated' }] }

  const parsed = querySchema.safeParse(Object.fromEntries(search))
  if (!parsed.success) return { errors: fieldProblems(parsed.error.issues) }
  const from = parsed.data.from ?? dateOf(now, office.timeZone)
  const to = parsed.data.to ?? addDays(from, daysUsual - 1)
  if (to < from) return { errors: [{ field: 'to', reason: 'ends_before_start' }] }
  if (to > addDays(from, daysMax - 1)) return { errors: [{ field: 'to', reason: 'span_too_long' }] }
  return { services: slugsOf(parsed.data.services), people: Number(parsed.data.people), from, to }
}

function knownField(name: string | undefined): string {
  return name !== undefined && Object.hasOwn(querySchema.shape, name) ? name : 'query'
}

function slugsOf(list: string): string[] {
  return list === '' ? [] : list.split(',')
}

/** What is wished by the services' ids, or the reason why it cannot be booked at all. */
function wishOf(
  office: Office,
  slugs: readonly string[],
  people: number,
): Wish | WishRefusal | 'unknown_service' {
  const services = servicesBySlug(office, slugs)
  if (!services) return 'unknown_service'
  const wish: Wish = { services, people }
  return refuseWish(office, wish) ?? wish
}
