import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { rebuildFiguresCommand, verifyFiguresCommand } from '#src/statistics/figures-commands.ts'
import { keepUp } from '#src/statistics/keep-up.ts'
import { rebuildFigures } from '#src/statistics/rebuild.ts'
import { verifyFigures } from '#src/statistics/verify.ts'
import type { Ward } from '../support/ward.ts'
import { openAfterBusyDay } from './busy-day.ts'

async function openSettled(): Promise<Ward> {
  const ward = await openAfterBusyDay()
  await keepUp(ward.deps)
  ward.setNow('2026-12-02T06:00')
  await keepUp(ward.deps)
  return ward
}

const damage = (ward: Ward, statement: string) => ward.deps.store.write(db => sql.raw(statement).execute(db))

const damages: Array<[what: string, statement: string, says: string]> = [
  [
    'a fact',
    'update ticket_facts set first_called_at = first_called_at - 60000 where ticket_id = 1',
    'ticket 1 of 2026-12-01: firstCalledAt differ from its events',
  ],
  ['facts lost', 'delete from ticket_facts where ticket_id = 2', 'ticket 2 of 2026-12-01: it has no facts'],
  [
    'the cells of a day',
    `update summaries set cells_json = '[]' where grain = 'day' and start_date = '2026-12-01' and counter_id = 0 and breakdown = 'kind'`,
    'day 2026-12-01: kind in the whole office differs from the facts',
  ],
  [
    'a summary lost',
    `delete from summaries where grain = 'month' and counter_id = (select id from counters where slug = 'ido') and breakdown = 'all'`,
    'month 2026-12-01: all at ido differs from the facts',
  ],
  [
    'a year never made',
    `delete from made_periods where grain = 'fiscal_year'`,
    'fiscal_year 2026-04-01: it has no summaries',
  ],
]

test('figures in order agree with the events, and each planted damage is found and mended', async () => {
  const ward = await openSettled()
  expect(await verifyFigures(ward.deps)).toMatchObject({ tickets: 17, behind: 0, disagreements: [] })

  for (const [what, statement, says] of damages) {
    await damage(ward, statement)
    expect((await verifyFigures(ward.deps)).disagreements, what).toContain(says)
    await rebuildFigures(ward.deps)
    expect((await verifyFigures(ward.deps)).disagreements, what).toEqual([])
  }
})

async function run(command: typeof verifyFiguresCommand, ward: Ward, ...options: string[]) {
  const lines: string[] = []
  const listening = vi.spyOn(process.stdout, 'write').mockImplementation(text => lines.push(String(text)) > 0)
  const env = { DATABASE_URL: ward.databaseUrl, SAMPLE_NOW: '2026-12-02T06:00:00+09:00' }
  const code = await command(options, env).finally(() => listening.mockRestore())
  return { code, said: lines.join('') }
}

test('the command tells each disagreement in a line and ends with 1; rebuilding mends it', async () => {
  const ward = await openSettled()
  expect(await run(verifyFiguresCommand, ward)).toMatchObject({
    ...{ code: 0, said: expect.stringMatching(/^tickets 17, summaries \d+, behind 0, disagreements 0\n$/) },
  })
  await damage(ward, 'update ticket_facts set calls = 9 where ticket_id = 1')

  const found = await run(verifyFiguresCommand, ward, '--from', '2026-12-01', '--to', '2026-12-01')
  const rebuilt = await run(rebuildFiguresCommand, ward)

  expect(found.code).toBe(1)
  expect(found.said).toContain('ticket 1 of 2026-12-01: calls differ from its events\n')
  expect(rebuilt).toMatchObject({ code: 0, said: expect.stringMatching(/^days 2, periods \d+\n$/) })
  expect((await run(verifyFiguresCommand, ward)).code).toBe(0)
})

test.for<[string, Record<string, string>, string[]]>([
  ['an unknown option', {}, ['--fix']],
  ['a day that is none', {}, ['--from', '2026-02-29']],
  ['an end before the start', {}, ['--from', '2026-12-02', '--to', '2026-12-01']],
  ['a database that is not there', { DATABASE_URL: 'file:/tmp/madoguchi-none/none.db' }, []],
  ['an unknown kind of database', { DATABASE_URL: 'mysql://a@b/c' }, []],
])('the command ends with 2 and one line: %s', async ([, settings, options]) => {
  const lines: string[] = []
  const listening = vi.spyOn(process.stderr, 'write').mockImplementation(line => lines.push(String(line)) > 0)

  const code = await verifyFiguresCommand(options, settings).finally(() => listening.mockRestore())

  expect(code).toBe(2)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^madoguchi: [^\n]+\n$/)
})
