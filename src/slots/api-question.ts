import { z } from '@hono/zod-openapi'
import { addDays, dateOf, type Instant, type LocalDate, parseDate } from '../clock.ts'
import { text } from '../http/api-route.ts'
import { type FieldProblem, fieldProblems } from '../http/problem.ts'
import { type Office, servicesBySlug } from '../offices/office.ts'
import { refuseWish, type Wish, type WishRefusal } from './slot.ts'

const daysMax = 62
const daysUsual = 7

const date = () =>
  text(100)
    .refine(day => parseDate(day) !== null, 'not_a_date')
    .optional()

/** What may be asked of availability. */
export const querySchema = z.strictObject({
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

type Question = { services: string[]; people: number; from: LocalDate; to: LocalDate }

/** What was asked, or what is wrong with it. */
export function readQuestion(
  url: string,
  office: Office,
  now: Instant,
): Question | { errors: FieldProblem[] } {
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
export function wishOf(
  office: Office,
  slugs: readonly string[],
  people: number,
): Wish | WishRefusal | 'unknown_service' {
  const services = servicesBySlug(office, slugs)
  if (!services) return 'unknown_service'
  const wish: Wish = { services, people }
  return refuseWish(office, wish) ?? wish
}
