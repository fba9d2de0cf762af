import { instantOf, type LocalDate } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import { placesByMinute } from '../slots/places-by-minute.ts'

export type OfferedAt = { counterId: number; startsAt: number; offered: number; blocked: number }

/**
 * The places that the rules offer residents on a day, slot by slot, and how many of them a closure made for that
 * day has taken out. What reception books beyond the residents' share is not offered: with it, more than all may
 * be booked. Holidays and the end of the year offer nothing, so there is nothing to take out.
 */
export function offeredSlots(office: Office, date: LocalDate): OfferedAt[] {
  const undisturbed = { ...office, closures: office.closures.filter(({ kind }) => kind !== 'special') }
  return office.counters
    .filter(({ isBookable }) => isBookable)
    .flatMap(counter => {
      const open = placesByMinute(office, counter, date)
      const usual = placesByMinute(undisturbed, counter, date)
      return [...new Map([...usual, ...open])].map(([minute, places]) => {
        const offered = Math.max(places, usual.get(minute) ?? 0)
        const startsAt = instantOf(date, minute, office.timeZone)
        return { counterId: counter.id, startsAt, offered, blocked: offered - (open.get(minute) ?? 0) }
      })
    })
}
