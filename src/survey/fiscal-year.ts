import { addMonths, type Month } from './questionnaire.ts'

/** The fiscal year of a month, by the year of its April. */
export function yearOfMonth(month: Month): number {
  return Number(addMonths(month, -3).slice(0, 4))
}

export function monthsOfYear(year: number): Month[] {
  return Array.from({ length: 12 }, (_, index) => addMonths(`${year}-04`, index))
}
