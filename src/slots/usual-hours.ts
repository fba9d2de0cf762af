import { addDays, type LocalDate, weekdayOf } from '../clock.ts'
import type { Counter, Office, Service } from '../offices/office.ts'
import { nthInMonth, type Span, usableHours, usualOpening } from './opening.ts'
import { remembered } from './remembered.ts'

/**
 * When a service is usually done: on days of the week that are alike, or on the n-th such day of a month. `isPartial`
 * where the service is done on Sundays only in part.
 */
export type UsualHours = { nth: number | null; weekdays: number[]; hours: Span[]; isPartial: boolean }

const week = [1, 2, 3, 4, 5, 6, 7]
/** In five weeks some day of each weekday is none that a rule for single weeks names. */
const fiveWeeks = 35
/** Even the fifth of a weekday comes again within so many days. */
const daysLooked = 100

/**
 * The usual hours of a service from a day on, Monday first, then those of single weeks of the month; closings, holidays
 * and dated hours are not among them.
 */
export function usualHours(
  office: Office,
  counter: Counter,
  service: Service,
  from: LocalDate,
): readonly UsualHours[] {
  return remembered(known, office, `${service.id} ${from}`, () => findHours(office, counter, service, from))
}

const known = new WeakMap<Office, Map<string, readonly UsualHours[]>>()

function findHours(office: Office, counter: Counter, service: Service, from: LocalDate): UsualHours[] {
  const nths = nthDays(office, counter, service, from)
  const usual: UsualHours[] = []
  const weekly = new Map<number, Found>()
  for (const weekday of week) {
    const days = daysFrom(from, fiveWeeks).filter(date => weekdayOf(date) === weekday)
    const date = days.find(day => !nths.some(nth => isNth(day, nth))) ?? days[0]
    if (date === undefined) continue
    const found = hoursOn(office, counter, service, date)
    weekly.set(weekday, found)
    const last = usual.at(-1)
    if (found.hours.length === 0) continue
    if (last?.weekdays.at(-1) === weekday - 1 && isSame(last, found)) last.weekdays.push(weekday)
    else usual.push({ nth: null, weekdays: [weekday], ...found })
  }
  for (const { nth, weekday, date } of nths) {
    const found = hoursOn(office, counter, service, date)
    const others = weekly.get(weekday)
    if (found.hours.length === 0 || (others && isSame(others, found))) continue
    usual.push({ nth, weekdays: [weekday], ...found })
  }
  return usual
}

function daysFrom(from: LocalDate, count: number): LocalDate[] {
  return Array.from({ length: count }, (_, days) => addDays(from, days))
}

type Found = Pick<UsualHours, 'hours' | 'isPartial'>

function hoursOn(office: Office, counter: Counter, service: Service, date: LocalDate): Found {
  const opening = usualOpening(office, counter, date)
  const isOnSundayTerms = opening.hours.some(({ session }) => session === 'sunday')
  return {
    hours: usableHours(opening, [service]),
    isPartial: isOnSundayTerms && service.sunday === 'partial',
  }
}

function isSame(some: Found, others: Found): boolean {
  return JSON.stringify([some.hours, some.isPartial]) === JSON.stringify([others.hours, others.isPartial])
}

type NthDay = { nth: number; weekday: number; date: LocalDate }

/** The next of each n-th weekday that a rule of the counter or of the service names, by weekday and week. */
function nthDays(office: Office, counter: Counter, service: Service, from: LocalDate): NthDay[] {
  const found = new Map<string, NthDay>()
  for (const { kind, nth, weekday, serviceId, counterId } of office.openingRules) {
    if (kind !== 'nthWeekday' || nth === null || weekday === null || found.has(`${weekday} ${nth}`)) continue
    const isOwn = serviceId === null ? [null, counter.id].includes(counterId) : serviceId === service.id
    if (!isOwn) continue
    const date = daysFrom(from, daysLooked).find(day => isNth(day, { nth, weekday }))
    if (date !== undefined) found.set(`${weekday} ${nth}`, { nth, weekday, date })
  }
  return [...found.values()].toSorted((a, b) => a.weekday - b.weekday || a.nth - b.nth)
}

function isNth(date: LocalDate, { nth, weekday }: Pick<NthDay, 'nth' | 'weekday'>): boolean {
  return weekdayOf(date) === weekday && nthInMonth(date) === nth
}
