import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { migrate } from '#db/migrate.ts'
import { loadWard, readSampleWard } from '#db/seeds/load-ward.ts'
import { bookNow } from '#src/booking/book-now.ts'
import { addDays, dateOf, type Instant, parseInstant } from '#src/clock.ts'
import { type Office, servicesBySlug } from '#src/offices/office.ts'
import { openDeps } from '#src/open-deps.ts'
import { createPlanner } from '#src/planner/find-plans.ts'
import { freeStarts, isPlan, plansOf, routeOf } from '#src/planner/plan.ts'
import { readSettings } from '#src/settings.ts'
import type { Wish } from '#src/slots/slot.ts'
import { now } from './past.ts'

// Planning a visit for five services over thirty days of a ward that is half booked: how long it takes, the longest
// time for which nobody else is answered meanwhile, and what looking at every combination of one day would take.

const folder = mkdtempSync(join(tmpdir(), 'madoguchi-planner-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const databaseUrl = `file:${join(folder, 'ward.db')}`
await migrate(databaseUrl)
const at = parseInstant(now) ?? 0
const settings = readSettings({ DATABASE_URL: databaseUrl, RATE_LIMIT: 'off' })
const deps = await openDeps(settings, { now: () => at }, pino({ level: 'warn' }))
const { ward, additions } = readSampleWard()
await deps.store.write(db => loadWard(db, ward, additions))
const [office] = await deps.offices.list()
if (!office) throw new Error('the ward is not there')

const [from, to] = [dateOf(at, office.timeZone), addDays(dateOf(at, office.timeZone), 29)]
const booked = await fillHalf(office)
const slugs = ['tennyu', 'mn-koshin', 'kokuho-kanyu', 'jidoteate', 'shugaku']
const wish = { services: servicesBySlug(office, slugs) ?? [], people: 1 }
console.log(
  `${booked} bookings in 30 days; ${slugs.length} services at ${routeOf(office, wish).legs.length} counters`,
)

deps.availability.changed(null)
const planner = createPlanner(deps)
const first = await measure('30 days, nothing in memory', () => planner.days(office, wish, from, to))
await measure('the same again', () => planner.days(office, wish, from, to))

const day = first.find(({ state }) => state === 'open')
if (!day) throw new Error('no day has a plan')
const route = routeOf(office, wish)
const free: Instant[][] = []
for (const { services } of route.legs) {
  const { days } = await deps.availability.days(office, { services, people: 1 }, day.date, day.date)
  free.push(days.flatMap(freeStarts))
}
const since = performance.now()
const span = bruteForce(free)
const bruteMilliseconds = performance.now() - since
const started = performance.now()
const [plan] = plansOf(route, free, 1)
const milliseconds = performance.now() - started
const isRight = plan !== undefined && plan.endsAt - plan.startsAt === span
const limit = `limit: brute force, ${bruteMilliseconds.toFixed(0)} ms`
const note = isRight ? '' : ' — NOT AS EXPECTED'
console.log(`${'one day'.padEnd(28)} ${milliseconds.toFixed(1)} ms (${limit})${note}`)
await deps.store.close()
deps.live.close()

/** Books every second free place of every counter that can be booked; answers how many visits that are. */
async function fillHalf(office: Office): Promise<number> {
  let done = 0
  let turn = 0
  for (const counter of office.counters.filter(({ isBookable }) => isBookable)) {
    const services = office.services.filter(one => one.counterId === counter.id && one.isBookable).slice(0, 1)
    const { days } = await deps.availability.days(office, { services, people: 1 }, from, to)
    for (const { startsAt, free } of days.flatMap(({ slots }) => slots))
      for (let place = 0; place < free; place += 1) {
        turn += 1
        if (turn % 4 === 0 && (await book({ services, people: 1 }, startsAt))) done += 1
      }
  }
  return done

  async function book(wish: Wish, startsAt: Instant): Promise<boolean> {
    const contact = { name: 'ミホン', email: `mihon-${turn}@example.test`, phone: null }
    const details = { ...contact, language: 'ja' as const, needs: [], documents: [] }
    const visit = { ...wish, startsAt, language: 'ja' as const, channel: 'web' as const, details }
    return (await bookNow(deps, office, visit, { key: randomUUID(), scope: 'bench', body: turn })).ok
  }
}

/** The least span of all combinations of free times that somebody can keep. */
function bruteForce(free: readonly Instant[][]): number {
  const done = route.lengths.map(length => length.done)
  let best = Number.POSITIVE_INFINITY
  const chosen: Instant[] = []
  const choose = (place: number) => {
    if (place === free.length) {
      const ends = Math.max(...chosen.map((start, index) => start + (done[index] ?? 0)))
      if (ends - Math.min(...chosen) < best && isPlan(route, chosen)) best = ends - Math.min(...chosen)
      return
    }
    for (const start of free[place] ?? []) {
      chosen[place] = start
      choose(place + 1)
    }
  }
  choose(0)
  return best
}

/** Prints the time that an answer takes, and the longest time for which the event loop is blocked by it. */
async function measure<T>(what: string, answer: () => Promise<T>): Promise<T> {
  const delays = monitorEventLoopDelay({ resolution: 1 })
  await sleep(20)
  delays.enable()
  const since = performance.now()
  const answered = await answer()
  const milliseconds = performance.now() - since
  await sleep(5)
  delays.disable()
  const block = (delays.max / 1e6).toFixed(0)
  console.log(`${what.padEnd(28)} ${milliseconds.toFixed(0)} ms, longest block ${block} ms (limit 50)`)
  return answered
}
