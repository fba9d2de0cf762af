import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import { bannerMark, bannersAt } from '../offices/banner.ts'
import { counterById, type Office } from '../offices/office.ts'
import { windowsOfCounter } from '../windows/queries.ts'
import { inLine } from './call.ts'
import { businessDate, windowLabel } from './day.ts'
import { callsStanding } from './line-queries.ts'
import { queueVersion } from './version-queries.ts'
import type { CounterState } from '../live/live.ts'

/** What everybody may see of a counter's queue: numbers only, in the order in which they will be called. */
export async function counterState(
  db: Db,
  office: Office,
  counterId: number,
  now: Instant,
): Promise<CounterState> {
  const counter = counterById(office, counterId)
  // First: what is read after it is at least as new, and a newer version will tell again.
  const version = await queueVersion(db, counterId)
  const waiting = await inLine(db, office, counterId, now)
  const calls = await callsStanding(db, { counterId, date: businessDate(office, now) })
  const windows = await windowsOfCounter(db, counterId)
  return {
    counter: counter.slug,
    version,
    at: now,
    waiting: waiting.map(ticket => ticket.number),
    calling: calls.map(({ call, number, window, calledAt, state }) => ({
      call,
      number,
      window: windowLabel(counter, window),
      calledAt: calledAt ?? now,
      hasCome: state === 'serving',
    })),
    windowsOpen: windows.filter(window => window.state === 'open').length,
    banners: bannerMark(bannersAt(office, now)),
  }
}
