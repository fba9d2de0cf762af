import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { type Hit, visitsHit } from './affected.ts'
import type { PlaceAt } from './new-times.ts'
import { type BookingShown, bookingsShown, placesAhead, visitsAhead } from './ahead-queries.ts'

export type HitsRead = {
  /** In the order of their times. */
  hits: Array<Hit & { booking: BookingShown }>
  holds: number
  /** The places ahead of all the others. */
  taken: PlaceAt[]
}

/**
 * Whom a change of rules from one office to another would hit as of now. Reads and works it out in parts that let
 * the event loop go: what is booked between two of them shows only when it is looked at again.
 */
export async function readHits(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  before: Office,
  after: Office,
  withNames: boolean,
): Promise<HitsRead> {
  const now: Instant = clock.now()
  const visits = await store.read(db => visitsAhead(db, before.id, now))
  await nextTurn()
  const found = visitsHit(before, after, visits)
  await nextTurn()
  const places = await store.read(db => placesAhead(db, before.id, now))
  await nextTurn()
  const hits = found
    .filter(({ visit }) => !visit.isHold)
    .toSorted((a, b) => a.visit.startsAt - b.visit.startsAt || a.visit.bookedAt - b.visit.bookedAt)
  const leaving = new Set(
    hits.flatMap(({ visit }) => [visit.legId, ...visit.others.map(({ legId }) => legId)]),
  )
  const ids = hits.map(({ visit }) => visit.appointmentId)
  const bookings = await store.read(db => bookingsShown(db, ids, withNames))
  return {
    hits: hits.flatMap(hit => {
      const booking = bookings.get(hit.visit.appointmentId)
      return booking ? [{ ...hit, booking }] : []
    }),
    holds: found.length - hits.length,
    taken: places.filter(({ legId }) => !leaving.has(legId)),
  }
}
