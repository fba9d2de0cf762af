import { z } from '@hono/zod-openapi'
import { type Instant, type LocalDate, parseDate } from '../clock.ts'
import { text } from '../http/api-route.ts'
import type { FieldProblem } from '../http/problem.ts'
import type { Counter, Office } from '../offices/office.ts'
import { businessDate } from '../queue/day.ts'
import { type Breakdown, breakdowns, type Grain, grains } from './figures.ts'
import { periodOf } from './period.ts'
import type { Scope } from './scope.ts'
import type { SummaryQuestion } from './summary-queries.ts'
import { breakdownsOf } from './summarise.ts'

const date = () =>
  text(100)
    .refine(day => parseDate(day) !== null, 'not_a_date')
    .optional()

/** What may be asked of an office's statistics. */
export const questionSchema = z.strictObject({
  from: date().openapi({
    description: 'A day of the first period, `YYYY-MM-DD`. Default: that of `to`.',
    example: '2026-10-01',
  }),
  to: date().openapi({
    description: 'A day of the last period, at most ten years later. Default: today.',
    example: '2026-12-31',
  }),
  grain: z.enum(grains, 'unknown').default('month').openapi({
    description: 'How long a period is. Weeks begin on Monday, fiscal years on 1 April. Default: `month`.',
  }),
  by: z.enum(breakdowns, 'unknown').default('all').openapi({
    description:
      'By what each period is told apart; `half_hour` is that of the arrival. A day is not told by weekdays.',
  }),
  counter: text(100)
    .optional()
    .openapi({
      description:
        'The id of a counter, or `each` for all of them one by one. Default: the whole office, which whoever answers ' +
        'for some of its counters only may not ask for.',
      example: 'ido',
    }),
  version: z
    .string()
    .regex(/^\d{1,4}$/, 'not_a_number')
    .optional()
    .openapi({
      description: 'Closed periods as they were in this version. Default: the newest.',
      example: '1',
    }),
})

type Asked = { grain: Grain; by: Breakdown; question: SummaryQuestion }

/** What was asked, or what is wrong with it: of counters that are not theirs nobody is told that they are there. */
export function readQuestion(
  query: z.infer<typeof questionSchema>,
  office: Office,
  { counters, isWholeShown }: Scope,
  now: Instant,
): Asked | { errors: FieldProblem[] } | 'unknown_counter' | 'not_allowed' {
  const { grain, by, counter, version } = query
  const to = query.to ?? businessDate(office, now)
  const from = query.from ?? to
  const wrong = spanProblem(from, to)
  if (wrong) return { errors: [wrong] }
  if (!breakdownsOf(grain).includes(by)) return { errors: [{ field: 'by', reason: 'unknown' }] }
  const counterId = counter === 'each' ? 'each' : counterIdOf(counters, counter)
  if (counterId === undefined) return 'unknown_counter'
  if (counterId === null && !isWholeShown) return 'not_allowed'
  const span = { from: periodOf(from, grain).start, to: periodOf(to, grain).start }
  const asOfVersion = version === undefined ? undefined : Number(version)
  return { grain, by, question: { grain, ...span, counterId, breakdowns: [by], version: asOfVersion } }
}

function spanProblem(from: LocalDate, to: LocalDate): FieldProblem | null {
  if (to < from) return { field: 'to', reason: 'ends_before_start' }
  const last = `${Number(from.slice(0, 4)) + 10}${from.slice(4)}`
  return to > last ? { field: 'to', reason: 'over_ten_years' } : null
}

function counterIdOf(counters: readonly Counter[], slug: string | undefined): number | null | undefined {
  if (slug === undefined) return null
  return counters.find(counter => counter.slug === slug)?.id
}
