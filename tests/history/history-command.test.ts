import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { claimDatabase } from '#db/claim.ts'
import { historyCommand } from '#src/history/history-command.ts'
import { newFolder } from '../support/program.ts'
import { engine, openWard } from '../support/ward.ts'

/** Runs the command on a database and answers its code and what it said. */
async function run(options: string[], settings: Record<string, string | undefined>) {
  const lines: string[] = []
  const hear = (stream: NodeJS.WriteStream) =>
    vi.spyOn(stream, 'write').mockImplementation(line => lines.push(String(line)) > 0)
  const listening = [hear(process.stdout), hear(process.stderr)]
  const code = await historyCommand(options, settings).finally(() => {
    for (const one of listening) one.mockRestore()
  })
  return { code, said: lines.join('') }
}

test('the months before now are written and told, and a second time they are there already', async () => {
  const ward = await openWard()
  const { databaseUrl, office, deps } = ward
  const closure = {
    office_id: office.id,
    counter_id: null,
    kind: 'special',
    reason: '{"ja":"工事"}',
  } as const
  await ward.change(db =>
    db
      .insertInto('closures')
      .values({ ...closure, from_date: '2026-01-01', to_date: '2026-01-29' })
      .execute(),
  )
  const settings = { DATABASE_URL: databaseUrl, SAMPLE_NOW: '2026-02-03T08:00+09:00' }

  const first = await run(['--months=1', '--seed=4', '--no-figures'], settings)
  const again = await run(['--months=1', '--seed=4'], settings)

  expect(first.said).toMatch(
    /^history from 2026-01-01 to 2026-02-02.*\n2 days, [\d,]+ visits, [\d,]+ events in /,
  )
  expect(first.code).toBe(0)
  expect(again.code).toBe(0)
  expect(again.said).toMatch(
    /\nall of it was there before .*\nfigures of \d+ days, weeks, months and years in /,
  )
  const dates = await deps.store.read(db =>
    db.selectFrom('visits').select('business_date').distinct().where('office_id', '=', office.id).execute(),
  )
  const months = await deps.store.read(db =>
    db.selectFrom('summaries').select('start_date').distinct().where('grain', '=', 'month').execute(),
  )
  expect(months.map(row => row.start_date).toSorted()).toEqual(['2026-01-01', '2026-02-01'])
  expect(dates.map(row => row.business_date).toSorted()).toEqual(['2026-01-30', '2026-02-02'])
})

test('an office that is not the sample has no invented past', async () => {
  const ward = await openWard()
  await ward.change(db => db.updateTable('offices').set({ slug: 'real' }).execute())

  expect(await run([], { DATABASE_URL: ward.databaseUrl })).toEqual({
    code: 1,
    said: expect.stringMatching(/^madoguchi history: [^\n]*sample ward[^\n]*\n$/),
  })
})

test.runIf(engine === 'sqlite')('beside a server on the same file nothing is written', async () => {
  const folder = newFolder()
  const databaseUrl = `file:${join(folder, 'ward.db')}`
  const claim = await claimDatabase(databaseUrl)
  onTestFinished(() => claim?.release())

  expect(await run([], { DATABASE_URL: databaseUrl })).toEqual({
    code: 2,
    said: expect.stringMatching(/^madoguchi history: [^\n]*another Madoguchi is running on[^\n]*\n$/),
  })
  expect(readdirSync(folder)).not.toContain('ward.db')
})

test.each([
  { options: ['--months=0'], settings: {}, says: '--months' },
  { options: ['--months=many'], settings: {}, says: '--months' },
  { options: ['--seed=-1'], settings: {}, says: '--seed' },
  { options: ['--years=2'], settings: {}, says: '--years' },
  { options: [], settings: { NODE_ENV: 'production', PUBLIC_URL: 'https://a.test' }, says: 'production' },
  { options: [], settings: { DATABASE_URL: 'nowhere' }, says: 'DATABASE_URL' },
])('$options with $settings is refused in one line', async ({ options, settings, says }) => {
  expect(await run(options, settings)).toEqual({
    code: 2,
    said: expect.stringMatching(new RegExp(`^madoguchi history: [^\n]*${says}[^\n]*\n$`)),
  })
})
