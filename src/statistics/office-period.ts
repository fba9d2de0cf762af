import { addDays, type Instant, instantOf, type LocalDate } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import type { CellRules } from './cells.ts'
import { type Period, usualTargets } from './figures.ts'
import { endOf } from './period.ts'

/** The rules of an office by which its figures are made. */
export function rulesOf(office: Office, asOf: Instant): CellRules {
  return { timeZone: office.timeZone, ...usualTargets, asOf }
}

/** From the turn of a period's first day to the turn after its last. */
export function instantsOf(office: Office, period: Period): { from: Instant; to: Instant } {
  return instantsBetween(office, { from: period.start, to: endOf(period) })
}

/** The same for any days, both included. */
export function instantsBetween(
  office: Office,
  { from, to }: { from: LocalDate; to: LocalDate },
): { from: Instant; to: Instant } {
  const turnOf = (date: LocalDate) => instantOf(date, office.day.dayTurnsMinute, office.timeZone)
  return { from: turnOf(from), to: turnOf(addDays(to, 1)) }
}
