import { join } from 'node:path'
import { sql } from 'kysely'
import { pino } from 'pino'
import { migrate } from '#db/migrate.ts'
import { loadWard, readSampleWard } from '#db/seeds/load-ward.ts'
import { addDays, dateOf, monthStart, parseInstant } from '#src/clock.ts'
import type { Deps } from '#src/deps.ts'
import { writeHistory } from '#src/history/write-history.ts'
import type { Office } from '#src/offices/office.ts'
import { openDeps } from '#src/open-deps.ts'
import { readSettings } from '#src/settings.ts'
import { loadSampleStaff } from '#src/staff/load-sample.ts'
import { letIn } from '#src/staff/open-session.ts'
import { accountByLogin } from '#src/staff/account-queries.ts'

/** A Monday morning before the office opens. */
export const now = '2026-12-07T08:00:00+09:00'

/** A busy ward has twice the windows of the sample, and as many people as make a million events in thirteen months. */
const windowsTimes = 2
const crowd = 1.8
const monthsOfMillion = 13

export type Past = {
  deps: Deps
  office: Office
  databaseUrl: string
  visits: number
  events: number
  from: string
  to: string
}

/** A database of a busy ward with so many events in its past: thirteen months of them for each million. */
export async function openPast(folder: string, events: number): Promise<Past> {
  const databaseUrl = `file:${join(folder, 'ward.db')}`
  await migrate(databaseUrl)
  const deps = await openAtNow(databaseUrl)
  const office = await busyWard(deps)

  const today = dateOf(deps.clock.now(), office.timeZone)
  const months = Math.max(1, Math.round((monthsOfMillion * events) / 1_000_000))
  const span = { from: monthStart(today, -months), to: addDays(today, -1) }
  const { simulation } = readSampleWard().ward.congestion
  const written = await writeHistory(deps.store, office, span, { seed: 1, congestion: simulation, crowd })
  if (!written.ok) throw new Error(`no past: ${written.reason}`)
  return { deps, office, databaseUrl, ...span, visits: written.visits, events: written.events }
}

/** What stands on a migrated database, on that Monday morning. */
export function openAtNow(databaseUrl: string): Promise<Deps> {
  const at = parseInstant(now) ?? 0
  const settings = readSettings({ DATABASE_URL: databaseUrl, RATE_LIMIT: 'off' })
  return openDeps(settings, { now: () => at }, pino({ level: 'warn' }))
}

/** The sample ward with the windows of a busy one, and its staff. */
export async function busyWard({ store, offices, clock }: Deps): Promise<Office> {
  const { ward, additions } = readSampleWard()
  const counters = ward.counters.map(counter => ({ ...counter, windows: counter.windows * windowsTimes }))
  await store.write(db => loadWard(db, { ...ward, counters }, additions))
  const [office] = await offices.list()
  if (!office) throw new Error('the ward is not there')
  const account = { passwordHash: '', now: clock.now() }
  await store.write(db => loadSampleStaff(db, office, additions.staff, account))
  return office
}

/** Everybody who has ever booked is known by name again: nothing has been erased yet. */
export async function giveNames({ store }: Deps): Promise<void> {
  await store.write(async db => {
    await sql`insert into persons (id, office_id, name, email, phone, email_key, phone_key, needs_json)
      select id, office_id, 'ミホン ' || id, 'mihon-' || id || '@example.test', '0900000' || id,
        hex(randomblob(16)), hex(randomblob(16)), '[]'
      from appointments where state <> 'held'`.execute(db)
    await sql`update appointments set person_id = id where state <> 'held'`.execute(db)
  })
}

/** Headers of the supervisor: in a browser, and as a program. */
export async function supervisorOf({ store, clock }: Deps): Promise<{ browser: string; program: string }> {
  return store.write(async db => {
    const account = await accountByLogin(db, 'supervisor')
    if (!account) throw new Error('there is no supervisor')
    const browser = await letIn(db, account, { kind: 'browser', browser: 'bench' }, clock.now())
    const program = await letIn(db, account, { kind: 'api', browser: null }, clock.now())
    return {
      browser: `Cookie: madoguchi-staff=${browser.token}\r\n`,
      program: `Bearer ${program.token}`,
    }
  })
}
