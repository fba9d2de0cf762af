import { setImmediate as nextTurn } from 'node:timers/promises'
import { addDays, dateOf, type Instant, type LocalDate, minuteOf } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import { dayOf, questionFor, type Slot, slotStarts, type Wish } from '../slots/slot.ts'
import type { BookedVisit } from './affected.ts'

/** A place that somebody has at a counter. */
export type PlaceAt = { counterId: number; startsAt: Instant; placeNumber: number }

type Wished = Pick<BookedVisit, 'serviceIds' | 'people'>

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
      for (const start of slotStarts(office, wish, startsAt))
        addPlace(board, { ...visit, startsAt: start, placeNumber: offeredFrom + index })
  }
  return times
}

/** What a booked visit asks for, as far as the office still has it. */
export function wishOf(office: Office, { serviceIds, people }: Wished): Wish {
  return { services: office.services.filter(({ id }) => serviceIds.includes(id)), people }
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
  visit: Wished,
  startsAt: Instant,
  ownNumber: number,
): Promise<boolean> {
  await nextTurn()
  const { office, now } = board
  const wish = wishOf(office, visit)
  if (wish.services.length === 0) return false
  const question = questionFor(office, wish, now, 'staff')
  const date = dateOf(startsAt, office.timeZone)
  const { numbers } = ofDay(board, question.counter.id, date)
  const others = [...numbers].map(([at, there]) => [at, there.filter(one => one !== ownNumber)] as const)
  return dayOf(question, date, new Map(others)).slots.some(
    slot => slot.startsAt === startsAt && slot.free > 0,
  )
}

async function nearestTimes(board: Board, visit: BookedVisit, wish: Wish, count: number): Promise<Slot[]> {
  const { office, now } = board
  const question = questionFor(office, wish, now, 'staff')
  const wishKey = `${visit.people} ${visit.serviceIds.join(' ')}`
  const minute = minuteOf(visit.startsAt, office.timeZone)
  const today = dateOf(now, office.timeZone)
  const found: Slot[] = []
  for (const date of nearestDates(dateOf(visit.startsAt, office.timeZone))) {
    if (found.length >= count) break
    if (date < today || date > question.last) continue
    const day = ofDay(board, question.counter.id, date)
    if (!day.free.has(wishKey)) {
      await nextTurn()
      const { slots } = dayOf(question, date, day.numbers)
      day.free.set(
        wishKey,
        slots.filter(({ free }) => free > 0),
      )
    }
    const free = (day.free.get(wishKey) ?? []).filter(({ startsAt }) => startsAt !== visit.startsAt)
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
