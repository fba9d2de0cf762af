import { createRoute, z } from '@hono/zod-openapi'
import { isoOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Api, json, languageHeader, officeParam, problems } from '../http/api-route.ts'
import { problem } from '../http/problem.ts'
import { languageOf } from '../http/reader-language.ts'
import { plainTextOf } from '../offices/localized.ts'
import { counterSlug, estimateSchema, instantText, numberText } from './api-shapes.ts'
import { createOpenQueue } from './open-queue.ts'

const openQueueSchema = z
  .object({
    counters: z.array(
      z.object({
        id: counterSlug,
        name: z.string().openapi({ example: '住民異動・印鑑登録' }),
        waiting: z.int().openapi({ description: 'How many wait to be called.', example: 7 }),
        calling: z.array(numberText).openapi({ description: 'Called or served now, the last call first.' }),
        windowsOpen: z.int().openapi({ example: 3 }),
        estimate: estimateSchema,
        updatedAt: instantText.openapi({ description: 'As of when this is so.' }),
      }),
    ),
  })
  .openapi('OpenQueue')

const openQueueRoute = createRoute({
  method: 'get',
  path: '/v1/offices/{office}/queue',
  tags: ['Queue'],
  summary: 'How busy the counters are now',
  description: 'Open data: numbers only. Asking more often than every ten seconds tells nothing more.',
  request: { params: officeParam, headers: languageHeader },
  responses: { 200: json(openQueueSchema, 'All counters of the office.'), ...problems(404, 422, 500) },
})

/** What everybody may know of an office's queues. */
export function addOpenQueue(api: Api, deps: Deps): void {
  const openQueue = createOpenQueue(deps)

  api.openapi(openQueueRoute, async c => {
    const office = await deps.offices.bySlug(c.req.valid('param').office)
    if (!office) return problem(c, 'unknown_office')
    const language = languageOf(c)
    const counters = await openQueue(office)
    const updatedAt = isoOf(deps.clock.now(), office.timeZone)
    return c.json(
      {
        counters: counters.map(({ counter, state, estimate }) => ({
          id: counter.slug,
          name: plainTextOf(counter.publicName, language),
          waiting: state.waiting.length,
          calling: state.calling.map(({ number }) => number),
          windowsOpen: state.windowsOpen,
          estimate,
          updatedAt,
        })),
      },
      200,
      { 'Content-Language': language, Vary: 'Accept-Language', 'Cache-Control': 'public, max-age=5' },
    )
  })
}
