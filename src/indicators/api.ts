import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { type Api, bearer, json, languageHeader, officeParam, problems } from '../http/api-route.ts'
import { problem } from '../http/problem.ts'
import { worksIn } from '../staff/staff-member.ts'
import { indicatorsJson, indicatorsSchema } from './api-shapes.ts'
import { parseFiscalYear } from './plan.ts'
import { latestYear } from './sheet-queries.ts'
import { readSheet } from './read-sheet.ts'

const query = z.strictObject({
  fiscalYear: z
    .string()
    .refine(year => parseFiscalYear(year) !== null, 'not_a_number')
    .optional()
    .openapi({
      description: 'A fiscal year by the year of its April. Default: the latest with anything entered.',
      example: '2023',
    }),
})

const indicatorsRoute = createRoute({
  method: 'get',
  path: '/v1/offices/{office}/indicators',
  tags: ['Figures'],
  summary: 'What an office measures itself by in a fiscal year',
  description:
    'Indicators with target, value and mark, the star rating, activities and budget, as on the page of indicators. ' +
    'For supervisors and administrators.',
  security: bearer,
  request: { params: officeParam, headers: languageHeader, query },
  responses: {
    200: json(indicatorsSchema, 'The figures of the year.'),
    ...problems(401, 403, 404, 422, 500, 503),
  },
})

/** What an office measures itself by, read only. */
export function addIndicators(api: Api, { offices, store, clock }: Deps): void {
  api.openapi(indicatorsRoute, async c => {
    const office = await offices.bySlug(c.req.valid('param').office)
    if (!office || !worksIn(c.get('staff'), office.id)) return problem(c, 'unknown_office')
    const asked = parseFiscalYear(c.req.valid('query').fiscalYear ?? '')
    const sheet = await store.read(async db => {
      const fiscalYear = asked ?? (await latestYear(db, office.id))
      return fiscalYear === null ? null : readSheet(db, office, fiscalYear, clock.now())
    })
    return sheet ? c.json(indicatorsJson(sheet), 200) : problem(c, 'not_found')
  })
}
