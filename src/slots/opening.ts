import { addDays, type LocalDate, weekdayOf } from '../clock.ts'
import {
  type Closure,
  type Counter,
  everyService,
  type Localized,
  type Office,
  type OpeningRule,
  type Service,
  type Session,
} from '../offices/office.ts'
import { remembered } from './remembered.ts'

/** Minutes of a day. */
export type Span = { from: number; to: number }
type Hours = Span & { session: Session }

export type ClosedBecause = 'special' | 'yearEnd' | 'holiday' | 'weekday'

/** A counter's day: its hours, or why there are none; of services with rules of their own, when they are done. */
export type Opening = {
  hours: Hours[]
  closed: { because: ClosedBecause; reason: Localized | null } | null
  ownHours?: ReadonlyMap<number, readonly Span[]>
}

/** The first kind of rule that says something about a day decides it. */
export const precedence = ['special', 'yearEndClosure', 'nthWeekday', 'nationalHoliday', 'weekly'] as const

/** When `counter` is open on `date`: the strongest rule decides, and a counter's own beats the office's. */
export function openingOf(office: Office, counter: Counter, date: LocalDate): Opening {
  return remembered(openings, office, `${counter.id} ${date}`, () => findOpening(office, counter, date))
}

const openings = new WeakMap<Office, Map<string, Opening>>()
const lastDates = new WeakMap<Office, Map<string, LocalDate>>()
function findOpening(office: Office, counter: Counter, date: LocalDate): Opening {
  for (const kind of precedence) {
    const opening = openingBy(kind, office, counter, date)
    if (opening) return withOwnHours(opening, office, counter, date)
  }
  return closed('weekday')
}

/** When `counter` is open on a day by its recurring rules alone: without closings, holidays and dated hours. */
export function usualOpening(office: Office, counter: Counter, date: LocalDate): Opening {
  const openingRules = office.openingRules.filter(({ kind }) => kind !== 'special')
  const usual = { ...office, openingRules }
  const opening = openingBy('nthWeekday', usual, counter, date) ?? openingBy('weekly', usual, counter, date)
  return opening ? withOwnHours(opening, usual, counter, date) : closed('weekday')
}

/**
 * A service with rules of its own is done only in their hours, while its counter is open. A dated rule speaks for
 * its day alone; weekly and n-th weekday ones for every day on which they are valid.
 */
function withOwnHours(opening: Opening, office: Office, counter: Counter, date: LocalDate): Opening {
  const own = new Map<number, Span[]>()
  // What is booked of a retired service is still done when it was.
  for (const { id, counterId } of everyService(office)) {
    if (counterId !== counter.id) continue
    const ofService = office.openingRules.filter(rule => rule.serviceId === id)
    const isRecurring = ofService.some(
      ({ kind, validFrom, validTo }) => kind !== 'special' && validFrom <= date && date <= validTo,
    )
    const matching = ofService.filter(rule => applies(rule, date))
    const kind = (['special', 'nthWeekday', 'weekly'] as const).find(one =>
      matching.some(rule => rule.kind === one),
    )
    if (kind || isRecurring) own.set(id, hoursOf(matching.filter(rule => rule.kind === kind)))
  }
  return own.size > 0 && opening.hours.length > 0 ? { ...opening, ownHours: own } : opening
}

function openingBy(
  kind: (typeof precedence)[number],
  office: Office,
  counter: Counter,
  date: LocalDate,
): Opening | null {
  if (kind === 'nationalHoliday') {
    const holiday = office.holidays.get(date)
    return holiday ? closed('holiday', holiday) : null
  }
  if (kind === 'special' || kind === 'yearEndClosure') {
    const rules = kind === 'special' ? rulesFor(office, counter, date, 'special') : []
    const closures = office.closures.filter(
      closure => closure.kind === kind && closes(closure, counter, date),
    )
    const ownRules = rules.filter(rule => rule.counterId !== null)
    const ownClosure = closures.find(closure => closure.counterId !== null)
    const because = kind === 'special' ? 'special' : 'yearEnd'

    if (ownClosure) return closed(because, ownClosure.reason)
    if (ownRules.length > 0) return { hours: hoursOf(ownRules), closed: null }
    if (closures[0]) return closed(because, closures[0].reason)
    return rules.length > 0 ? { hours: hoursOf(rules), closed: null } : null
  }
  const rules = rulesFor(office, counter, date, kind)
  return rules.length > 0 ? { hours: hoursOf(rules), closed: null } : null
}

function rulesFor(
  office: Office,
  counter: Counter,
  date: LocalDate,
  kind: OpeningRule['kind'],
): OpeningRule[] {
  return office.openingRules.filter(
    rule =>
      rule.kind === kind &&
      rule.serviceId === null &&
      (rule.counterId === null || rule.counterId === counter.id) &&
      applies(rule, date),
  )
}

/** Whether a rule says something about a day. */
function applies(rule: OpeningRule, date: LocalDate): boolean {
  return (
    rule.validFrom <= date &&
    date <= rule.validTo &&
    (rule.onDate === null || rule.onDate === date) &&
    (rule.weekday === null || rule.weekday === weekdayOf(date)) &&
    (rule.nth === null || rule.nth === nthInMonth(date))
  )
}

function closes(closure: Closure, counter: Counter, date: LocalDate): boolean {
  if (closure.counterId !== null && closure.counterId !== counter.id) return false
  if (closure.kind === 'special') return closure.from <= date && date <= closure.to

  const monthDay = date.slice(5)
  return closure.from <= closure.to
    ? closure.from <= monthDay && monthDay <= closure.to
    : closure.from <= monthDay || monthDay <= closure.to
}

/** 4 for the fourth Sunday of a month, whatever the week it lies in. */
export function nthInMonth(date: LocalDate): number {
  return Math.ceil(Number(date.slice(8)) / 7)
}

function hoursOf(rules: OpeningRule[]): Hours[] {
  return rules
    .map(({ opensMinute, closesMinute, session }) => ({ from: opensMinute, to: closesMinute, session }))
    .toSorted((a, b) => a.from - b.from)
}

function closed(because: ClosedBecause, reason: Localized | null = null): Opening {
  return { hours: [], closed: { because, reason } }
}

/** Whether a service may be done in hours of this kind. */
function isDoneIn(service: Service, session: Session): boolean {
  if (session === 'evening') return service.isEveningOk
  if (session === 'sunday') return service.sunday !== 'no'
  return true
}

/** The hours in which every one of the services may be done, with hours that touch joined into one. */
export function usableHours(opening: Opening, services: readonly Service[]): Span[] {
  let usable = joined(
    opening.hours.filter(({ session }) => services.every(service => isDoneIn(service, session))),
  )
  for (const { id } of services) {
    const own = opening.ownHours?.get(id)
    if (own) usable = shared(usable, joined(own))
  }
  return usable
}

function joined(hours: readonly Span[]): Span[] {
  const spans: Span[] = []
  for (const { from, to } of hours) {
    const last = spans.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else spans.push({ from, to })
  }
  return spans
}

/** What lies in a span of both. */
function shared(some: readonly Span[], others: readonly Span[]): Span[] {
  return some.flatMap(a =>
    others
      .map(b => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }))
      .filter(({ from, to }) => from < to),
  )
}

/** Whether slots of one counter may begin on different grids on this day: two visits could then half overlap. */
export function hasSeveralGrids({ hours, ownHours }: Opening, slotMinutes: number): boolean {
  const spans = [...hours, ...[...(ownHours?.values() ?? [])].flat()]
  return new Set(spans.map(({ from }) => from % slotMinutes)).size > 1
}

/** The last day that can be booked: the n-th opening day of the counter after today. */
export function lastBookableDate(office: Office, counter: Counter, today: LocalDate): LocalDate {
  return remembered(lastDates, office, `${counter.id} ${today}`, () => findLastDate(office, counter, today))
}

function findLastDate(office: Office, counter: Counter, today: LocalDate): LocalDate {
  let date = today
  let ahead = 0
  // A counter that never opens again must not keep us looking: nobody books further than two years.
  for (let days = 1; ahead < office.rules.daysAhead && days < 730; days += 1) {
    const next = addDays(today, days)
    if (openingOf(office, counter, next).hours.length === 0) continue
    date = next
    ahead += 1
  }
  return date
}

/** The opening day of the counter before `date`, or null when it had none in the month before. */
export function previousOpeningDate(office: Office, counter: Counter, date: LocalDate): LocalDate | null {
  for (let days = 1; days <= 31; days += 1) {
    const earlier = addDays(date, -days)
    if (openingOf(office, counter, earlier).hours.length > 0) return earlier
  }
  return null
}
