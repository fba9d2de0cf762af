import { addDays, dateOf, type Instant, type LocalDate, minuteOf } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import { dayOf, questionFor, type Slot, slotStarts } from '../slots/slot.ts'
import type { BookedVisit } from './affected.ts'

/** A place that somebody has at a counter. */
export type PlaceAt = { counterId: number; startsAt: Instant; placeNumber: number }

const daysLookedAtMax = 62

/** Numbers no window has: whoever is offered a time keeps one of them there, which uses up one place. */
const offeredFrom = 1_000_000

/**
 * For each visit that must go elsewhere the `count` free times nearest to its own: nearest day first, then nearest
 * time of day, under these rules, with all windows. What is offered to one is kept for them: two visits are never
 * offered the last place both, the earlier in the list has it. `taken` is without the places of the visits.
 */
export function bestNewTimes(
  office: Office,
  visits: readonly BookedVisit[],
  taken: readonly PlaceAt[],
  now: Instant,
  count: number,
): Map<number, Slot[]> {
  const days = numbersByDay(office, taken)
  const times = new Map<number, Slot[]>()
  for (const [index, visit] of visits.entries()) {
    const services = office.services.filter(({ id }) => visit.serviceIds.includes(id))
    const wish = { services, people: visit.people }
    const found = services.length === 0 ? [] : nearestTimes(office, { visit, wish }, days, now, count)
    times.set(visit.appointmentId, found)
    for (const { startsAt } of found)
      for (const start of slotStarts(office, wish, startsAt))
        addNumber(days, office, { ...visit, startsAt: start, placeNumber: offeredFrom + index })
  }
  return times
}

type Days = Map<string, Map<Instant, number[]>>

function numbersByDay(office: Office, taken: readonly PlaceAt[]): Days {
  const days: Days = new Map()
  for (const place of taken) addNumber(days, office, place)
  return days
}

function addNumber(days: Days, office: Office, { counterId, startsAt, placeNumber }: PlaceAt): void {
  const key = dayKey(counterId, dateOf(startsAt, office.timeZone))
  const ofDay = days.get(key) ?? new Map<Instant, number[]>()
  const numbers = ofDay.get(startsAt) ?? []
  if (!numbers.includes(placeNumber)) ofDay.set(startsAt, [...numbers, placeNumber])
  days.set(key, ofDay)
}

function dayKey(counterId: number, date: LocalDate): string {
  return `${counterId} ${date}`
}

type Asked = { visit: BookedVisit; wish: Parameters<typeof questionFor>[1] }

function nearestTimes(
  office: Office,
  { visit, wish }: Asked,
  days: Days,
  now: Instant,
  count: number,
): Slot[] {
  const question = questionFor(office, wish, now, 'staff')
  const minute = minuteOf(visit.startsAt, office.timeZone)
  const today = dateOf(now, office.timeZone)
  const found: Slot[] = []
  for (const date of nearestDates(dateOf(visit.startsAt, office.timeZone))) {
    if (found.length >= count) break
    if (date < today || date > question.last) continue
    const taken = days.get(dayKey(question.counter.id, date)) ?? new Map<Instant, number[]>()
    const free = dayOf(question, date, taken).slots.filter(
      slot => slot.free > 0 && slot.startsAt !== visit.startsAt,
    )
    const away = (slot: Slot) => Math.abs(slot.startMinute - minute)
    found.push(...free.toSorted((a, b) => away(a) - away(b)).slice(0, count - found.length))
  }
  return found
}

/** The day itself, then the one after and the one before, and so on. */
function* nearestDates(date: LocalDate): Generator<LocalDate> {
  yield date
  for (let days = 1; days <= daysLookedAtMax; days += 1) {
    yield addDays(date, days)
    yield addDays(date, -days)
  }
}
