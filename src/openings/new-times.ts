import { setImmediate as nextTurn } from 'node:timers/promises'
import { addDays, dateOf, type Instant, type LocalDate, minuteOf } from '../clock.ts'
import { type Office, servicesByIds } from '../offices/office.ts'
import { dayOf, questionFor, type Slot, slotStarts, type Wish } from '../slots/slot.ts'
import { type BookedVisit, legsAt } from './affected.ts'

/** A place that somebody has at a counter. */
export type PlaceAt = { counterId: number; startsAt: Instant; placeNumber: number }

type Wished = Pick<BookedVisit, 'serviceIds' | 'people'>

/** The slots that all legs of a visit take when the one looked at begins at `startsAt`. */
export function placesAt(
  office: Office,
  visit: BookedVisit,
  startsAt: Instant,
): Array<Omit<PlaceAt, 'placeNumber'>> {
  return legsAt(visit, startsAt).flatMap(leg => {
    const wish = wishOf(office, { ...leg, people: visit.people })
    return slotStarts(office, wish, leg.startsAt).map(start => ({
      counterId: leg.counterId,
      startsAt: start,
    }))
  })
}

const daysLookedAtMax = 62

/** Numbers no window has: whoever is offered a time keeps one of them there, which uses up one place. */
const offeredFrom = 1_000_000

/**
 * For each visit that must go elsewhere the `count` free times nearest to its own: nearest day first, then nearest
 * time of day, under these rules, with all windows. What is offered to one is kept for them: two visits are never
 * offered the last place both, the earlier in the list has it. `taken` is without the places of the visits. Lets
 * the event loop go after each visit and each day: not for inside a read or write.
 */
export async function bestNewTimes(
  office: Office,
  visits: readonly BookedVisit[],
  taken: readonly PlaceAt[],
  now: Instant,
  count: number,
): Promise<Map<number, Slot[]>> {
  const board = boardOf(office, taken, now)
  const times = new Map<number, Slot[]>()
  for (const [index, visit] of visits.entries()) {
    await nextTurn()
    const wish = wishOf(office, visit)
    const found = wish.services.length === 0 ? [] : await nearestTimes(board, visit, wish, count)
    times.set(visit.appointmentId, found)
    for (const { startsAt } of found)
      for (const place of placesAt(office, visit, startsAt))
        addPlace(board, { ...place, placeNumber: offeredFrom + index })
  }
  return times
}

/** What a booked visit asks for, also of services that are retired by now. */
function wishOf(office: Office, { serviceIds, people }: Wished): Wish {
  return { services: servicesByIds(office, serviceIds), people }
}

type OfDay = { numbers: Map<Instant, number[]>; free: Map<string, Slot[]> }

/** Who has which place on which day, and what is free there for a wish: worked out once until a place is given. */
export type Board = { office: Office; now: Instant; days: Map<string, OfDay> }

export function boardOf(office: Office, taken: readonly PlaceAt[], now: Instant): Board {
  const board: Board = { office, now, days: new Map() }
  for (const place of taken) addPlace(board, place)
  return board
}

function ofDay({ days }: Board, counterId: number, date: LocalDate): OfDay {
  const key = `${counterId} ${date}`
  const known = days.get(key)
  if (known) return known
  const empty: OfDay = { numbers: new Map(), free: new Map() }
  days.set(key, empty)
  return empty
}

function addPlace(board: Board, { counterId, startsAt, placeNumber }: PlaceAt): void {
  const { numbers, free } = ofDay(board, counterId, dateOf(startsAt, board.office.timeZone))
  const there = numbers.get(startsAt) ?? []
  if (!there.includes(placeNumber)) numbers.set(startsAt, [...there, placeNumber])
  free.clear()
}

/** Whether a visit that has `ownNumber` on the board could have this time, if it had no place there. */
export async function isTimeFree(
  board: Board,
  visit: BookedVisit,
  startsAt: Instant,
  ownNumber: number,
): Promise<boolean> {
  const { office, now } = board
  for (const leg of legsAt(visit, startsAt)) {
    await nextTurn()
    const wish = wishOf(office, { ...leg, people: visit.people })
    if (wish.services.length === 0) return false
    const question = questionFor(office, wish, now, 'staff')
    const date = dateOf(leg.startsAt, office.timeZone)
    const { numbers } = ofDay(board, question.counter.id, date)
    const others = [...numbers].map(([at, there]) => [at, there.filter(one => one !== ownNumber)] as const)
    const { slots } = dayOf(question, date, new Map(others))
    if (!slots.some(slot => slot.startsAt === leg.startsAt && slot.free > 0)) return false
  }
  return true
}

async function nearestTimes(board: Board, visit: BookedVisit, wish: Wish, count: number): Promise<Slot[]> {
  const { office } = board
  const minute = minuteOf(visit.startsAt, office.timeZone)
  const found: Slot[] = []
  for (const date of nearestDates(dateOf(visit.startsAt, office.timeZone))) {
    if (found.length >= count) break
    const free = (await freeOn(board, wish, date)).filter(({ startsAt }) => startsAt !== visit.startsAt)
    const away = (slot: Slot) => Math.abs(slot.startMinute - minute)
    for (const slot of free.toSorted((a, b) => away(a) - away(b)))
      if (found.length < count && (await areOthersFree(board, visit, slot.startsAt))) found.push(slot)
  }
  return found
}

/** What is free on a day for a wish, worked out once until a place of that day is given. */
async function freeOn(board: Board, wish: Wish, date: LocalDate): Promise<Slot[]> {
  const { office, now } = board
  const question = questionFor(office, wish, now, 'staff')
  if (date < dateOf(now, office.timeZone) || date > question.last) return []
  const day = ofDay(board, question.counter.id, date)
  const wishKey = `${wish.people} ${wish.services.map(({ id }) => id).join(' ')}`
  const known = day.free.get(wishKey)
  if (known) return known
  await nextTurn()
  const free = dayOf(question, date, day.numbers).slots.filter(slot => slot.free > 0)
  day.free.set(wishKey, free)
  return free
}

/** Whether the other counters of a visit are free as well when all of it moves with this leg. */
async function areOthersFree(board: Board, visit: BookedVisit, startsAt: Instant): Promise<boolean> {
  for (const leg of legsAt(visit, startsAt).slice(1)) {
    const wish = wishOf(board.office, { ...leg, people: visit.people })
    if (wish.services.length === 0) return false
    const free = await freeOn(board, wish, dateOf(leg.startsAt, board.office.timeZone))
    if (!free.some(slot => slot.startsAt === leg.startsAt)) return false
  }
  return true
}

/** The day itself, then the one after and the one before, and so on. */
function* nearestDates(date: LocalDate): Generator<LocalDate> {
  yield date
  for (let days = 1; days <= daysLookedAtMax; days += 1) {
    yield addDays(date, days)
    yield addDays(date, -days)
  }
}
