import { createRoute, z } from '@hono/zod-openapi'
import type { LocalDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Api, json, languageHeader, officeParam, problems } from '../http/api-route.ts'
import { invalid, problem } from '../http/problem.ts'
import { counterById, type Office } from '../offices/office.ts'
import { querySchema, readQuestion, wishOf } from './api-question.ts'
import { createDaysJson } from './days-json.ts'
import type { Wish } from './slot.ts'

const questionsKeptMax = 5000

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

const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }

type Question = { office: Office; wish: Wish; from: LocalDate; to: LocalDate }

/** Free times. Many ask the same at the same moment, so an answer is kept as bytes until it is no longer right. */
export function addAvailability(api: Api, deps: Deps): void {
  api.openAPIRegistry.registerPath(availabilityRoute)
  const daysJson = createDaysJson()
  const understood = new Map<string, Question>()

  /** What an address with both dates asks stays the same while the office's rules do. */
  function remember(url: string, question: Question) {
    if (!url.includes('from=') || !url.includes('to=')) return
    if (understood.size >= questionsKeptMax) understood.clear()
    understood.set(url, question)
  }

  api.get('/v1/offices/:office/availability', async c => {
    const url = c.req.url.slice(c.req.url.indexOf('/', 'https://'.length))
    const office = await deps.offices.bySlug(c.req.param('office'))
    if (!office) return problem(c, 'unknown_office')

    let question = understood.get(url)
    if (question?.office !== office) {
      const asked = readQuestion(url, office, deps.clock.now())
      if ('errors' in asked) return invalid(c, asked.errors)
      const wish = wishOf(office, asked.services, asked.people)
      if (typeof wish === 'string') return problem(c, wish)
      question = { office, wish, from: asked.from, to: asked.to }
      remember(url, question)
    }

    const { wish, from, to } = question
    const { days, version, goodUntil } = await deps.availability.days(office, wish, from, to)
    const counter = counterById(office, wish.services[0]?.counterId ?? 0)
    const body = daysJson(days, counter.slug, office.timeZone)
    deps.hotAnswers.keep(url, {
      body,
      isRight: () =>
        deps.availability.version(counter.id) === version &&
        deps.clock.now() < goodUntil &&
        deps.offices.atHand(office.slug) === office,
    })
    return c.body(body, 200, headers)
  })
}
