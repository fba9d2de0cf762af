import { pino } from 'pino'
import { migrate } from '#db/migrate.ts'
import { readSampleWard } from '#db/seeds/load-ward.ts'
import { addDays, createClock, dateOf, monthStart } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { openDeps } from '../open-deps.ts'
import { alone } from '../operation/sole-program.ts'
import { loadSample, sampleOffice } from '../sample.ts'
import { readSettings, type Settings } from '../settings.ts'
import { closeDueMonths } from '../statistics/close-month.ts'
import { followLogs } from '../statistics/follow.ts'
import { remakeDue } from '../statistics/remake.ts'
import { type Options, readOptions } from './options.ts'
import { type HistoryRefusal, type Span, writeHistory } from './write-history.ts'

/**
 * Writes the past months of the sample ward into the database of the settings, makes the figures of them, closes
 * the months that are over and tells of it. Answers the exit
 * code: 0 when they are there, 1 when that was refused, 2 for options and settings that are wrong and for a database
 * file that another program serves.
 */
export async function historyCommand(
  args: readonly string[],
  env: Record<string, string | undefined>,
): Promise<0 | 1 | 2> {
  try {
    const options = readOptions(args)
    const settings = readSettings(env)
    if (settings.isProduction) throw new Error('history is invented: it is refused in production')
    return await alone(settings, () => inDatabase(settings, deps => tellHistory(deps, options)))
  } catch (error) {
    return giveUp(error instanceof Error ? error.message : String(error), 2)
  }
}

async function inDatabase(settings: Settings, run: (deps: Deps) => Promise<0 | 1>): Promise<0 | 1> {
  await migrate(settings.databaseUrl)
  const clock = createClock(settings.sampleNow ?? undefined)
  const deps = await openDeps(settings, clock, pino({ level: 'warn' }))
  try {
    const password = await loadSample(deps)
    if (password !== null && settings.samplePassword === null)
      say(`the sample ward is there now; the password of its accounts is ${password}`)
    return await run(deps)
  } finally {
    deps.live.close()
    await deps.store.close()
  }
}

const refusals: Record<HistoryRefusal, string> = {
  windows_open: 'somebody works at a window: history is written before the day begins',
  no_staff: 'the office has no staff who could have booked for somebody',
}

async function tellHistory(deps: Deps, { months, seed, makesFigures }: Options): Promise<0 | 1> {
  const office = await deps.offices.bySlug(sampleOffice)
  if (!office) return giveUp('history is invented for the sample ward alone, which is not there', 1)
  const today = dateOf(deps.clock.now(), office.timeZone)
  const span: Span = { from: monthStart(today, -months), to: addDays(today, -1) }
  say(`history from ${span.from} to ${span.to}: a moment`)

  const stopwatch = startStopwatch()
  const { simulation } = readSampleWard().ward.congestion
  const written = await writeHistory(deps.store, office, span, { seed, congestion: simulation, crowd: 1 })
  if (!written.ok) return giveUp(refusals[written.reason], 1)
  say(`${toldOf(written)} ${stopwatch()}`)
  if (!makesFigures) return 0

  await followLogs(deps)
  const periods = await remakeDue(deps)
  await closeDueMonths(deps, office)
  say(`figures of ${periods.toLocaleString('en')} days, weeks, months and years ${stopwatch()}`)
  return 0
}

function toldOf({ days, visits, events }: { days: number; visits: number; events: number }): string {
  const count = (number: number) => number.toLocaleString('en')
  return days === 0
    ? 'all of it was there before'
    : `${count(days)} days, ${count(visits)} visits, ${count(events)} events`
}

/** How long something took since the last time that was asked. */
function startStopwatch(): () => string {
  let since = performance.now()
  return () => {
    const seconds = (performance.now() - since) / 1000
    since = performance.now()
    return `in ${seconds.toFixed(1)} s`
  }
}

function giveUp<Code>(message: string, code: Code): Code {
  const [line] = message.split('\n')
  process.stderr.write(`madoguchi history: ${line}\n`)
  return code
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
