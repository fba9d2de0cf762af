import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { migrate } from '#db/migrate.ts'
import { loadWard, readSampleWard } from '#db/seeds/load-ward.ts'
import { grantAccess } from '#src/access/queries.ts'
import { newReference, newSetupCode, newToken } from '#src/access/token.ts'
import { bookNow } from '#src/booking/book-now.ts'
import { lookUp } from '#src/booking/look-up.ts'
import { openedBooking } from '#src/booking/opened.ts'
import { parseInstant } from '#src/clock.ts'
import type { Deps } from '#src/deps.ts'
import { servicesBySlug } from '#src/offices/office.ts'
import { openDeps } from '#src/open-deps.ts'
import { choosePassword } from '#src/people/choose-password.ts'
import { replaceWelcomeCode } from '#src/people/queries.ts'
import { newWelcomeCode } from '#src/people/welcome-code.ts'
import { readSettings } from '#src/settings.ts'
import { insertStaff } from '#src/staff/account-queries.ts'
import { signInProgram } from '#src/staff/sign-in-program.ts'
import { median } from './load.ts'

// Whether the time of a refusal tells what there is: a reference, a login, a code or a link that nobody has against one
// that is there and does not fit, called in turns within the program, where no network blurs it. The control hashes a
// password only for a login that there is.

const { values } = parseArgs({ options: { times: { type: 'string', default: '2000' } } })
const times = Number(values.times)
/** Hashing a password takes as long as two hundred of the others. */
const hashedTimes = Math.max(10, Math.round(times / 40))
const limit = 0.2
const caller = '192.0.2.1'

const folder = mkdtempSync(join(tmpdir(), 'madoguchi-unknown-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const databaseUrl = `file:${join(folder, 'ward.db')}`
const deps = await openWard(databaseUrl)
const { reference, endedToken } = await book(deps)
await makePeople(deps)

const columns = [
  'there, and wrong'.padStart(18),
  'not there'.padStart(12),
  'ratio'.padStart(7),
  'limit'.padStart(9),
]
console.log(`medians of ${times} calls, ${hashedTimes} where a password is hashed, in ms`)
console.log('refused'.padEnd(44) + columns.join(''))

const look = (of: string, secret: string) => () => lookUp(deps, { reference: of, secret }, caller)
await row(
  'look-up by address',
  times,
  look(reference, 'nobody@example.test'),
  look(newReference(), 'nobody@example.test'),
)
await row('look-up by four digits', times, look(reference, '0000'), look(newReference(), '0000'))
const open = (token: string) => () => openedBooking(deps, token)
await row('link', times, open(endedToken), open(newToken()))
const signIn = (login: string) => () => signInProgram(deps, { login, password: 'wrong' }, caller)
await row('sign-in', hashedTimes, signIn('mihon'), signIn('nobody'))
const password = newToken()
const choose = (login: string) => () =>
  choosePassword(deps, { login, code: newSetupCode(), password }, caller)
await row('code for a password', hashedTimes, choose('mihon'), choose('nobody'))

const { isRight } = deps.passwords
deps.passwords.isRight = async (typed, digest) => digest !== null && isRight(typed, digest)
await row('control: hashed only for a known login', hashedTimes, signIn('mihon'), signIn('nobody'))
await deps.store.close()

/** Calls both in turns, so that whatever else the machine does slows both. */
async function row(
  name: string,
  count: number,
  known: () => Promise<unknown>,
  unknown: () => Promise<unknown>,
): Promise<void> {
  const taken = { known: [] as number[], unknown: [] as number[] }
  for (let time = 0; time < count * 1.1; time += 1)
    for (const [kind, call] of [
      ['known', known],
      ['unknown', unknown],
    ] as const) {
      const since = performance.now()
      await call()
      // The first tenth warms up.
      if (time >= count * 0.1) taken[kind].push(performance.now() - since)
    }
  const [there, notThere] = [median(taken.known), median(taken.unknown)]
  const cells = [
    name.padEnd(44),
    there.toFixed(3).padStart(18),
    notThere.toFixed(3).padStart(12),
    (notThere / there).toFixed(2).padStart(7),
    `1 ± ${limit}`.padStart(9),
  ]
  console.log(cells.join(''))
}

async function openWard(url: string): Promise<Deps> {
  await migrate(url)
  const at = parseInstant('2026-12-01T09:00+09:00') ?? 0
  const opened = await openDeps(
    readSettings({ DATABASE_URL: url, RATE_LIMIT: 'off' }),
    { now: () => at },
    pino({ level: 'silent' }),
  )
  const { ward, additions } = readSampleWard()
  await opened.store.write(db => loadWard(db, ward, additions))
  return opened
}

/** Somebody's booking, with a token of it that has ended. */
async function book({ offices, store }: Deps) {
  const office = await offices.bySlug('mihon')
  const services = office && servicesBySlug(office, ['tennyu'])
  if (!office || !services) throw new Error('the sample ward is not loaded')
  const startsAt = parseInstant('2026-12-02T09:00+09:00') ?? 0
  const who = { name: 'ミホン', email: 'mihon@example.test', phone: '06-0000-1234' }
  const details = { ...who, language: 'ja' as const, needs: [], documents: [] }
  const booked = await bookNow(
    deps,
    office,
    { services, people: 1, startsAt, language: 'ja', channel: 'web', details },
    { key: newToken(), scope: 'bench', body: null },
  )
  if (!booked.ok) throw new Error(`not booked: ${booked.reason}`)
  const { appointmentId } = booked
  const grant = { officeId: office.id, appointmentId, kind: 'session', expiresAt: 1 } as const
  return { reference: booked.reference, endedToken: await store.write(db => grantAccess(db, grant, 0)) }
}

/** An account with a password, and a code for another one. */
async function makePeople({ store, offices, passwords }: Deps): Promise<void> {
  const officeId = (await offices.bySlug('mihon'))?.id ?? 0
  const passwordHash = await passwords.hash(newToken())
  const { codeHash, expiresAt } = await newWelcomeCode(deps)
  const account = {
    officeId,
    login: 'mihon',
    name: 'ミホン 職員',
    role: 'clerk',
    pseudonym: 'bench',
  } as const
  await store.write(async db => {
    const staffId = await insertStaff(db, { ...account, passwordHash, now: 0 })
    await replaceWelcomeCode(db, { staffId, officeId, codeHash, now: 0, expiresAt })
  })
}
