import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { openStore } from '#db/store.ts'
import { readOptions } from '#src/demo/options.ts'
import { simulateDay } from '#src/demo/simulate.ts'
import { buildProgram, newFolder, type Program, startProgram } from '../support/program.ts'
import { queueProblems } from '../support/queue-problems.ts'

beforeAll(buildProgram)

const password = 'aikotoba-for-one-day'

test('an afternoon ends with everybody served, gone or absent, and with a log that agrees with itself', async () => {
  const folder = newFolder()
  const server = startProgram(
    {
      ...{ PORT: '0', RATE_LIMIT: 'off', SAMPLE_PASSWORD: password },
      ...{ SAMPLE_NOW: '2026-12-07T15:20:00+09:00', SAMPLE_SPEED: '300' },
    },
    { folder },
  )
  const stopping = new AbortController()
  onTestFinished(() => stopping.abort())
  const pages: string[] = []
  const day = await simulateDay(
    readOptions(['--speed=300', '--from=15:45', '--counters=ido,shomei', '--seed=3']),
    {
      ...{ address: await server.ready, password, signal: stopping.signal },
      onTicket: url => pages.push(url),
    },
  )

  await day.over

  const { arrived, waiting, atWindows, between, served, left, absent } = await day.figures()
  expect({ waiting, atWindows, between }).toEqual({ waiting: 0, atWindows: 0, between: 0 })
  expect(served + left + absent).toBe(arrived)
  expect(arrived).toBeGreaterThan(15)
  expect(served).toBeGreaterThan(arrived / 2)
  expect(day.waits().length).toBeGreaterThanOrEqual(served)
  expect(pages[0]).toMatch(/\/mihon\/t\/\S+$/)
  expect(day.players.map(({ label }) => label)).toEqual(['2-5', '3-3'])

  server.child.kill('SIGTERM')
  expect(await server.ended).toEqual({ code: 0, signal: null })
  expect(server.stderr()).toBe('')
  const store = await openStore(`file:${join(folder, 'data/madoguchi.db')}`)
  onTestFinished(() => store.close())
  expect(await queueProblems(store)).toEqual([])
})

/** The demo as somebody starts it, with a folder of its own for what it writes. */
function startDemo(folder: string, ...args: string[]): Program {
  return startProgram(
    { TMPDIR: folder },
    { folder, entry: 'demo/demo.js', args: ['--port=0', '--months=0', ...args] },
  )
}

test('the demo writes its past, tells its doors, plays the day, sums it up and leaves nothing behind', async () => {
  const folder = newFolder()
  const demo = startDemo(
    folder,
    '--speed=600',
    '--from=17:10',
    '--counters=kyodo,shomei',
    '--exit',
    '--months=1',
  )

  expect(await demo.ended).toEqual({ code: 0, signal: null })
  expect(demo.stdout()).toMatch(/^history from 2026-11-01 to 2026-12-06/)
  for (const door of ['display', 'kiosk', 'staff', 'window', 'supervisor', 'figures', 'resident'])
    expect(demo.stdout()).toMatch(new RegExp(`^${door} +http://`, 'm'))
  expect(demo.stdout()).toMatch(/^the day is over: \d+ came, \d+ served, \d+ left, \d+ absent/m)
  expect(demo.stderr()).toBe('')
  expect(readdirSync(folder)).toEqual([])
})

test.for(['SIGINT', 'SIGTERM'] as const)('%s ends the demo and its server', async signal => {
  const folder = newFolder()
  const demo = startDemo(folder, '--counters=shomei')
  await expect.poll(demo.stdout, { timeout: 30_000 }).toMatch(/^resident /m)
  const address = /^resident +(\S+)/m.exec(demo.stdout())?.[1] ?? ''
  expect((await fetch(address)).status).toBe(200)
  await sleep(500)

  demo.child.kill(signal)

  expect(await demo.ended).toEqual({ code: 0, signal: null })
  expect(demo.stderr()).toBe('')
  expect(readdirSync(folder)).toEqual([])
  await expect(fetch(address)).rejects.toThrow('fetch failed')
})

test('a demo that is ended while its past is written leaves nothing behind', async () => {
  const folder = newFolder()
  const demo = startDemo(folder, '--months=13')
  await expect.poll(demo.stdout, { timeout: 30_000 }).toMatch(/^history /)

  demo.child.kill('SIGINT')

  expect(await demo.ended).toEqual({ code: 0, signal: null })
  expect(demo.stderr()).toBe('')
  expect(readdirSync(folder)).toEqual([])
})

test.for([
  { args: ['--speed=0'], code: 2, says: '--speed' },
  { args: ['--counters=ido,nowhere'], code: 1, says: '--counters' },
  { args: ['--date=2026-12-06'], code: 1, says: 'closed' },
])('$args ends with one line that names it', async ({ args, code, says }) => {
  const folder = newFolder()
  const demo = startDemo(folder, ...args)

  expect(await demo.ended).toEqual({ code, signal: null })
  expect(demo.stderr()).toMatch(new RegExp(`^madoguchi demo: [^\n]*${says}[^\n]*\n$`))
  expect(readdirSync(folder)).toEqual([])
})
