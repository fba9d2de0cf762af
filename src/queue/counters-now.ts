import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Counter, Office } from '../offices/office.ts'
import { queueView } from './queue-view.ts'

/** One row of the live view: a counter at this moment, and its day so far. */
export type CounterNow = {
  counter: Counter
  waiting: number
  /** The longest anybody waits right now for the first call; null when nobody does. */
  longestMinutes: number | null
  windowsOpen: number
  atWindows: number
  collecting: number
  served: number
  left: number
  /** Median of arrival to first call of those called today; null below ten of them. */
  medianWaitMinutes: number | null
  bookingsAhead: number
}

const medianPeopleMin = 10

export async function counterNow(
  db: Db,
  office: Office,
  counter: Counter,
  now: Instant,
): Promise<CounterNow> {
  const view = await queueView(db, office, counter.id, { now, withNames: false })
  const { waiting, windows, parked, handedIn, absent, ended, bookings } = view
  const here = windows.flatMap(({ line }) => line ?? [])
  const all = [...waiting, ...here, ...parked, ...handedIn, ...absent, ...ended]
  const waits = all.flatMap(({ firstCalledAt, checkedInAt }) =>
    firstCalledAt === null ? [] : [(firstCalledAt - checkedInAt) / 60_000],
  )
  return {
    counter,
    waiting: waiting.length,
    longestMinutes:
      waiting.length === 0
        ? null
        : Math.floor((now - Math.min(...waiting.map(line => line.checkedInAt))) / 60_000),
    windowsOpen: windows.filter(({ state }) => state === 'open').length,
    atWindows: here.length,
    collecting: handedIn.length,
    served: ended.filter(({ state }) => state === 'served').length,
    left: absent.length + ended.filter(({ state }) => state === 'left').length,
    medianWaitMinutes: waits.length < medianPeopleMin ? null : median(waits),
    bookingsAhead: bookings.filter(({ ticketState, startsAt }) => ticketState === null && startsAt > now)
      .length,
  }
}

/** Hyndman and Fan's type 7, as all percentiles here. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}
