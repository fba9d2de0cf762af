import { addDays, dateOf, type LocalDate, parseDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office, Service } from '../offices/office.ts'
import type { Wish } from '../slots/slot.ts'
import { type Leg, legsOf } from './errand.ts'
import { lastPlannableDate, type PlannedDay, type Planner } from './find-plans.ts'
import type { Plan } from './plan.ts'

/** What the page of plans shows: two weeks of days, and the plans of the one that is chosen. */
export type PlansView = {
  office: Office
  services: readonly Service[]
  people: number
  legs: readonly Leg[]
  /** From today or later. */
  days: readonly PlannedDay[]
  chosen: PlannedDay | null
  plans: readonly Plan[]
  previousFrom: LocalDate | null
  nextFrom: LocalDate | null
  /** The next day with a plan, when the days shown have none. */
  nextOpen: LocalDate | null
}

const daysShown = 14

/** Opens on the first day with a plan; days go from today to the last on which every counter can be booked. */
export async function plansView(
  { clock }: Pick<Deps, 'clock'>,
  planner: Planner,
  office: Office,
  wish: Wish,
  typed: { from: string; date: string },
): Promise<PlansView> {
  const now = clock.now()
  const [today, last] = [dateOf(now, office.timeZone), lastPlannableDate(office, wish, now)]
  const asked = within(parseDate(typed.date) ?? parseDate(typed.from) ?? today, today, last)
  const from = within(parseDate(typed.from) ?? weeksOf(today, asked), today, last)
  const to = within(addDays(from, daysShown - 1), today, last)
  const days = await planner.days(office, wish, from, to)

  const isOpen = ({ state }: PlannedDay) => state === 'open'
  const chosen = days.find(({ date }) => date === parseDate(typed.date)) ?? days.find(isOpen) ?? null
  const next = days.some(isOpen) ? null : await planner.nextOpen(office, wish, to)
  return {
    ...{ office, services: wish.services, people: wish.people, legs: legsOf(office, wish.services) },
    ...{ days, chosen, plans: chosen?.plans ?? [], nextOpen: next?.date ?? null },
    previousFrom: from > today ? within(addDays(from, -daysShown), today, last) : null,
    nextFrom: to < last ? addDays(to, 1) : null,
  }
}

/** The first day of the two weeks from today in which a day lies. */
function weeksOf(today: LocalDate, date: LocalDate): LocalDate {
  let from = today
  while (addDays(from, daysShown) <= date) from = addDays(from, daysShown)
  return from
}

function within(date: LocalDate, first: LocalDate, last: LocalDate): LocalDate {
  if (date < first) return first
  return date > last ? last : date
}
