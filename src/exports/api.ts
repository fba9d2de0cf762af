import type { HttpBindings } from '@hono/node-server'
import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { type Api, bearer, json, languageHeader, officeParam, problems } from '../http/api-route.ts'
import { invalid, problem } from '../http/problem.ts'
import { type StaffMember, worksIn } from '../staff/staff-member.ts'
import { answerFile } from './answer-file.ts'
import { exportFile, type ExportWish, openTables } from './export-file.ts'
import { type Encoding, encodings, formats } from './file.ts'
import { type ExportQuestion, spanFaults } from './form.ts'
import { readRows } from './read-rows.ts'
import { type Replaced, replacedIn } from './replaced.ts'
import { scopeOf } from './scope.ts'
import type { Span } from './span.ts'
import { exportTables, tableByName } from './tables.ts'

const tags = ['Exports']

const day = (description: string, example: string) =>
  z.string().max(10, 'not_a_date').optional().openapi({ description, example })

const params = officeParam.extend({
  export: z.string().openapi({
    description: `A table and a format: one of ${exportTables.map(({ name }) => `\`${name}\``).join(', ')}, then \`.csv\`, \`.xlsx\` or \`.jsonl\`.`,
    example: 'visits.csv',
  }),
})

const query = z.strictObject({
  from: day('The first day; not needed for `dictionary` and `codes`.', '2026-11-01'),
  to: day('The last day, included; at most ten years after the first.', '2026-11-30'),
  encoding: z
    .enum(encodings, 'unknown')
    .default('utf-8')
    .openapi({
      description:
        'Of CSV: UTF-8 with a byte order mark, or CP932, in which a character that it has no place for becomes 〓: ' +
        'the header `Replaced-Characters` says how many, and `…/replaced` which.',
    }),
})

const file = z.string().openapi({ format: 'binary' })

const fileRoute = createRoute({
  method: 'get',
  path: '/v1/offices/{office}/exports/{export}',
  tags,
  summary: 'Rows of a table as a file',
  description:
    'Only for supervisors; every export is written down. The columns are described by the table `dictionary`, ' +
    'their codes by `codes`. The answer is a stream: a connection that breaks before its end is an incomplete file.',
  security: bearer,
  request: { params, query, headers: languageHeader },
  responses: {
    200: {
      description: 'The file.',
      content: {
        'text/csv': { schema: file },
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: file },
        'application/jsonl': { schema: file },
      },
    },
    ...problems(401, 403, 404, 422, 500, 503),
  },
})

const replacedSchema = z
  .object({
    replaced: z.array(
      z.object({
        column: z.string().openapi({ example: 'definition' }),
        row: z
          .int()
          .openapi({ description: 'The line where it comes first; the header is line 1.', example: 7 }),
        character: z.string().openapi({ example: '𠮷' }),
        text: z.string().openapi({ description: 'The cell where it comes first.', example: '𠮷野' }),
        times: z.int().openapi({ description: 'In how many places of the column.', example: 1 }),
      }),
    ),
  })
  .openapi('ReplacedCharacters')

const replacedRoute = createRoute({
  method: 'get',
  path: '/v1/offices/{office}/exports/{export}/replaced',
  tags,
  summary: 'What CP932 would lose of a table',
  security: bearer,
  request: { params, query: query.omit({ encoding: true }), headers: languageHeader },
  responses: {
    200: json(replacedSchema, 'Each character that becomes 〓, by column.'),
    ...problems(401, 403, 404, 422, 500),
  },
})

/** The same files as the page gives, for programs. */
export function addExports(api: Api, deps: Deps): void {
  api.openapi(fileRoute, async c => {
    const { encoding } = c.req.valid('query')
    const staff = c.get('staff')
    const asked = await askedBy(c.req.valid('param'), c.req.valid('query'), staff)
    if (!asked) return problem(c, 'not_found')
    if (asked.faults.length > 0) return invalid(c, asked.faults)
    const { office, question } = asked
    if (encoding === 'cp932' && question.format !== 'csv')
      return invalid(c, [{ field: 'encoding', reason: 'unknown' }])
    const wish = { ...question, encoding, scope: scopeOf(office, staff, question.span, deps.clock.now()) }
    if (c.req.method === 'HEAD') return answerFile(office, wish, null)

    const lost = encoding === 'cp932' ? await lostIn(wish) : []
    const { outgoing } = (c.env as HttpBindings | undefined) ?? {}
    const outcome = await exportFile(deps, staff, wish, outgoing)
    if (outcome.ok) return answerFile(office, wish, outcome.bytes, lostHeader(encoding, lost))
    return outcome.reason === 'exports_busy'
      ? problem(c, outcome.reason, { headers: { 'Retry-After': '30' } })
      : problem(c, outcome.reason)
  })

  api.openapi(replacedRoute, async c => {
    const staff = c.get('staff')
    const asked = await askedBy(c.req.valid('param'), c.req.valid('query'), staff)
    if (!asked) return problem(c, 'not_found')
    if (asked.faults.length > 0) return invalid(c, asked.faults)
    const { office, question } = asked
    const scope = scopeOf(office, staff, question.span, deps.clock.now())
    return c.json({ replaced: await lostIn({ ...question, scope }) }, 200)
  })

  /** What is meant, with what is wrong with its days; null where there is no such table, or not for them. */
  async function askedBy(sent: Sent, { from = '', to = '' }: Partial<Span>, staff: StaffMember) {
    const office = await deps.offices.bySlug(sent.office)
    const [, name = '', ending] = /^([a-z_]+)\.([a-z]+)$/.exec(sent.export) ?? []
    const table = tableByName(name)
    const format = formats.find(known => known === ending)
    if (!office || !worksIn(staff, office.id) || !table || !format) return null
    const span = { from, to }
    const question: ExportQuestion = { tables: [table], span, format, encoding: 'utf-8' }
    return { office, question, faults: table.isDated || from || to ? spanFaults(span) : [] }
  }

  async function lostIn({ tables, scope }: Pick<ExportWish, 'tables' | 'scope'>): Promise<Replaced[]> {
    const lost: Replaced[] = []
    for (const { table, ...opened } of await openTables(deps, tables, scope))
      lost.push(...(await replacedIn(table.columns, readRows(deps.store, opened))))
    return lost
  }
}

type Sent = z.infer<typeof params>

function lostHeader(encoding: Encoding, lost: readonly Replaced[]): Record<string, string> {
  if (encoding !== 'cp932') return {}
  return { 'Replaced-Characters': String(lost.reduce((sum, { times }) => sum + times, 0)) }
}
