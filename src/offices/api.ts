import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { type Api, json, languageHeader, officeParam, problems } from '../http/api-route.ts'
import { problem } from '../http/problem.ts'
import { languageOf } from '../http/reader-language.ts'
import { plainTextOf } from './localized.ts'
import { counterById, type Office, type Service, takesBookings } from './office.ts'

const officesSchema = z
  .object({
    offices: z.array(
      z.object({
        id: z.string().openapi({ example: 'mihon' }),
        name: z.string().openapi({ example: '見本区役所' }),
        timeZone: z.string().openapi({ example: 'Asia/Tokyo' }),
      }),
    ),
  })
  .openapi('Offices')

const servicesSchema = z
  .object({
    services: z.array(
      z.object({
        id: z.string().openapi({ example: 'tennyu' }),
        counter: z.string().openapi({ description: 'The counter that does it.', example: 'ido' }),
        name: z.string().openapi({ example: '転入届' }),
        durationMinutes: z.int().openapi({ description: 'Minutes at the counter.', example: 30 }),
        bookable: z.boolean().openapi({ description: 'Whether it can be booked; else come without.' }),
        documents: z.array(
          z.object({
            id: z.string().openapi({ example: 'id1' }),
            name: z.string(),
            condition: z.string().nullable().openapi({ description: 'Who needs it; null: everybody.' }),
          }),
        ),
      }),
    ),
  })
  .openapi('Services')

const officesRoute = createRoute({
  method: 'get',
  path: '/v1/offices',
  tags: ['Offices'],
  summary: 'All offices',
  request: { headers: languageHeader },
  responses: { 200: json(officesSchema, 'The offices.'), ...problems(422, 500) },
})

const servicesRoute = createRoute({
  method: 'get',
  path: '/v1/offices/{office}/services',
  tags: ['Offices'],
  summary: 'The services of an office and what to bring to each',
  request: { params: officeParam, headers: languageHeader },
  responses: { 200: json(servicesSchema, 'The services.'), ...problems(404, 422, 500) },
})

/** The calls about offices and their services. */
export function addOffices(api: Api, deps: Deps): void {
  api.openapi(officesRoute, async c => {
    const language = languageOf(c)
    const offices = (await deps.offices.list()).map(({ slug, name, timeZone }) => ({
      id: slug,
      name: plainTextOf(name, language),
      timeZone,
    }))
    return c.json({ offices }, 200, inLanguage(language))
  })

  api.openapi(servicesRoute, async c => {
    const office = await deps.offices.bySlug(c.req.valid('param').office)
    if (!office) return problem(c, 'unknown_office')
    const language = languageOf(c)
    const services = office.services.map(service => serviceJson(office, service, language))
    return c.json({ services }, 200, inLanguage(language))
  })
}

function serviceJson(office: Office, service: Service, language: string) {
  return {
    id: service.slug,
    counter: counterById(office, service.counterId).slug,
    name: plainTextOf(service.name, language),
    durationMinutes: service.durationMinutes,
    bookable: takesBookings(office, service),
    documents: service.documents.map(({ slug, name, condition }) => ({
      id: slug,
      name: plainTextOf(name, language),
      condition: condition && plainTextOf(condition, language),
    })),
  }
}

function inLanguage(language: string) {
  return { 'Content-Language': language, Vary: 'Accept-Language' }
}
