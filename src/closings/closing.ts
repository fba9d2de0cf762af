import { addDays, daysApart, daysBetween, type Instant, type LocalDate } from '../clock.ts'
import {
  type CapacityRule,
  type Counter,
  counterById,
  type Localized,
  type Office,
} from '../offices/office.ts'
import type { OpeningChange } from '../openings/opening-change.ts'
import { openingOf } from '../slots/opening.ts'
import { type StaffMember, worksAt } from '../staff/staff-member.ts'

/** Minutes of a day; null: the whole of it. */
type Hours = { from: number; to: number } | null

/** What is to be closed, and why, as it is told to residents. */
export type Plan = {
  fromDate: LocalDate
  toDate: LocalDate
  hours: Hours
  counterIds: readonly number[]
  reason: Localized
  /** Residents book nothing there any more while the rest is being decided. */
  isBookingStopped: boolean
}

export type ClosingState = 'begun' | 'done' | 'discarded'

export type Closing = Plan & {
  id: number
  state: ClosingState
  version: number
  begunAt: Instant
  changedAt: Instant
  /** Who took the last step; empty when that account is gone. */
  changedBy: string
  endedAt: Instant | null
  changeId: number | null
}

type RowChange = OpeningChange['rows'][number]

/** Nobody closes a counter for longer by this way: that is a change of its hours. */
const daysMax = 31

export const reasonLengthMax = 200

export type PlanFault =
  'counters' | 'from' | 'to' | 'past' | 'order' | 'far' | 'hours' | 'hours_order' | 'reason' | 'long'

/** Whether somebody may close these counters: those of whom all are theirs. */
export function mayClose(staff: StaffMember, officeId: number, counterIds: readonly number[]): boolean {
  return counterIds.length > 0 && counterIds.every(counterId => worksAt(staff, { officeId, counterId }))
}

/** What is wrong with the days, or null. */
export function refuseDays(from: LocalDate, to: LocalDate, today: LocalDate): PlanFault | null {
  if (from < today) return 'past'
  if (to < from) return 'order'
  return daysApart(from, to) >= daysMax ? 'far' : null
}

/**
 * The change of rules that closes what is planned. Whole days are closures. Of a day that is closed in part the
 * hours that remain are written as its own, in place of dated hours of the counter that there were.
 */
export function closingRows(office: Office, plan: Plan): RowChange[] {
  const counters = plan.counterIds.map(id => counterById(office, id))
  const { hours } = plan
  return counters.flatMap(counter =>
    hours === null
      ? [closureOf(counter, plan.fromDate, plan.toDate, plan.reason)]
      : daysBetween(plan.fromDate, plan.toDate).flatMap(date =>
          partRows(office, counter, date, hours, plan.reason),
        ),
  )
}

function closureOf({ id }: Counter, from: LocalDate, to: LocalDate, reason: Localized): RowChange {
  return { kind: 'add_closure', closure: { counterId: id, kind: 'special', from, to, reason } }
}

function partRows(
  office: Office,
  counter: Counter,
  date: LocalDate,
  closed: { from: number; to: number },
  reason: Localized,
): RowChange[] {
  const { hours } = openingOf(office, counter, date)
  if (!hours.some(({ from, to }) => from < closed.to && closed.from < to)) return []
  const left = hours
    .flatMap(({ session, from, to }) => [
      { session, from, to: Math.min(to, closed.from) },
      { session, from: Math.max(from, closed.to), to },
    ])
    .filter(({ from, to }) => from < to)
  if (left.length === 0) return [closureOf(counter, date, date, reason)]

  const replaced = office.openingRules.filter(
    rule =>
      rule.kind === 'special' &&
      rule.counterId === counter.id &&
      rule.serviceId === null &&
      rule.onDate === date,
  )
  return [
    ...replaced.map(({ id }) => ({ kind: 'remove_rule', id }) as const),
    ...left.map(({ session, from, to }) => ({
      kind: 'add_rule' as const,
      rule: {
        ...{ counterId: counter.id, serviceId: null, kind: 'special' as const, session },
        ...{ weekday: null, nth: null, onDate: date, validFrom: date, validTo: date },
        ...{ opensMinute: from, closesMinute: to },
      },
    })),
  ]
}

type NewCapacity = Omit<CapacityRule, 'id'>

function stopsOf({ counterIds, fromDate, toDate, hours }: Plan): NewCapacity[] {
  return counterIds.map(counterId => ({
    ...{ counterId, weekday: null, fromMinute: hours?.from ?? 0, toMinute: hours?.to ?? 1440 },
    ...{ windows: null, sharePercent: 0, validFrom: fromDate, validTo: toDate },
  }))
}

/** Gives residents no places there: those who are booked keep theirs. */
export function stopRows(plan: Plan): RowChange[] {
  return plan.isBookingStopped ? stopsOf(plan).map(rule => ({ kind: 'add_capacity', rule })) : []
}

/** Takes that back, as far as it is still there: one rule for each that the plan had made. */
export function resumeRows(office: Office, plan: Plan): RowChange[] {
  if (!plan.isBookingStopped) return []
  return stopsOf(plan).flatMap(stop => {
    const rule = office.capacityRules.findLast(known => isSameStop(known, stop))
    return rule ? [{ kind: 'remove_capacity' as const, id: rule.id }] : []
  })
}

function isSameStop(rule: CapacityRule, stop: NewCapacity): boolean {
  const names = Object.keys(stop) as Array<keyof NewCapacity>
  return names.every(name => rule[name] === stop[name])
}

/** The day after which nothing of a plan lies ahead any more. */
export function isOver({ toDate }: Plan, today: LocalDate): boolean {
  return today > toDate
}

/** The next day, with which a new plan begins: today is the exception. */
export function usualDate(today: LocalDate): LocalDate {
  return addDays(today, 1)
}
