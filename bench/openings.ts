import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { migrate } from '#db/migrate.ts'
import { parseInstant } from '#src/clock.ts'
import { beginClosing } from '#src/closings/begin-closing.ts'
import { chooseForAll } from '#src/closings/choose.ts'
import { close } from '#src/closings/close.ts'
import type { Plan } from '#src/closings/closing.ts'
import { findClosing } from '#src/closings/queries.ts'
import { viewPeople } from '#src/closings/view-people.ts'
import { openDeps } from '#src/open-deps.ts'
import { previewOpenings } from '#src/openings/preview-openings.ts'
import { readSettings } from '#src/settings.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { bookWeek, week } from './booked-week.ts'
import { busyWard, now } from './past.ts'

// A busy office is closed for a week and everybody who has booked moves: what each step takes, and the
// longest time for which nobody else is answered meanwhile. `--database` names an empty database to measure on.

const { values } = parseArgs({
  options: { people: { type: 'string', default: '500' }, database: { type: 'string' } },
})
const folder = mkdtempSync(join(tmpdir(), 'madoguchi-openings-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const databaseUrl = values.database ?? `file:${join(folder, 'ward.db')}`
await migrate(databaseUrl)
const at = parseInstant(now) ?? 0
const settings = readSettings({ DATABASE_URL: databaseUrl, RATE_LIMIT: 'off' })
const deps = await openDeps(settings, { now: () => at }, pino({ level: 'warn' }))
const office = await busyWard(deps)
const account = await deps.store.read(db =>
  db.selectFrom('staff').select(['id', 'pseudonym']).where('role', '=', 'administrator').executeTakeFirst(),
)
if (!account) throw new Error('there is no administrator')
const staff: StaffMember = {
  ...{
    ...account,
    officeId: null,
    login: 'admin',
    name: '見本 管理者',
    role: 'administrator',
    counterIds: [],
  },
}
const counterIds = office.counters.filter(({ isBookable }) => isBookable).map(({ id }) => id)
const { from: fromDate, to: toDate } = week
const plan: Plan = {
  ...{ fromDate, toDate, hours: null, isBookingStopped: true, reason: { ja: '電気設備の点検のため' } },
  counterIds,
}

const booked = await bookWeek(deps, office, Number(values.people))
console.log(`${booked} people on ${deps.store.engine}`)
const rows = plan.counterIds.map(counterId => ({
  kind: 'add_closure' as const,
  closure: { counterId, kind: 'special' as const, from: fromDate, to: toDate, reason: plan.reason },
}))
await measure('preview of a change of rules', async () => {
  const preview = await previewOpenings(deps, office, { rows, seen: null }, staff)
  return preview.ok && preview.hits.length === booked && preview.hits.every(hit => hit.newTimes.length > 0)
})

const intent = { key: 'bench', scope: 'bench', body: plan }
const begun = await beginClosing(deps, office, staff, plan, intent)
if (!begun.ok) throw new Error(`not begun: ${begun.reason}`)
const { closingId } = begun
await measure('page of the closing', async () => (await people()).length === booked)
await measure('choosing for all', async () => {
  return (await chooseForAll(deps, office, await act(), 'nearest')).ok
})
await measure('page with all chosen', async () => (await people()).every(({ isTaken }) => !isTaken))
await measure('carrying out, with messages', async () => {
  return (await close(deps, office, await act())).ok
})
await deps.store.close()
deps.live.close()

async function closing() {
  const found = await deps.store.read(db => findClosing(db, office.id, closingId))
  if (!found) throw new Error('there is no closing')
  return found
}

async function act() {
  return { staff, closingId, seen: (await closing()).version }
}

async function people() {
  return (await viewPeople(deps, office, staff, await closing(), { from: 0, count: 50 })).people
}

/** Prints the time that a step takes, and the longest for which a reader beside it waits for one answer. */
async function measure(what: string, step: () => Promise<boolean>): Promise<void> {
  const delays = monitorEventLoopDelay({ resolution: 1 })
  const since = performance.now()
  let isDone = false
  delays.enable()
  const working = step().finally(() => {
    isDone = true
  })
  let longest = 0
  while (!isDone) {
    const asked = performance.now()
    await deps.store.read(db => db.selectFrom('offices').select('id').execute())
    longest = Math.max(longest, performance.now() - asked)
    await sleep(10)
  }
  const isRight = await working
  delays.disable()
  const seconds = ((performance.now() - since) / 1000).toFixed(2)
  const block = (delays.max / 1e6).toFixed(0)
  const figures = `${seconds} s (limit 5), longest block ${block} ms (limit 50), a reader waits ${longest.toFixed(0)} ms`
  console.log(`${what.padEnd(30)} ${figures}${isRight ? '' : ' — NOT AS EXPECTED'}`)
}
