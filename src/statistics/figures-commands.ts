import { existsSync } from 'node:fs'
import { pino } from 'pino'
import { parseDatabaseUrl } from '#db/connect.ts'
import { createClock, type LocalDate, parseDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { openDeps } from '../open-deps.ts'
import { readSettings } from '../settings.ts'
import { followLogs } from './follow.ts'
import { type DaySpan, rebuildFigures } from './rebuild.ts'
import { remakeDue } from './remake.ts'
import { verifyFigures } from './verify.ts'

type Env = Record<string, string | undefined>
type Run = (deps: Deps, span: DaySpan) => Promise<0 | 1>

/**
 * Brings the figures up to date as the server does, then prints each row that is not what its events add up to and
 * a summary. Answers the exit code: 0 when there is none, 1 when there is, 2 when it could not look. `--from` and
 * `--to` bound the days.
 */
export function verifyFiguresCommand(options: readonly string[], env: Env): Promise<0 | 1 | 2> {
  return runCommand(options, env, async (deps, span) => {
    await followLogs(deps)
    await remakeDue(deps)
    const { tickets, summaries, behind, disagreements } = await verifyFigures(deps, span)
    const summary = `tickets ${tickets}, summaries ${summaries}, behind ${behind}, disagreements ${disagreements.length}`
    say([...disagreements, summary])
    return disagreements.length > 0 ? 1 : 0
  })
}

/** Makes facts and summaries anew from the events of `--from` to `--to`, or of all days; 2 when it could not. */
export function rebuildFiguresCommand(options: readonly string[], env: Env): Promise<0 | 1 | 2> {
  return runCommand(options, env, async (deps, span) => {
    const { days, periods } = await rebuildFigures(deps, span)
    say([`days ${days}, periods ${periods}`])
    return 0
  })
}

async function runCommand(options: readonly string[], env: Env, run: Run): Promise<0 | 1 | 2> {
  const span = spanOf(options)
  if (typeof span === 'string') return giveUp(span)
  try {
    const settings = readSettings({
      DATABASE_URL: env.DATABASE_URL,
      SAMPLE_NOW: env.SAMPLE_NOW,
      SAMPLE_SPEED: env.SAMPLE_SPEED,
    })
    refuseMissing(settings.databaseUrl)
    const clock = createClock(settings.sampleNow ?? undefined, settings.sampleSpeed)
    const deps = await openDeps(settings, clock, pino({ level: 'warn' }))
    try {
      return await run(deps, span)
    } finally {
      await deps.store.close()
    }
  } catch (error) {
    const [line] = String(error instanceof Error ? error.message : error).split('\n')
    return giveUp(line?.includes('DATABASE_URL') ? line : `DATABASE_URL cannot be read: ${line}`)
  }
}

/** The days that `--from 2026-12-01 --to 2026-12-31` names, or what is wrong with that. */
function spanOf(options: readonly string[]): DaySpan | string {
  const span: DaySpan = {}
  for (let index = 0; index < options.length; index += 2) {
    const [name = '', value = ''] = options.slice(index)
    if (name !== '--from' && name !== '--to') return `unknown option ${name}; there are --from and --to`
    const date: LocalDate | null = parseDate(value)
    if (date === null) return `${name} needs a day such as 2026-12-01`
    span[name === '--from' ? 'from' : 'to'] = date
  }
  if (span.from !== undefined && span.to !== undefined && span.from > span.to) return '--from is after --to'
  return span
}

/** Opening a file that is not there would make an empty database of it. */
function refuseMissing(databaseUrl: string): void {
  const target = parseDatabaseUrl(databaseUrl)
  if (target.engine === 'sqlite' && !existsSync(target.path)) throw new Error('there is no such file')
}

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}

function giveUp(line: string): 2 {
  process.stderr.write(`madoguchi: ${line}\n`)
  return 2
}
