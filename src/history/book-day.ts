import { addDays, instantOf, type LocalDate, minuteOf } from '../clock.ts'
import type { Visitor } from '../demo/day.ts'
import type { Random } from '../demo/random.ts'
import { type Office, servicesBySlug } from '../offices/office.ts'
import { capacityAt, windowsAt } from '../slots/capacity.ts'
import {
  freeNumbers,
  freeNumbersOfStaff,
  slotStarts,
  startMinutes,
  visitMinutes,
  type Wish,
} from '../slots/slot.ts'
import type { Ids, PastBooking, PastDeed } from './past-day.ts'

type Day = { office: Office; date: LocalDate; ids: Ids; random: Random; staff: readonly string[] }

/** A booking that is wished for, and what somebody does with it before the day. */
type Wanted = {
  visitor: Visitor
  wish: Wish
  channel: PastBooking['channel']
  startsAt: number
  deeds: PastDeed[]
}

const leadDaysMean = 6
/** Thirty opening days are never fewer. */
const leadDaysMax = 28
const sameDayShare = 0.12
const staffShare = 0.16
const apiShare = 0.04
/** Of all bookings, on top of those that stand. */
const cancelledShare = 0.11
const lateShare = 0.2
const byOfficeShare = 0.06
const rescheduledShare = 0.06
const minute = 60_000
const lateMilliseconds = 120 * minute

/**
 * Books a day's visits one after the other as they were wished for, into the places that the office's rules give:
 * whoever finds nothing free has no booking and comes without. Some have cancelled again.
 */
export function bookDay(
  day: Day,
  visitors: readonly Visitor[],
): { bookings: PastBooking[]; ofVisitor: Map<Visitor, PastBooking> } {
  const kept = visitors.filter(({ appointmentMinute }) => appointmentMinute !== null)
  const wanted = kept.flatMap(visitor => [
    ...[wantedBy(day, visitor, false)],
    ...(day.random.chance(cancelledShare) ? [wantedBy(day, visitor, true)] : []),
  ])
  const taken = new Map<string, number[]>()
  const ofVisitor = new Map<Visitor, PastBooking>()
  const bookings: PastBooking[] = []

  for (const one of wanted.flatMap(each => each ?? []).toSorted((a, b) => bookedAt(a) - bookedAt(b))) {
    const booking = placed(day, one, taken)
    if (!booking) continue
    bookings.push(booking)
    if (booking.places.length > 0) ofVisitor.set(one.visitor, booking)
  }
  return { bookings, ofVisitor }
}

function bookedAt({ deeds }: Wanted): number {
  return deeds[0]?.at ?? 0
}

function wantedBy(day: Day, visitor: Visitor, isCancelled: boolean): Wanted | null {
  const { office, date, random } = day
  const services = servicesBySlug(office, visitor.services)
  const counter = office.counters.find(({ slug }) => slug === visitor.counter)
  if (!services || !counter || visitor.appointmentMinute === null) return null
  const wish = { services, people: visitor.people }
  const starts = startMinutes(office, counter, date, wish)
  if (!starts.includes(visitor.appointmentMinute)) return null

  const startsAt = instantOf(date, visitor.appointmentMinute, office.timeZone)
  const channel = random.chance(staffShare) ? 'staff' : random.chance(apiShare) ? 'api' : 'web'
  const bookedAt = momentOfBooking(day, startsAt, channel)
  const actor = channel === 'staff' ? random.pick(some(day.staff)) : channel
  const deeds: PastDeed[] = [{ deed: 'book', at: bookedAt, actor }]
  if (random.chance(rescheduledShare)) {
    const from = instantOf(date, random.pick(some(starts)), office.timeZone)
    if (from !== startsAt)
      deeds.push({ deed: 'reschedule', at: between(random, bookedAt, startsAt), actor, from })
  }
  if (isCancelled) deeds.push(cancellation(day, deeds.at(-1)?.at ?? bookedAt, startsAt, channel))
  return { visitor, wish, channel, startsAt, deeds }
}

/** Days ahead by an exponential distribution, or on the day itself; staff book while the office is open. */
function momentOfBooking({ office, date, random }: Day, startsAt: number, channel: string): number {
  const days = random.chance(sameDayShare) ? 0 : 1 + Math.floor(random.exponential(leadDaysMean))
  const on = addDays(date, -Math.min(days, leadDaysMax))
  const [from, to] = channel === 'staff' ? [9 * 60, 17 * 60] : [7 * 60, 23 * 60]
  const at = instantOf(on, from, office.timeZone) + random.uniform(0, to - from) * minute
  return Math.round(Math.min(at, startsAt - random.uniform(20, 150) * minute))
}

function between(random: Random, from: number, to: number): number {
  return Math.round(from + (to - from) * random.uniform(0.05, 0.95))
}

function cancellation({ random, staff }: Day, from: number, startsAt: number, channel: string): PastDeed {
  const isByOffice = random.chance(byOfficeShare)
  const isLate = !isByOffice && random.chance(lateShare)
  const early = Math.max(from + minute, startsAt - lateMilliseconds - minute)
  const at = isLate
    ? between(random, Math.max(from, startsAt - lateMilliseconds), startsAt)
    : between(random, from, early)
  const actor = isByOffice || channel === 'staff' ? random.pick(some(staff)) : channel
  const by = isByOffice ? 'office' : 'resident'
  return { deed: 'cancel', at: Math.min(at, startsAt - 1000), actor, by }
}

/** The booking with its places, or null where none was free at that time; what is cancelled keeps none. */
function placed(
  { office, ids, date }: Day,
  { visitor, wish, channel, startsAt, deeds }: Wanted,
  taken: Map<string, number[]>,
): PastBooking | null {
  const [{ counterId }] = some(wish.services)
  const places = slotStarts(office, wish, startsAt).flatMap(start => {
    const counter = office.counters.find(({ id }) => id === counterId)
    if (!counter) return []
    const at = minuteOf(start, office.timeZone)
    const windows = windowsAt(office, counter, date, at)
    const used = taken.get(`${counterId} ${start}`) ?? []
    const [number] =
      channel === 'staff'
        ? freeNumbersOfStaff(windows, used)
        : freeNumbers(capacityAt(office, counter, date, at), windows, used)
    return number === undefined ? [] : [{ startsAt: start, number }]
  })
  const isCancelled = deeds.at(-1)?.deed === 'cancel'
  if (places.length < slotStarts(office, wish, startsAt).length) return null
  if (!isCancelled)
    for (const { startsAt: start, number } of places) {
      const slot = `${counterId} ${start}`
      taken.set(slot, [...(taken.get(slot) ?? []), number])
    }

  ids.booking += 1
  ids.leg += 1
  return {
    id: ids.booking,
    legId: ids.leg,
    counterId,
    services: wish.services.map(({ id }) => id),
    people: wish.people,
    language: visitor.language,
    channel,
    startsAt,
    minutes: visitMinutes(wish),
    deeds,
    places: isCancelled ? [] : places,
    missed: null,
  }
}

type Some<T> = readonly [T, ...T[]]

function some<T>(list: readonly T[]): Some<T> {
  if (list.length === 0) throw new Error('nothing to choose from')
  return list as unknown as Some<T>
}
