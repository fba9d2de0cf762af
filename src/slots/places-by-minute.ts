import type { LocalDate } from '../clock.ts'
import type { Counter, Office } from '../offices/office.ts'
import { capacityAt } from './capacity.ts'
import { slotMinutesOn } from './grid.ts'
import { openingOf } from './opening.ts'

/** The places that the rules offer residents in each slot of a counter's day, by the minute at which it begins. */
export function placesByMinute(office: Office, counter: Counter, date: LocalDate): Map<number, number> {
  const slotMinutes = slotMinutesOn(office, date)
  const places = new Map<number, number>()
  for (const { from, to } of openingOf(office, counter, date).hours)
    for (let minute = from; minute + slotMinutes <= to; minute += slotMinutes) {
      const capacity = capacityAt(office, counter, date, minute)
      if (capacity > 0) places.set(minute, capacity)
    }
  return places
}
