import { addDays, type LocalDate, weekdayOf } from '../clock.ts'
import type { Counter, Office } from '../offices/office.ts'
import { type Stretch, stretchesOf } from '../slots/capacity.ts'
import { type Opening, openingOf } from '../slots/opening.ts'

/** A counter's day as people read it: its hours, and who works and how many may book in each part of them. */
export type DayShown = { opening: Opening; stretches: Stretch[] }

export type DayPair = { date: LocalDate; before: DayShown; after: DayShown; differs: boolean }

/** The week before and after a change, of each counter for which it differs; null: no day in a year to come does. */
export type WeekPair = { from: LocalDate; counters: Array<{ counter: Counter; days: DayPair[] }> }

const daysLookedAt = 400

function dayShown(office: Office, counter: Counter, date: LocalDate): DayShown {
  const opening = openingOf(office, counter, date)
  const stretches = opening.hours.flatMap(({ from, to }) => stretchesOf(office, counter, date, from, to))
  return { opening, stretches }
}

/** The first week from `today` on in which a counter's days differ, Monday to Sunday. */
export function weekThatDiffers(before: Office, after: Office, today: LocalDate): WeekPair | null {
  for (let days = 0; days < daysLookedAt; days += 1) {
    const date = addDays(today, days)
    if (!after.counters.some(counter => dayPair(before, after, counter, date).differs)) continue
    const from = addDays(date, 1 - weekdayOf(date))
    const week = Array.from({ length: 7 }, (_, index) => addDays(from, index))
    const counters = after.counters
      .map(counter => ({ counter, days: week.map(day => dayPair(before, after, counter, day)) }))
      .filter(({ days: pairs }) => pairs.some(({ date: day, differs }) => differs && day >= today))
    return { from, counters }
  }
  return null
}

function dayPair(before: Office, after: Office, counter: Counter, date: LocalDate): DayPair {
  const [was, will] = [dayShown(before, counter, date), dayShown(after, counter, date)]
  return { date, before: was, after: will, differs: keyOf(was) !== keyOf(will) }
}

function keyOf({ opening, stretches }: DayShown): string {
  const { hours, closed, ownHours } = opening
  return JSON.stringify([hours, closed?.because, [...(ownHours ?? [])], stretches])
}
