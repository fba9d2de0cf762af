import { pino } from 'pino'
import { displaySetupCode } from '../access/token.ts'
import { createClock, type Instant, isoOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { openDeps } from '../open-deps.ts'
import type { Person } from '../people/person.ts'
import { everybody } from '../people/queries.ts'
import { type RescueRefusal, rescuePassword, rescueTotp } from '../people/rescue.ts'
import type { Command, ExitCode } from './command.ts'
import { dataSettings, refuseOtherSchema } from './data-settings.ts'
import { say } from './say.ts'

/** Whoever reads it may look after offices of several zones. */
const zone = 'UTC'

const refusals = {
  not_found: 'there is no account of this login',
  not_an_administrator: 'the account is no administrator: an administrator helps on the pages',
  disabled: 'the account is disabled',
} satisfies Record<RescueRefusal['reason'], string>

/** The way back for an administrator who has lost password or phone, for whoever has the server's database. */
export const adminCommand: Command = {
  options: {},
  words: { min: 1, max: 2 },
  async run({ positionals: [deed = '', login] }, env) {
    if (!isKnown(deed, login)) throw new Error('there are: accounts, new-code LOGIN, remove-totp LOGIN')
    const settings = dataSettings(env)
    await refuseOtherSchema(settings)
    const clock = createClock(settings.sampleNow ?? undefined, settings.sampleSpeed)
    const deps = await openDeps(settings, clock, pino({ level: 'warn' }))
    try {
      return login === undefined ? await tellAccounts(deps) : await rescue(deps, deed, login)
    } finally {
      await deps.store.close()
    }
  },
}

function isKnown(deed: string, login: string | undefined): boolean {
  return login === undefined ? deed === 'accounts' : deed === 'new-code' || deed === 'remove-totp'
}

async function tellAccounts({ store, clock }: Deps): Promise<ExitCode> {
  const people = await store.read(db => everybody(db, clock.now()))
  say(...(people.length === 0 ? ['there is no account yet'] : people.map(lineOf)))
  return 0
}

async function rescue(deps: Deps, deed: string, login: string): Promise<ExitCode> {
  if (deed === 'remove-totp') {
    const outcome = await rescueTotp(deps, login)
    say(outcome.ok ? 'the one-time password is removed' : refusals[outcome.reason])
    return outcome.ok ? 0 : 1
  }
  const outcome = await rescuePassword(deps, login)
  say(outcome.ok ? codeLine(outcome) : refusals[outcome.reason])
  return outcome.ok ? 0 : 1
}

function codeLine({ code, expiresAt }: { code: string; expiresAt: Instant }): string {
  return `code ${displaySetupCode(code)}, good once at /staff/welcome until ${isoOf(expiresAt, zone)}`
}

function lineOf({ login, role, officeId, state, hasPassword, hasTotp, isLinked }: Person): string {
  const doors = [hasPassword && 'password', hasTotp && 'one-time password', isLinked && 'directory']
  const where = officeId === null ? 'all offices' : `office ${officeId}`
  const columns = [login.padEnd(20), role.padEnd(14), where.padEnd(12), state.padEnd(9)]
  return [...columns, doors.filter(Boolean).join(', ')].join(' ').trimEnd()
}
