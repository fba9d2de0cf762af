import { createRoute, z } from '@hono/zod-openapi'
import { clockTime, isoOf, parseDate, parseTime } from '../clock.ts'
import type { Deps } from '../deps.ts'
import {
  type Api,
  bodyOf,
  bodyProblems,
  deedHeaders,
  intentOf,
  json,
  languageHeader,
  officeParam,
  problems,
  text,
} from '../http/api-route.ts'
import { jsonBody } from '../http/json-body.ts'
import { type FieldProblem, invalid, problem } from '../http/problem.ts'
import { asLanguage, languages } from '../languages.ts'
import { counterById, servicesBySlug } from '../offices/office.ts'
import { people, services } from '../booking/api-shapes.ts'
import { paths } from '../paths.ts'
import { refuseWish } from '../slots/slot.ts'
import { publicUrlOf, type Settings } from '../settings.ts'
import { leave } from './decline.ts'
import { emptyWait, parseWait, type WaitFieldError } from './form.ts'
import { join } from './join.ts'
import { type OpenedEntry, openedEntry } from './opened.ts'

const date = text(10).refine(day => parseDate(day) !== null, 'not_a_date')
const time = text(5).refine(typed => typed === '' || parseTime(typed) !== null, 'not_a_time')

const waitBody = z
  .strictObject({
    services,
    people: people.default(1),
    fromDate: date.openapi({ description: 'The first day.', example: '2026-12-02' }),
    toDate: date.openapi({ description: 'The last day; may be the same.', example: '2026-12-04' }),
    fromTime: time
      .optional()
      .openapi({ description: 'A visit begins at this time or later.', example: '09:00' }),
    toTime: time
      .optional()
      .openapi({ description: 'And before this one. Both or neither.', example: '12:00' }),
    name: text(2000).openapi({ example: '見本 太郎' }),
    email: text(500).openapi({
      description: 'Where a freed place is offered.',
      example: 'taro@example.test',
    }),
    language: text(20)
      .default('ja')
      .openapi({ description: `Language of the messages: any of ${languages.join(', ')}.`, example: 'ja' }),
  })
  .openapi('WaitWish')

const entrySchema = z
  .object({
    token: z.string().openapi({ description: 'Opens the entry: keep it secret.' }),
    pageUrl: z.string().openapi({ description: 'The page on which an offered place is taken.' }),
    state: z.enum(['waiting', 'offered', 'booked', 'left', 'ended']),
    ahead: z.int().openapi({ description: 'How many before them wait for some of the same days and hours.' }),
    counter: z.string().openapi({ example: 'ido' }),
    services: z.array(z.string()),
    people: z.int(),
    fromDate: z.string(),
    toDate: z.string(),
    fromTime: z.string().openapi({ example: '00:00' }),
    toTime: z.string().openapi({ example: '24:00' }),
    offer: z
      .object({ startsAt: z.string(), until: z.string() })
      .nullable()
      .openapi({ description: 'The place kept for them now, and until when.' }),
  })
  .openapi('WaitlistEntry')

const tags = ['Waiting list']
const params = z.object({
  token: z.string().openapi({ description: 'The token of an entry.', example: 'q5Yl0Zz3rT1cV8mW2nB7xA' }),
})

const joinRoute = createRoute({
  method: 'post',
  path: '/v1/offices/{office}/waitlist',
  tags,
  summary: 'Wait for a freed place',
  description: 'Places that come free are offered in joining order, each to one person until a deadline.',
  middleware: jsonBody(),
  request: { params: officeParam, headers: deedHeaders, body: bodyOf(waitBody) },
  responses: { 201: json(entrySchema, 'At the end of the line.'), ...bodyProblems },
})

const showRoute = createRoute({
  method: 'get',
  path: '/v1/waitlist/{token}',
  tags,
  summary: 'An entry of the waiting list',
  request: { params, headers: languageHeader },
  responses: { 200: json(entrySchema, 'The entry.'), ...problems(404, 422, 500) },
})

const leaveRoute = createRoute({
  method: 'post',
  path: '/v1/waitlist/{token}/leave',
  tags,
  summary: 'Stop waiting',
  description: 'Needs no body. A place that is offered goes to the next. Leaving twice is no error.',
  middleware: jsonBody({ isOptional: true }),
  request: { params, headers: deedHeaders, body: { ...bodyOf(z.strictObject({})), required: false } },
  responses: { 200: json(entrySchema, 'The entry that was left.'), ...bodyProblems },
})

/** The calls of the line for freed places. */
export function addWaitlist(api: Api, deps: Deps): void {
  api.openapi(joinRoute, async c => {
    const office = await deps.offices.bySlug(c.req.valid('param').office)
    if (!office) return problem(c, 'unknown_office')
    const body = c.req.valid('json')
    const offered = servicesBySlug(office, body.services)
    if (!offered) return problem(c, 'unknown_service')
    const wish = { services: offered, people: body.people }
    const wishRefusal = refuseWish(office, wish)
    if (wishRefusal) return problem(c, wishRefusal)

    const { fromTime = '', toTime = '' } = body
    const part = fromTime === '' && toTime === '' ? 'any' : 'hours'
    const typed = { ...emptyWait(''), ...body, part, fromTime, toTime, phone: '' }
    const parsed = parseWait(office, wish, typed, { now: deps.clock.now(), isForOther: false })
    const language = asLanguage(body.language)
    const errors: FieldProblem[] = parsed.ok ? [] : parsed.errors.map(error => told(error, body))
    if (language === null) errors.push({ field: 'language', reason: 'unknown' })
    if (!parsed.ok || language === null) return invalid(c, errors)

    const joiner = { ...parsed.person, language, channel: 'api' } as const
    const intent = intentOf(c.req.valid('header'), `wait ${office.slug}`, body)
    const wanted = { wish: { ...wish, ...parsed.span }, joiner, actor: 'api' } as const
    const outcome = await join(deps, office, wanted, intent)
    if (!outcome.ok) return problem(c, outcome.reason)
    const opened = await openedEntry(deps, outcome.token)
    if (!opened) return problem(c, 'not_found')
    const location = { Location: `/api/v1/waitlist/${outcome.token}` }
    return c.json(entryJson(deps.settings, opened, outcome.token), 201, location)
  })

  api.openapi(showRoute, async c => {
    const { token } = c.req.valid('param')
    const opened = await openedEntry(deps, token)
    return opened ? c.json(entryJson(deps.settings, opened, token), 200) : problem(c, 'not_found')
  })

  api.openapi(leaveRoute, async c => {
    const { token } = c.req.valid('param')
    const opened = await openedEntry(deps, token)
    if (!opened) return problem(c, 'not_found')
    const who = { entryId: opened.entry.id, actor: 'api', reason: 'left' } as const
    const outcome = await leave(deps, opened.office, who)
    if (!outcome.ok) return problem(c, 'not_waiting')
    const left = await openedEntry(deps, token)
    return left ? c.json(entryJson(deps.settings, left, token), 200) : problem(c, 'not_found')
  })
}

/** A last day or hour that was sent is not missing or unknown when it comes before the first. */
function told(
  error: WaitFieldError,
  { fromDate, toDate, fromTime, toTime }: z.infer<typeof waitBody>,
): FieldProblem {
  const isBefore =
    (error.field === 'toDate' && toDate < fromDate) || (error.field === 'toTime' && fromTime && toTime)
  return isBefore ? { field: error.field, reason: 'ends_before_start' } : error
}

function entryJson(
  settings: Settings,
  { office, entry, ahead }: OpenedEntry,
  token: string,
): z.infer<typeof entrySchema> {
  const { offer } = entry
  const iso = (at: number) => isoOf(at, office.timeZone)
  return {
    token,
    pageUrl: `${publicUrlOf(settings)}${paths.wait(office.slug, token)}`,
    state: entry.state,
    ahead,
    counter: counterById(office, entry.counterId).slug,
    services: entry.services.map(({ slug }) => slug),
    people: entry.people,
    fromDate: entry.fromDate,
    toDate: entry.toDate,
    fromTime: clockTime(entry.fromMinute),
    toTime: clockTime(entry.toMinute),
    offer: offer && { startsAt: iso(offer.startsAt), until: iso(offer.until) },
  }
}
