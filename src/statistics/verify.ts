import { setImmediate } from 'node:timers/promises'
import type { Db } from '#db/store.ts'
import type { LocalDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { staleBetween } from '../stale-periods/queries.ts'
import { factsOfTickets, idsBehind, sourcesOf } from '../ticket-facts/queries.ts'
import { factsOf } from './facts.ts'
import { followLogs } from './follow.ts'
import { grains, type Period, type TicketFacts } from './figures.ts'
import { endOf, periodOf } from './period.ts'
import { newestCells, packInTurns } from './cells-queries.ts'
import { revisionsOf } from './revision-queries.ts'
import { type DaySpan, datesOfSpan } from './rebuild.ts'
import { differencesTo } from './save-summaries.ts'
import { summarise } from './summarise.ts'

export type Verification = {
  tickets: number
  summaries: number
  /** Periods that are still to be made anew: what they say now is not looked at. */
  behind: number
  disagreements: string[]
}

/**
 * Proves that all facts are what their events add up to and all summaries what their facts do: works out each row
 * anew and compares. Periods that the logs have gone past are counted as behind, not as wrong. May run while the
 * counters work.
 */
export async function verifyFigures(deps: Deps, span: DaySpan = {}): Promise<Verification> {
  await followLogs(deps)
  const verification: Verification = { tickets: 0, summaries: 0, behind: 0, disagreements: [] }
  for (const office of await deps.offices.list()) {
    const dates = await datesOfSpan(deps, office, span)
    for (const date of dates) await verifyFacts(deps, office, date, verification)
    for (const grain of grains) {
      const starts = new Set(dates.map(date => periodOf(date, grain).start))
      for (const start of starts) await verifyPeriod(deps, office, { grain, start }, verification)
    }
  }
  return verification
}

const ticketsAtOnce = 100

async function verifyFacts(
  deps: Deps,
  office: Office,
  date: LocalDate,
  verification: Verification,
): Promise<void> {
  const counterIds = office.counters.map(({ id }) => id)
  const ids = await deps.store.read(db => idsBehind(db, { counterIds, date, isEvery: true }))
  for (let index = 0; index < ids.length; index += ticketsAtOnce) {
    const wrong = await deps.store.read(db => wrongFacts(db, office, ids.slice(index, index + ticketsAtOnce)))
    // A deed may have come between reading its events and its facts: then the day is behind.
    if (wrong.length > 0 && !(await isBehindNow(deps, office, periodOf(date, 'day'))))
      verification.disagreements.push(...wrong)
    await setImmediate()
  }
  verification.tickets += ids.length
}

async function wrongFacts(db: Db, office: Office, ids: readonly number[]): Promise<string[]> {
  const kept = new Map((await factsOfTickets(db, ids)).map(facts => [facts.ticketId, facts]))
  return (await sourcesOf(db, ids)).flatMap(({ ticket, events }) => {
    const name = `ticket ${ticket.id} of ${ticket.businessDate}`
    const told = factsOf(ticket, events, office.rules)
    const has = kept.get(ticket.id)
    if (!told) return has ? [`${name}: it has facts and was a trial`] : []
    if (!has) return [`${name}: it has no facts`]
    const wrong = (Object.keys(told) as Array<keyof TicketFacts>).filter(
      key => JSON.stringify(told[key]) !== JSON.stringify(has[key]),
    )
    return wrong.length > 0 ? [`${name}: ${wrong.join(', ')} differ from its events`] : []
  })
}

async function verifyPeriod(
  deps: Deps,
  office: Office,
  period: Period,
  verification: Verification,
): Promise<void> {
  if (await isBehind(deps, office, period)) {
    verification.behind += 1
    return
  }
  const name = `${period.grain} ${period.start}`
  const made = (await deps.store.read(db => revisionsOf(db, office.id, period))).at(-1)
  const scopes = await summarise(deps, office, period, made?.madeAt ?? deps.clock.now())
  if (!made) {
    // Days on which nobody came before there were statistics were never looked at.
    if (scopes[0]?.cells[0]?.figures.tickets) verification.disagreements.push(`${name}: it has no summaries`)
    return
  }
  const told = await packInTurns(scopes)
  const kept = await deps.store.read(db => newestCells(db, office.id, period))
  verification.summaries += kept.length
  const differences = differencesTo(kept, told)
  if (differences.length === 0 || (await isBehindNow(deps, office, period))) return
  for (const { counterId, breakdown } of differences) {
    const counter = office.counters.find(({ id }) => id === counterId)
    const scope = counter ? `at ${counter.slug}` : 'in the whole office'
    verification.disagreements.push(`${name}: ${breakdown} ${scope} differs from the facts`)
  }
}

/** Whether a period waits to be made anew, or a day in it does. */
async function isBehind({ store }: Deps, office: Office, period: Period): Promise<boolean> {
  const days = { from: period.start, to: endOf(period) }
  const stale = await store.read(db => staleBetween(db, office.id, days))
  return stale.some(
    ({ grain, start }) => grain === 'day' || (grain === period.grain && start === period.start),
  )
}

/** The same after a look at the logs: something may have come while it was read. */
async function isBehindNow(deps: Deps, office: Office, period: Period): Promise<boolean> {
  await followLogs(deps)
  return isBehind(deps, office, period)
}
