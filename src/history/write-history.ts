import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Store } from '#db/store.ts'
import { addDays, daysBetween, type LocalDate } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import { windowsOfOffice } from '../windows/queries.ts'
import type { Way } from './plan.ts'
import { answerDay } from './answer-day.ts'
import { opinionsOf } from './past-opinions.ts'
import { playDay } from './play-day.ts'
import { bookersOf, insertDay, insertPastOpinion, lastIds, lastVisitDate } from './queries.ts'

/** Parts of less than a second: PostgreSQL is told each row over a connection. */
const daysPerPart = { sqlite: 5, postgres: 1 }

export type Span = { from: LocalDate; to: LocalDate }

export type HistoryRefusal = 'windows_open' | 'no_staff'
export type HistoryOutcome =
  { ok: true; days: number; visits: number; events: number } | { ok: false; reason: HistoryRefusal }

/**
 * Plays the days of a span one after the other at full speed and writes each as one transaction. Days up to the
 * last one on which somebody came are left as they are: what was interrupted is gone on with, and a second time
 * writes nothing. Refused while somebody works at a window.
 */
export async function writeHistory(
  store: Store,
  office: Office,
  { from, to }: Span,
  way: Way,
  tell: (date: LocalDate) => void = () => {},
): Promise<HistoryOutcome> {
  const { windows, bookers, last } = await store.read(async db => ({
    windows: await windowsOfOffice(db, office.id),
    bookers: await bookersOf(db, office.id),
    last: await lastVisitDate(db, office.id),
  }))
  if (windows.some(({ state }) => state !== 'closed')) return { ok: false, reason: 'windows_open' }
  if (bookers.length === 0) return { ok: false, reason: 'no_staff' }

  const begin = last === null || last < from ? from : addDays(last, 1)
  const written = { officeId: office.id, seed: way.seed, engine: store.engine }
  const done = { days: 0, visits: 0, events: 0 }
  for (const dates of inParts(daysBetween(begin, to), daysPerPart[store.engine])) {
    const days = await store.write(async db => {
      const ids = await lastIds(db)
      const days = dates.flatMap(date => playDay({ office, windows, bookers }, date, way, ids) ?? [])
      for (const day of days) {
        await answerDay(db, office.id, day, way.seed)
        await insertDay(db, day, written)
        for (const opinion of opinionsOf(office, day.date, to, way.seed))
          await insertPastOpinion(db, office.id, opinion)
      }
      return days
    })
    for (const { visits, tickets } of days) {
      done.days += 1
      done.visits += visits.length
      done.events += tickets.reduce((sum, { events }) => sum + events.length, 0)
    }
    tell(dates.at(-1) ?? to)
    await nextTurn()
  }
  return { ok: true, ...done }
}

function inParts<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, part) =>
    list.slice(part * size, (part + 1) * size),
  )
}
