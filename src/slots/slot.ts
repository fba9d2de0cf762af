import { addDays, dateOf, type Instant, instantOf, type LocalDate } from '../clock.ts'
import { type Counter, counterById, type Office, type Service } from '../offices/office.ts'
import { capacityAt, windowsAt } from './capacity.ts'
import { slotMinutesAt, slotMinutesOn } from './grid.ts'
import { lastBookableDate, type Opening, openingOf, previousOpeningDate, usableHours } from './opening.ts'
import { remembered } from './remembered.ts'

/** Numbers of the places already taken, by the start of their slot. */
export type Taken = ReadonlyMap<Instant, readonly number[]>

/** A time at which a visit can start, with the number of such visits that still fit. */
export type Slot = { startsAt: Instant; startMinute: number; free: number }

export type DayState = 'open' | 'full' | 'closed' | 'not_yet' | 'too_late' | 'past'

/** A day as a resident sees it; `closed` is set when the state is `closed`, with the rule that says so. */
export type Day = { date: LocalDate; state: DayState; slots: Slot[]; opening: Opening }

/** What is to be booked: services of one counter, for some people. */
export type Wish = { services: readonly Service[]; people: number }

export type WishRefusal = 'no_service' | 'not_bookable' | 'several_counters' | 'too_many_services' | 'people'

/** Why this cannot be booked in one visit, or null. */
export function refuseWish(office: Office, { services, people }: Wish): WishRefusal | null {
  const [first] = services
  if (!first) return 'no_service'
  if (services.length > office.rules.servicesMax) return 'too_many_services'
  if (!Number.isInteger(people) || people < 1 || people > office.rules.peopleMax) return 'people'
  if (services.some(service => !service.isBookable)) return 'not_bookable'
  if (services.some(service => service.counterId !== first.counterId)) return 'several_counters'
  return counterById(office, first.counterId).isBookable ? null : 'not_bookable'
}

/** Minutes at the counter: the durations summed, times the people where a service takes time for each. */
export function visitMinutes({ services, people }: Wish): number {
  return services.reduce(
    (sum, { durationMinutes, isPerPerson }) => sum + durationMinutes * (isPerPerson ? people : 1),
    0,
  )
}

/** How many slots in a row the visit takes on a day. */
export function slotsNeeded(office: Office, wish: Wish, date: LocalDate): number {
  return Math.ceil(visitMinutes(wish) / slotMinutesOn(office, date))
}

/**
 * The place numbers of a slot that residents may still take, lowest first. A number above the windows is a
 * deliberate overbooking, and each of those uses up one of the residents' places.
 */
export function freeNumbers(capacity: number, windows: number, taken: readonly number[]): number[] {
  const overbooked = taken.filter(number => number > windows).length
  const free: number[] = []
  for (let number = 1; number <= capacity; number += 1) if (!taken.includes(number)) free.push(number)
  return free.slice(0, Math.max(0, free.length - overbooked))
}

/** For whom places are looked at: residents have their share of the windows, staff have all of them. */
export type Share = 'public' | 'staff'

/** Places of one slot for residents or for staff. */
function placesAt(office: Office, counter: Counter, date: LocalDate, minute: number, share: Share): number {
  return share === 'staff'
    ? windowsAt(office, counter, date, minute)
    : capacityAt(office, counter, date, minute)
}

const nobody: readonly number[] = []

/**
 * The numbers that a slot cannot give: those of places that begin with it and of `strays`, which begin on another
 * grid and lie partly in it. So two places that overlap never have one number, and never outnumber the windows.
 */
function numbersDuring(
  taken: Taken,
  strays: readonly Instant[],
  startsAt: Instant,
  slotMinutes: number,
): readonly number[] {
  const exact = taken.get(startsAt) ?? nobody
  if (strays.length === 0) return exact
  const beside = strays.filter(
    start => start !== startsAt && Math.abs(start - startsAt) < slotMinutes * 60_000,
  )
  return beside.length === 0
    ? exact
    : [...new Set([...exact, ...beside.flatMap(start => taken.get(start) ?? [])])]
}

/**
 * The place numbers of a slot that staff may still take, highest first, so that the residents' share stays free
 * as long as it can. Here too each deliberate overbooking uses up a place: both together never fill more than
 * the windows.
 */
export function freeNumbersOfStaff(windows: number, taken: readonly number[]): number[] {
  const overbooked = taken.filter(number => number > windows).length
  const free: number[] = []
  for (let number = windows; number >= 1; number -= 1) if (!taken.includes(number)) free.push(number)
  return free.slice(0, Math.max(0, free.length - overbooked))
}

/** The number of a deliberate overbooking: the lowest above all windows. */
export function overbookingNumber(windows: number, taken: readonly number[]): number {
  let number = windows + 1
  while (taken.includes(number)) number += 1
  return number
}

/** The starts of the slots a visit takes when it begins at `startsAt`. */
export function slotStarts(office: Office, wish: Wish, startsAt: Instant): Instant[] {
  const minutes = slotMinutesAt(office, startsAt)
  const length = Math.ceil(visitMinutes(wish) / minutes)
  return Array.from({ length }, (_, index) => startsAt + index * minutes * 60_000)
}

/** All starts of a day at which the visit fits between opening and closing with staff all the way. */
export function startMinutes(
  office: Office,
  counter: Counter,
  date: LocalDate,
  wish: Wish,
  share: Share = 'public',
): readonly number[] {
  const ids = wish.services.map(({ id }) => id).join(',')
  const key = `${counter.id} ${date} ${ids} ${visitMinutes(wish)} ${share}`
  return remembered(starts, office, key, () => findStartMinutes(office, counter, date, wish, share))
}

const starts = new WeakMap<Office, Map<string, readonly number[]>>()

function findStartMinutes(
  office: Office,
  counter: Counter,
  date: LocalDate,
  wish: Wish,
  share: Share,
): number[] {
  const slotMinutes = slotMinutesOn(office, date)
  const needed = slotsNeeded(office, wish, date)
  const found: number[] = []
  for (const { from, to } of usableHours(openingOf(office, counter, date), wish.services))
    for (let start = from; start + needed * slotMinutes <= to; start += slotMinutes) {
      const minutes = Array.from({ length: needed }, (_, index) => start + index * slotMinutes)
      if (minutes.every(minute => placesAt(office, counter, date, minute, share) > 0)) found.push(start)
    }
  return found
}

/** Whether bookings for this day are closed already although the day is not over. */
function isTooLate(office: Office, counter: Counter, date: LocalDate, now: Instant): boolean {
  return now >= bookingClosesAt(office, counter, date)
}

/** When a day can no longer be booked by residents, apart from the times of it that have passed. */
export function bookingClosesAt(office: Office, counter: Counter, date: LocalDate): Instant {
  const { isSameDayBookable, leadMinute } = office.rules
  if (isSameDayBookable) return instantOf(addDays(date, 1), 0, office.timeZone)
  const previous = previousOpeningDate(office, counter, date)
  return instantOf(previous ?? date, previous ? leadMinute : 0, office.timeZone)
}

export type DayQuestion = {
  office: Office
  counter: Counter
  wish: Wish
  now: Instant
  last: LocalDate
  share: Share
}

/**
 * What the rules alone say of a day, before any place is looked at: why nothing can be booked on it, or when a visit
 * may begin that has not begun yet, in minutes of the day.
 */
function frameOf(
  { office, counter, wish, now, last, share }: DayQuestion,
  date: LocalDate,
): { refused: Exclude<DayState, 'open' | 'full'> } | { starts: number[]; at: (minute: number) => Instant } {
  if (date < dateOf(now, office.timeZone)) return { refused: 'past' }
  const starts = startMinutes(office, counter, date, wish, share)
  if (starts.length === 0) return { refused: 'closed' }
  if (date > last) return { refused: 'not_yet' }
  if (share === 'public' && isTooLate(office, counter, date, now)) return { refused: 'too_late' }

  const midnight = instantOf(date, 0, office.timeZone)
  const isEvenDay = instantOf(date, 1439, office.timeZone) - midnight === 1439 * 60_000
  const at = (minute: number) =>
    isEvenDay ? midnight + minute * 60_000 : instantOf(date, minute, office.timeZone)
  const ahead = starts.filter(start => at(start) > now)
  return ahead.length === 0 ? { refused: 'too_late' } : { starts: ahead, at }
}

/**
 * The one place where free places are computed: from rules, closures and what is taken. `last` is the counter's
 * last bookable date. A slot's `free` is the least over all slots that the visit would take. Staff see the same
 * days, with all windows, and until a slot begins.
 */
export function dayOf(question: DayQuestion, date: LocalDate, taken: Taken): Day {
  const { office, counter, wish, share } = question
  const opening = openingOf(office, counter, date)
  const frame = frameOf(question, date)
  if ('refused' in frame) return { date, state: frame.refused, slots: [], opening }

  const slotMinutes = slotMinutesOn(office, date)
  const needed = slotsNeeded(office, wish, date)
  const onGrid = new Set<Instant>()
  for (const { from, to } of taken.size > 0 ? usableHours(opening, wish.services) : [])
    for (let minute = from; minute < to; minute += slotMinutes) onGrid.add(frame.at(minute))
  const strays = [...taken.keys()].filter(start => !onGrid.has(start))
  const room = roomOn(office, counter, date)

  const slots = frame.starts.map(startMinute => {
    const startsAt = frame.at(startMinute)
    let free = Number.POSITIVE_INFINITY
    for (let index = 0; index < needed && free > 0; index += 1) {
      const minute = startMinute + index * slotMinutes
      const numbers = numbersDuring(taken, strays, startsAt + index * slotMinutes * 60_000, slotMinutes)
      free = Math.min(free, freeIn(room(minute), share, numbers))
    }
    return { startsAt, startMinute, free }
  })
  return { date, state: slots.some(slot => slot.free > 0) ? 'open' : 'full', slots, opening }
}

type Room = { windows: number; capacity: number }

/** How many numbers a slot can still give. */
function freeIn({ windows, capacity }: Room, share: Share, numbers: readonly number[]): number {
  if (numbers.length === 0) return share === 'staff' ? windows : capacity
  const left =
    share === 'staff' ? freeNumbersOfStaff(windows, numbers) : freeNumbers(capacity, windows, numbers)
  return left.length
}

/** The windows of a day and the residents' part of them, by the minute at which a slot begins. */
function roomOn(office: Office, counter: Counter, date: LocalDate): (minute: number) => Room {
  const known = remembered(rooms, office, `${counter.id} ${date}`, () => new Map<number, Room>())
  return minute => {
    const room = known.get(minute) ?? {
      windows: windowsAt(office, counter, date, minute),
      capacity: capacityAt(office, counter, date, minute),
    }
    known.set(minute, room)
    return room
  }
}

const rooms = new WeakMap<Office, Map<string, Map<number, Room>>>()

/** The counter that does what is wished, with the last date it can be booked for. */
export function questionFor(office: Office, wish: Wish, now: Instant, share: Share = 'public'): DayQuestion {
  const [service] = wish.services
  if (!service) throw new Error('a wish without a service has no counter')
  const counter = counterById(office, service.counterId)
  const last = lastBookableDate(office, counter, dateOf(now, office.timeZone))
  return { office, counter, wish, now, last, share }
}

export type SlotRefusal = 'slot_full' | 'slot_closed' | 'slot_not_yet' | 'slot_too_late'

/** Why a visit cannot start at `startsAt` by the rules alone, before any place is looked at; or null. */
export function refuseStart(question: DayQuestion, startsAt: Instant): SlotRefusal | null {
  const frame = frameOf(question, dateOf(startsAt, question.office.timeZone))
  const refused = 'refused' in frame ? frame.refused : null
  if (refused === 'past' || refused === 'too_late' || startsAt <= question.now) return 'slot_too_late'
  if (refused === 'not_yet') return 'slot_not_yet'
  return 'starts' in frame && frame.starts.some(start => frame.at(start) === startsAt) ? null : 'slot_closed'
}
