import type { LocalDate } from '../clock.ts'
import type { Office } from '../offices/office.ts'

/** From March on, the year whose holidays are still missing; the government publishes them in February. */
export function missingHolidayYear({ holidays }: Pick<Office, 'holidays'>, today: LocalDate): number | null {
  const [thisYear, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  const has = (year: number) => [...holidays.keys()].some(date => date.startsWith(`${year}-`))
  if (holidays.size > 0 && !has(thisYear)) return thisYear
  return holidays.size > 0 && month >= 3 && !has(thisYear + 1) ? thisYear + 1 : null
}
