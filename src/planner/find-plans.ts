import { setImmediate } from 'node:timers/promises'
import { addDays, dateOf, daysBetween, type LocalDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { type Day, type DayState, questionFor, type Wish } from '../slots/slot.ts'
import { legsOf } from './errand.ts'
import { freeStarts, type Plan, plansOf, type Route, routeOf } from './plan.ts'

/**
 * A day for a visit over several counters: `open` has plans; otherwise the counter that stands in the way.
 * `apart`: every counter has free times, but they do not make one visit.
 */
export type PlannedDay = {
  date: LocalDate
  state: DayState | 'apart'
  /** The shortest, which begin at least an hour apart; the earliest first. */
  plans: readonly Plan[]
  obstacle: Obstacle | null
}

/** `counterId` null: all counters are alike. */
type Obstacle = { counterId: number | null; day: Day }

export type Planner = {
  /** The days from one to another for a wish that `refusePlan` has let pass. */
  days: (office: Office, wish: Wish, from: LocalDate, to: LocalDate) => Promise<PlannedDay[]>
  /** The first day after another that has a plan; null: none until the last that can be booked. */
  nextOpen: (office: Office, wish: Wish, after: LocalDate) => Promise<PlannedDay | null>
}

/** Plans of a day, and the days of its legs they were made of. */
type Known = { legs: readonly Day[]; planned: PlannedDay }

const plansPerDay = 3
const daysKeptMax = 2000
const daysAtATime = 14

/**
 * Makes plans of what is free as of now. Free times are kept in memory and stay the same objects while nothing has
 * changed; as long as they do, so do the plans made of them.
 */
export function createPlanner({ availability, clock }: Pick<Deps, 'availability' | 'clock'>): Planner {
  const kept = new Map<string, Known>()

  async function days(office: Office, wish: Wish, from: LocalDate, to: LocalDate): Promise<PlannedDay[]> {
    const route = routeOf(office, wish)
    const legs: Day[][] = []
    for (const { services } of route.legs) {
      const shown = await availability.days(office, { services, people: wish.people }, from, to)
      legs.push(shown.days)
      await setImmediate()
    }
    const key = `${office.id} ${wish.services.map(({ id }) => id).join(',')} ${wish.people}`
    const planned: PlannedDay[] = []
    for (const [index, date] of daysBetween(from, to).entries()) {
      const ofLegs = legs.flatMap(ofLeg => ofLeg[index] ?? [])
      const known = kept.get(`${key} ${date}`)
      if (known && ofLegs.every((day, place) => day === known.legs[place])) {
        planned.push(known.planned)
        continue
      }
      const day = planDay(route, date, ofLegs)
      planned.push(day)
      if (day.state === 'open' || day.state === 'apart')
        keep(`${key} ${date}`, { legs: ofLegs, planned: day })
      // A day takes up to some milliseconds, and others wait for an answer too.
      await setImmediate()
    }
    return planned
  }

  function keep(key: string, known: Known) {
    if (kept.size >= daysKeptMax) kept.clear()
    kept.set(key, known)
  }

  async function nextOpen(office: Office, wish: Wish, after: LocalDate): Promise<PlannedDay | null> {
    const last = lastPlannableDate(office, wish, clock.now())
    for (let from = addDays(after, 1); from <= last; from = addDays(from, daysAtATime)) {
      const to = addDays(from, daysAtATime - 1)
      const open = (await days(office, wish, from, to < last ? to : last)).find(
        ({ state }) => state === 'open',
      )
      if (open) return open
    }
    return null
  }

  return { days, nextOpen }
}

/** The last day on which every leg of a visit can be booked. */
export function lastPlannableDate(office: Office, { services, people }: Wish, now: number): LocalDate {
  const lasts = legsOf(office, services).map(
    leg => questionFor(office, { services: leg.services, people }, now).last,
  )
  return lasts.toSorted()[0] ?? dateOf(now, office.timeZone)
}

/** What stands in the way most: a closed counter more than a full one. */
const obstacles = ['past', 'not_yet', 'closed', 'too_late', 'full'] as const satisfies DayState[]

function planDay(route: Route, date: LocalDate, legs: readonly Day[]): PlannedDay {
  for (const state of obstacles) {
    const place = legs.findIndex(day => day.state === state)
    const [day, leg] = [legs[place], route.legs[place]]
    const isForAll = legs.every(other => other.state === state)
    if (day && leg)
      return { date, state, plans: [], obstacle: { counterId: isForAll ? null : leg.counterId, day } }
  }
  const plans = plansOf(route, legs.map(freeStarts), plansPerDay)
  return { date, state: plans.length > 0 ? 'open' : 'apart', plans, obstacle: null }
}
