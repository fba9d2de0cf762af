import type { LocalDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { businessDate } from '../queue/day.ts'
import { markStale } from '../stale-periods/queries.ts'
import { firstTicketDate } from '../ticket-facts/queries.ts'
import { daysBetween } from '../clock.ts'
import { grains } from './figures.ts'
import { followLogs } from './follow.ts'
import { periodOf } from './period.ts'
import { readDay, remakeDue } from './remake.ts'

/** Days, both included; without them from the first ticket to today. */
export type DaySpan = { from?: LocalDate | undefined; to?: LocalDate | undefined }

export type Rebuilding = { days: number; periods: number }

/**
 * Makes all facts and summaries of a span anew from the events, as if none had been there. Closed months whose
 * figures come out otherwise get a new version; what is the same stays as it is. May run while the counters work.
 */
export async function rebuildFigures(
  deps: Deps,
  { from, to }: DaySpan = {},
  tell: (date: LocalDate) => void = () => {},
): Promise<Rebuilding> {
  await followLogs(deps)
  let days = 0
  for (const office of await deps.offices.list()) {
    for (const date of await datesOfSpan(deps, office, { from, to })) {
      await markAll(deps, office, date)
      await readDay(deps, office, date, { isEvery: true })
      days += 1
      tell(date)
    }
  }
  return { days, periods: await remakeDue(deps) }
}

/** The days of a span on which an office can have had visitors. */
export async function datesOfSpan(
  { store, clock }: Deps,
  office: Office,
  { from, to }: DaySpan,
): Promise<LocalDate[]> {
  const today = businessDate(office, clock.now())
  const counterIds = office.counters.map(({ id }) => id)
  const first = await store.read(db => firstTicketDate(db, counterIds))
  const begin = from !== undefined && (first === null || from > first) ? from : (first ?? today)
  return daysBetween(begin, to !== undefined && to < today ? to : today)
}

async function markAll(deps: Deps, office: Office, date: LocalDate): Promise<void> {
  const dueAt = deps.clock.now()
  await deps.store.write(async db => {
    for (const grain of grains)
      await markStale(db, { officeId: office.id, period: periodOf(date, grain), dueAt })
  })
}
