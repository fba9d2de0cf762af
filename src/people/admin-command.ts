import { existsSync } from 'node:fs'
import { pino } from 'pino'
import { parseDatabaseUrl } from '#db/connect.ts'
import { displaySetupCode } from '../access/token.ts'
import { createClock, type Instant, isoOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { openDeps } from '../open-deps.ts'
import { readSettings } from '../settings.ts'
import type { Person } from './person.ts'
import { everybody } from './queries.ts'
import { type RescueRefusal, rescuePassword, rescueTotp } from './rescue.ts'

type Env = Record<string, string | undefined>

/** Whoever reads it may look after offices of several zones. */
const zone = 'UTC'

const usage = 'there are: accounts, new-code LOGIN, remove-totp LOGIN'

const refusals = {
  not_found: 'there is no account of this login',
  not_an_administrator: 'the account is no administrator: an administrator helps on the pages',
  disabled: 'the account is disabled',
} satisfies Record<RescueRefusal['reason'], string>

/**
 * The way back for an administrator who has lost password or phone, for whoever has the server's database.
 * Answers the exit code: 0 when it is done, 1 when it was refused, 2 when it could not be tried.
 */
export async function adminCommand(words: readonly string[], env: Env): Promise<0 | 1 | 2> {
  const [what = '', login, ...more] = words
  const isKnown = what === 'accounts' ? words.length === 1 : /^(new-code|remove-totp)$/.test(what) && login
  if (!isKnown || more.length > 0) return giveUp(usage)
  try {
    const settings = readSettings({ DATABASE_URL: env.DATABASE_URL })
    const target = parseDatabaseUrl(settings.databaseUrl)
    // Opening a file that is not there would make an empty database of it.
    if (target.engine === 'sqlite' && !existsSync(target.path)) throw new Error('there is no such file')
    const deps = await openDeps(settings, createClock(), pino({ level: 'warn' }))
    try {
      return await run(deps, what, login ?? '')
    } finally {
      await deps.store.close()
    }
  } catch (error) {
    const [line] = String(error instanceof Error ? error.message : error).split('\n')
    return giveUp(line?.includes('DATABASE_URL') ? line : `DATABASE_URL cannot be opened: ${line}`)
  }
}

async function run(deps: Deps, what: string, login: string): Promise<0 | 1> {
  if (what === 'accounts') {
    const people = await deps.store.read(db => everybody(db, deps.clock.now()))
    say(people.map(lineOf))
    return 0
  }
  if (what === 'remove-totp') {
    const outcome = await rescueTotp(deps, login)
    say([outcome.ok ? 'the one-time password is removed' : refusals[outcome.reason]])
    return outcome.ok ? 0 : 1
  }
  const outcome = await rescuePassword(deps, login)
  say([outcome.ok ? codeLine(outcome) : refusals[outcome.reason]])
  return outcome.ok ? 0 : 1
}

function codeLine({ code, expiresAt }: { code: string; expiresAt: Instant }): string {
  return `code ${displaySetupCode(code)}, good once at /staff/welcome until ${isoOf(expiresAt, zone)}`
}

function lineOf({ login, role, officeId, state, hasPassword, hasTotp, isLinked }: Person): string {
  const doors = [hasPassword && 'password', hasTotp && 'one-time password', isLinked && 'directory']
  const where = officeId === null ? 'all offices' : `office ${officeId}`
  return [
    login.padEnd(20),
    role.padEnd(14),
    where.padEnd(12),
    state.padEnd(9),
    doors.filter(Boolean).join(', '),
  ]
    .join(' ')
    .trimEnd()
}

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}

function giveUp(line: string): 2 {
  process.stderr.write(`madoguchi: ${line}\n`)
  return 2
}
