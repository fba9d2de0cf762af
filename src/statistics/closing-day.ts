import { addDays, type LocalDate } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import { openingOf } from '../slots/opening.ts'
import { nextPeriod } from './period.ts'

const closingWorkingDay = 5

/** A day on which any counter does all its services, as it does on no Sunday and in no evening alone. */
function isWorkingDay(office: Office, date: LocalDate): boolean {
  return office.counters.some(counter =>
    openingOf(office, counter, date).hours.some(({ session }) => session === 'day'),
  )
}

/** The day on which a month closes by itself: the fifth working day of the next one, by rules and closures. */
export function closingDayOf(office: Office, month: LocalDate): LocalDate {
  const { start } = nextPeriod({ grain: 'month', start: month })
  let date = start
  let days = isWorkingDay(office, date) ? 1 : 0
  // An office that is hardly ever open closes its months after two all the same.
  for (let tries = 0; days < closingWorkingDay && tries < 61; tries += 1) {
    date = addDays(date, 1)
    if (isWorkingDay(office, date)) days += 1
  }
  return date
}
