import { type LocalDate, monthStart } from '../clock.ts'
import type { Localized } from '../offices/office.ts'

/** A month of the office's calendar, `YYYY-MM`. */
export type Month = string

/** The one question that every month begins with and whose answer is one tap. */
export const overallSlug = 'q-overall'

export type Question = {
  slug: string
  text: Localized
  isAsked: boolean
  /** Only for those who had an appointment. */
  isBookedOnly: boolean
}

/** What a month asks. Questions stay those of the month before until somebody changes them; the goal does not. */
export type Questionnaire = {
  month: Month
  goal: Localized | null
  questions: readonly Question[]
  /** 0 while the month has nothing of its own. */
  revision: number
}

/** The questions that somebody is asked; `isBooked` null: unknown, so those for booked people are asked too. */
export function askedOf(
  { questions }: Pick<Questionnaire, 'questions'>,
  isBooked: boolean | null = null,
): Question[] {
  return questions.filter(({ isAsked, isBookedOnly }) => isAsked && !(isBookedOnly && isBooked === false))
}

/** What is asked after the first question. */
export function restOf(questions: readonly Question[]): Question[] {
  return questions.filter(({ slug }) => slug !== overallSlug)
}

export function monthOf(date: LocalDate): Month {
  return date.slice(0, 7)
}

export function addMonths(month: Month, months: number): Month {
  return monthOf(monthStart(`${month}-01`, months))
}

/** A month in exactly `YYYY-MM`, else null. */
export function parseMonth(text: string): Month | null {
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(text) ? text : null
}
