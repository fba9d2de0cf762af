import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { businessDate } from '../queue/day.ts'
import { lastMadeAt, markStale } from '../stale-periods/queries.ts'
import { type Grain, grains, type Period } from './figures.ts'
import { endOf, periodOf } from './period.ts'

const minute = 60_000

/** How long summaries of a running period are good enough: they are made anew no more often. */
const pauses: Record<Grain, number> = {
  day: minute,
  week: 5 * minute,
  month: 5 * minute,
  fiscal_year: 60 * minute,
}

/** When a period that has fallen behind is to be made anew: past ones a minute after the last time. */
export function pauseOf({ grain, start }: Period, today: LocalDate): number {
  return endOf({ grain, start }) < today ? minute : pauses[grain]
}

/** Marks days as behind, so that the job makes their summaries anew. */
export async function markBehind(deps: Deps, office: Office, dates: Iterable<LocalDate>): Promise<void> {
  const now = deps.clock.now()
  const today = businessDate(office, now)
  const days = [...dates].filter(date => date <= today).map(date => periodOf(date, 'day'))
  for (let index = 0; index < days.length; index += 100)
    await deps.store.write(async db => {
      for (const period of days.slice(index, index + 100)) await markOne(db, office, period, { now, today })
    })
}

/** Marks the week, month and fiscal year of a day whose figures have changed. */
export async function markLonger(
  db: Db,
  office: Office,
  date: LocalDate,
  at: { now: Instant; today: LocalDate },
): Promise<void> {
  for (const grain of grains) if (grain !== 'day') await markOne(db, office, periodOf(date, grain), at)
}

async function markOne(
  db: Db,
  office: Office,
  period: Period,
  { now, today }: { now: Instant; today: LocalDate },
): Promise<void> {
  const madeAt = await lastMadeAt(db, office.id, period)
  const pause = pauseOf(period, today)
  // What was made while the clock was ahead is good for one pause from now, not until then.
  const dueAt = madeAt === null ? now : Math.min(Math.max(now, madeAt + pause), now + pause)
  await markStale(db, { officeId: office.id, period, dueAt })
}
