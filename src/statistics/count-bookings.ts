import { setImmediate } from 'node:timers/promises'
import type { Instant, LocalDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { slotMinutesAt } from '../slots/grid.ts'
import { type BookedLeg, bookingsByLeadInParts, bookingsInParts, type OfferedSlot } from './bookings.ts'
import type { Bookings, Period } from './figures.ts'
import { instantsBetween } from './office-period.ts'
import { inParts } from './parts.ts'
import { datesOf } from './period.ts'
import { legsBetween } from './day-queries.ts'
import { slotTotals } from './slot-queries.ts'

/** What became of the bookings of a period, at each counter and in the whole office (null). */
export async function countBookings(
  deps: Deps,
  office: Office,
  period: Period,
): Promise<Map<number | null, Bookings>> {
  const legs = new Map<number, BookedLeg[]>(office.counters.map(({ id }) => [id, []]))
  const slots = new Map<number, OfferedSlot[]>(office.counters.map(({ id }) => [id, []]))
  for (const part of partsOf(period)) await readPart(deps, office, part, legs, slots)

  const told = new Map<number | null, Bookings>()
  const tell = async (of: number | null, booked: readonly BookedLeg[], offered: readonly OfferedSlot[]) => {
    const bookings = await inParts(bookingsInParts(booked, offered, office.timeZone))
    const byLead = (await inParts(bookingsByLeadInParts(booked, office.timeZone))).map(
      ({ bucket, bookings: { noShowShare } }) => ({ days: bucket, noShow: noShowShare }),
    )
    told.set(of, { ...bookings, byLead })
    await setImmediate()
  }
  for (const { id } of office.counters) await tell(id, legs.get(id) ?? [], slots.get(id) ?? [])
  await tell(null, [...legs.values()].flat(), [...slots.values()].flat())
  return told
}

const daysAtOnce = 7

/** The days of a period in parts that are read at once. */
function partsOf(period: Period): Array<{ from: LocalDate; to: LocalDate }> {
  const dates = datesOf(period)
  return dates.flatMap((from, index) =>
    index % daysAtOnce === 0 ? [{ from, to: dates[index + daysAtOnce - 1] ?? dates.at(-1) ?? from }] : [],
  )
}

async function readPart(
  { store }: Deps,
  office: Office,
  days: { from: LocalDate; to: LocalDate },
  legs: ReadonlyMap<number, BookedLeg[]>,
  slots: ReadonlyMap<number, OfferedSlot[]>,
): Promise<void> {
  const span = { ...instantsBetween(office, days), slotMinutesAt: (at: Instant) => slotMinutesAt(office, at) }
  const counterIds = [...legs.keys()]
  for (const leg of await store.read(db => legsBetween(db, counterIds, span)))
    legs.get(leg.counterId)?.push(leg)
  for (const { counterId, ...slot } of await store.read(db => slotTotals(db, office.id, days)))
    slots.get(counterId)?.push(slot)
  await setImmediate()
}
