import { expect, test } from 'vitest'
import { createRunningExports } from '#src/exports/running.ts'
import { exportTables } from '#src/exports/tables.ts'
import { office, openApiWard } from '../support/api.ts'
import { bearer } from '../support/staff.ts'
import { factsOf, plantFacts } from './facts.ts'
import { linesOf } from './files.ts'

const days = 'from=2026-11-01&to=2026-11-30'

async function openOffice() {
  const ward = await openApiWard({ now: '2026-12-01T10:00' })
  await plantFacts(
    ward,
    [1, 2].map(id => factsOf(ward, id)),
  )
  const headers = await bearer(ward, 'supervisor')
  return { ward, ask: (path: string) => ward.get(`${office}/exports/${path}`, { headers }) }
}

test('a program of a supervisor takes a table as CSV and as JSON Lines', async () => {
  const { ask } = await openOffice()
  const csv = await ask(`visits.csv?${days}`)
  const lines = await ask(`visits.jsonl?${days}`)

  expect(csv.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present')
  expect(linesOf(csv.text).map(row => row['leg_id'])).toEqual(['1', '2'])
  expect(lines.headers.get('Content-Type')).toContain('application/jsonl')
  expect(
    lines.text
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line).leg_id),
  ).toEqual([1, 2])
})

test.for([
  ['visits.csv', 'from', 'required'],
  ['visits.csv?from=2026-11-01', 'to', 'required'],
  ['visits.csv?from=2026-11-31&to=2026-12-01', 'from', 'not_a_date'],
  ['visits.csv?from=2026-12-01&to=2026-11-30', 'to', 'ends_before_start'],
  ['visits.csv?from=2010-01-01&to=2026-11-30', 'to', 'over_ten_years'],
  [`visits.csv?${days}&encoding=utf-16`, 'encoding', 'unknown'],
  [`visits.jsonl?${days}&encoding=cp932`, 'encoding', 'unknown'],
  [`visits.csv?${days}&more=1`, 'query', 'unknown_field'],
] as const)('%s is refused: %s %s', async ([path, field, reason]) => {
  const { ask } = await openOffice()
  const answer = await ask(path)

  expect(answer.status).toBe(422)
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
  expect(answer.json.errors[0]).toMatchObject({ field, reason })
})

test.for(['nothing.csv', 'visits.pdf', 'visits', 'visits.csv.xlsx', '__proto__.csv'])(
  'there is no %s',
  async name => {
    const { ask } = await openOffice()
    expect((await ask(`${name}?${days}`)).status).toBe(404)
  },
)

test('every table in the list can be taken in every format', async () => {
  const { ward } = await openOffice()
  const headers = await bearer(ward, 'supervisor')

  for (const { name } of exportTables)
    for (const format of ['csv', 'jsonl', 'xlsx']) {
      const answer = await ward.send(`${office}/exports/${name}.${format}?${days}`, { headers })
      expect([name, format, answer.status]).toEqual([name, format, 200])
    }
})

test('what CP932 loses is counted in a header, and listed by a call of its own', async () => {
  const { ward, ask } = await openOffice()
  await ward.change(db =>
    db.updateTable('counters').set({ name: '{"ja":"𠮷野"}' }).where('slug', '=', 'ido').execute(),
  )
  const csv = await ask('codes.csv?encoding=cp932')
  const { json } = await ask('codes.csv/replaced')

  expect(json.replaced).toMatchObject([{ column: 'label', character: '𠮷', text: '𠮷野' }])
  expect(csv.headers.get('Replaced-Characters')).toBe(String(json.replaced[0].times))
  expect((await ask(`visits.csv?${days}&encoding=cp932`)).headers.get('Replaced-Characters')).toBe('0')
})

test('a third file at once is told when to come back', async () => {
  const { ward, ask } = await openOffice()
  ward.deps.exports = createRunningExports({ atOnceMax: 0 })
  const answer = await ask(`visits.csv?${days}`)

  expect([answer.status, answer.json.reason, answer.headers.get('Retry-After')]).toEqual([
    503,
    'exports_busy',
    '30',
  ])
})
