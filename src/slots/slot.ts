import { addDays, dateOf, type Instant, instantOf, type LocalDate, minuteOf } from '../clock.ts'
import { type Counter, counterById, type Office, type Service } from '../offices/office.ts'
import { capacityAt, windowsAt } from './capacity.ts'
import { lastBookableDate, type Opening, openingOf, previousOpeningDate, usableHours } from './opening.ts'

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

/** How many slots in a row the visit takes. */
export function slotsNeeded(office: Office, wish: Wish): number {
  return Math.ceil(visitMinutes(wish) / office.rules.slotMinutes)
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
  const exact = taken.get(startsAt) ?? []
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
  const step = office.rules.slotMinutes * 60_000
  return Array.from({ length: slotsNeeded(office, wish) }, (_, index) => startsAt + index * step)
}

/** All starts of a day at which the visit fits between opening and closing with staff all the way. */
export function startMinutes(
  office: Office,
  counter: Counter,
  date: LocalDate,
  wish: Wish,
  share: Share = 'public',
): number[] {
  const { slotMinutes } = office.rules
  const needed = slotsNeeded(office, wish)
  const starts: number[] = []
  for (const { from, to } of usableHours(openingOf(office, counter, date), wish.services))
    for (let start = from; start + needed * slotMinutes <= to; start += slotMinutes) {
      const minutes = Array.from({ length: needed }, (_, index) => start + index * slotMinutes)
      if (minutes.every(minute => placesAt(office, counter, date, minute, share) > 0)) starts.push(start)
    }
  return starts
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
 * The one place where free places are computed: from rules, closures and what is taken. `last` is the counter's
 * last bookable date. A slot's `free` is the least over all slots that the visit would take. Staff see the same
 * days, with all windows, and until a slot begins.
 */
export function dayOf(
  { office, counter, wish, now, last, share }: DayQuestion,
  date: LocalDate,
  taken: Taken,
): Day {
  const opening = openingOf(office, counter, date)
  const today = dateOf(now, office.timeZone)
  const state = (state: DayState, slots: Slot[] = []): Day => ({ date, state, slots, opening })

  if (date < today) return state('past')
  const starts = startMinutes(office, counter, date, wish, share)
  if (starts.length === 0) return state('closed')
  if (date > last) return state('not_yet')
  if (share === 'public' && isTooLate(office, counter, date, now)) return state('too_late')

  const { slotMinutes } = office.rules
  const needed = slotsNeeded(office, wish)
  const midnight = instantOf(date, 0, office.timeZone)
  const isEvenDay = instantOf(date, 1439, office.timeZone) - midnight === 1439 * 60_000
  const at = (minute: number) =>
    isEvenDay ? midnight + minute * 60_000 : instantOf(date, minute, office.timeZone)

  const hours = usableHours(opening, wish.services)
  const strays = [...taken.keys()].filter(start => {
    const minute = isEvenDay ? (start - midnight) / 60_000 : minuteOf(start, office.timeZone)
    return !hours.some(({ from, to }) => from <= minute && minute < to && (minute - from) % slotMinutes === 0)
  })

  const slots: Slot[] = []
  let isAnyAhead = false
  for (const start of starts) {
    const startsAt = at(start)
    if (startsAt <= now) continue
    isAnyAhead = true
    let free = Number.POSITIVE_INFINITY
    for (let index = 0; index < needed && free > 0; index += 1) {
      const minute = start + index * slotMinutes
      const numbers = numbersDuring(taken, strays, startsAt + index * slotMinutes * 60_000, slotMinutes)
      const windows = windowsAt(office, counter, date, minute)
      const left =
        share === 'staff'
          ? freeNumbersOfStaff(windows, numbers)
          : freeNumbers(capacityAt(office, counter, date, minute), windows, numbers)
      free = Math.min(free, left.length)
    }
    slots.push({ startsAt, startMinute: start, free })
  }
  if (!isAnyAhead) return state('too_late')
  return state(slots.some(slot => slot.free > 0) ? 'open' : 'full', slots)
}

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
  const date = dateOf(startsAt, question.office.timeZone)
  const day = dayOf(question, date, new Map())
  if (day.state === 'past' || day.state === 'too_late' || startsAt <= question.now) return 'slot_too_late'
  if (day.state === 'not_yet') return 'slot_not_yet'
  return day.slots.some(slot => slot.startsAt === startsAt) ? null : 'slot_closed'
}
