import { type LocalDate, weekdayOf } from '../clock.ts'
import type { CapacityRule, Counter, Office } from '../offices/office.ts'
import { slotMinutesOn } from './grid.ts'

/** A part of a day during which the windows at work and the residents' share of them stay the same. */
export type Stretch = { from: number; to: number; windows: number; sharePercent: number }

/** Windows at work during the slot that begins at `minute`: the fewest, when they change in it. */
export function windowsAt(office: Office, counter: Counter, date: LocalDate, minute: number): number {
  if (office.capacityRules.length === 0)
    return usualWindows(office, counter, minute, slotEnd(office, date, minute))
  return Math.min(
    ...stretchesOf(office, counter, date, minute, slotEnd(office, date, minute)).map(
      ({ windows }) => windows,
    ),
  )
}

/** Places for bookings by residents in one slot: their share of the windows, but one if anybody works. */
export function capacityAt(office: Office, counter: Counter, date: LocalDate, minute: number): number {
  const windows = windowsAt(office, counter, date, minute)
  const share = shareAt(office, counter, date, minute)
  return windows === 0 || share === 0 ? 0 : Math.max(1, Math.floor((windows * share) / 100))
}

function shareAt(office: Office, counter: Counter, date: LocalDate, minute: number): number {
  if (office.capacityRules.length === 0) return office.rules.sharePercent
  const stretches = stretchesOf(office, counter, date, minute, slotEnd(office, date, minute))
  return Math.min(...stretches.map(({ sharePercent }) => sharePercent))
}

function slotEnd(office: Office, date: LocalDate, minute: number): number {
  return minute + slotMinutesOn(office, date)
}

/** The fewest windows without any capacity rule: all of them, and at lunch those that stay open. */
function usualWindows({ rules }: Office, counter: Counter, from: number, to: number): number {
  const isLunch = from < rules.lunchToMinute && to > rules.lunchFromMinute
  return isLunch ? Math.min(counter.windowsAtLunch, counter.windows) : counter.windows
}

/** The time from one minute of a day to another, cut wherever the windows or their share change. */
export function stretchesOf(
  office: Office,
  counter: Counter,
  date: LocalDate,
  from: number,
  to: number,
): Stretch[] {
  const ofDay = capacityRulesOn(office, counter, date)
  const { lunchFromMinute, lunchToMinute } = office.rules
  const changes = [lunchFromMinute, lunchToMinute, ...ofDay.flatMap(rule => [rule.fromMinute, rule.toMinute])]
  const cuts = [...new Set([from, ...changes.filter(minute => from < minute && minute < to), to])]
  cuts.sort((a, b) => a - b)

  return cuts.slice(0, -1).map((start, index) => {
    const covering = ofDay.filter(({ fromMinute, toMinute }) => fromMinute <= start && start < toMinute)
    const windows = covering.findLast(rule => rule.windows !== null)?.windows
    const share = covering.findLast(rule => rule.sharePercent !== null)?.sharePercent
    return {
      from: start,
      to: cuts[index + 1] ?? to,
      windows: Math.min(windows ?? usualWindows(office, counter, start, start + 1), counter.windows),
      sharePercent: share ?? office.rules.sharePercent,
    }
  })
}

/** The rules of a day in the order of their beginning: of two that say something, the later one counts. */
function capacityRulesOn(office: Office, counter: Counter, date: LocalDate): CapacityRule[] {
  return office.capacityRules
    .filter(
      ({ counterId, weekday, validFrom, validTo }) =>
        counterId === counter.id &&
        validFrom <= date &&
        date <= validTo &&
        (weekday === null || weekday === weekdayOf(date)),
    )
    .toSorted((a, b) => (a.validFrom === b.validFrom ? 0 : a.validFrom < b.validFrom ? -1 : 1))
}
