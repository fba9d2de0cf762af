import { setImmediate } from 'node:timers/promises'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { type BookedLeg, bookingsInParts, type OfferedSlot } from './bookings.ts'
import type { Bookings, Period } from './figures.ts'
import { instantsOf } from './office-period.ts'
import { inParts } from './parts.ts'
import { endOf, nextPeriod, periodOf } from './period.ts'
import { legsBetween, slotTotals } from './queries.ts'

/** What became of the bookings of a period, at each counter and in the whole office (null). */
export async function countBookings(
  deps: Deps,
  office: Office,
  period: Period,
): Promise<Map<number | null, Bookings>> {
  const legs = new Map<number, BookedLeg[]>(office.counters.map(({ id }) => [id, []]))
  const slots = new Map<number, OfferedSlot[]>(office.counters.map(({ id }) => [id, []]))
  for (const part of monthsOf(period)) await readPart(deps, office, part, legs, slots)

  const told = new Map<number | null, Bookings>()
  for (const { id } of office.counters) {
    const parts = bookingsInParts(legs.get(id) ?? [], slots.get(id) ?? [], office.timeZone)
    told.set(id, await inParts(parts))
  }
  const all = bookingsInParts([...legs.values()].flat(), [...slots.values()].flat(), office.timeZone)
  told.set(null, await inParts(all))
  return told
}

/** A fiscal year is read month by month, everything else at once. */
function monthsOf(period: Period): Period[] {
  if (period.grain !== 'fiscal_year') return [period]
  const months: Period[] = []
  for (let month = periodOf(period.start, 'month'); month.start <= endOf(period); month = nextPeriod(month))
    months.push(month)
  return months
}

async function readPart(
  { store }: Deps,
  office: Office,
  part: Period,
  legs: Map<number, BookedLeg[]>,
  slots: Map<number, OfferedSlot[]>,
): Promise<void> {
  const { slotMinutes } = office.rules
  const span = { ...instantsOf(office, part), slotMinutes }
  for (const [counterId, known] of legs) {
    known.push(...(await store.read(db => legsBetween(db, { counterId, ...span }))))
    await setImmediate()
  }
  const days = { from: part.start, to: endOf(part) }
  for (const { counterId, ...slot } of await store.read(db => slotTotals(db, office.id, days)))
    slots.get(counterId)?.push(slot)
}
