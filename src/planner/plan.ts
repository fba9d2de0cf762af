import type { Instant } from '../clock.ts'
import { walkMinutes } from '../booking/plan.ts'
import { counterById, type Office, type Service } from '../offices/office.ts'
import { slotMinutesAt } from '../slots/grid.ts'
import { type Day, slotStarts, visitMinutes, type Wish } from '../slots/slot.ts'
import { type Leg, legsOf, readyMinutes } from './errand.ts'
import { choiceOf, isPossible, type Sequence, sequencesOf, type Stop, type Walk } from './sequence.ts'

const minute = 60_000

/** One counter of a plan; `collectsAt` is when papers handed in there are ready, if the visitor goes on before. */
export type PlannedStop = {
  counterId: number
  services: readonly Service[]
  startsAt: Instant
  /** At the counter; until `leavesAt` besides, papers are waited for. */
  minutes: number
  leavesAt: Instant
  collectsAt: Instant | null
  /** Minutes on the way from the counter before. */
  walkMinutes: number
}

/** A visit over several counters on one day, in the order of time, over when the last papers are collected. */
export type Plan = { startsAt: Instant; endsAt: Instant; stops: readonly PlannedStop[] }

/** What is to be planned, once `refusePlan` has let it pass: its legs, and how they follow each other. */
export type Route = { office: Office; people: number; legs: readonly Leg[]; lengths: Lengths[] }
/** Milliseconds, but for `minutes`. */
type Lengths = { minutes: number; busy: number; done: number }

/**
 * Papers that are handed in are worked on while the visitor goes on to the next counter, and are collected in the
 * end; but where a later counter needs them, the visitor waits for them first. Two legs of one counter never share
 * a slot.
 */
export function routeOf(office: Office, { services, people }: Wish): Route {
  const legs = legsOf(office, services)
  const lengths = legs.map(({ services }, place) => {
    const wish = { services, people }
    const done = readyMinutes(wish) * minute
    const isNeeded = legs.some(({ after }) => after.includes(place))
    const minutes = visitMinutes(wish)
    return { minutes, busy: isNeeded ? done : minutes * minute, done }
  })
  return { office, people, legs, lengths }
}

/** The ways of a route on the day of an instant: its grid says how long a counter's own places last. */
function walkOn({ office, people, legs, lengths }: Route, at: Instant): Walk {
  return (from, to) => {
    const [one, other] = [legs[from], legs[to]]
    if (!one || !other) return 0
    if (one.counterId !== other.counterId) return way(office, one, other) * minute
    const starts = slotStarts(office, { services: one.services, people }, at)
    const taken = starts.length * slotMinutesAt(office, at) * minute
    return Math.max(0, taken - (lengths[from]?.busy ?? 0))
  }
}

/** The stops of a route on a day on which its legs have these free times. */
function stopsOn({ legs, lengths }: Route, free: ReadonlyArray<readonly Instant[]>): Stop[] {
  return legs.map(({ after }, place) => ({
    ...{ starts: free[place] ?? [], after },
    busy: lengths[place]?.busy ?? 0,
    done: lengths[place]?.done ?? 0,
  }))
}

/** When a leg can begin on a day, whoever comes. */
export function freeStarts(day: Day): Instant[] {
  return day.slots.flatMap(({ free, startsAt }) => (free > 0 ? [startsAt] : []))
}

/** The shortest plans of a day that begin at least an hour apart, the earliest first. */
export function plansOf(route: Route, free: ReadonlyArray<readonly Instant[]>, count: number): Plan[] {
  const [first] = free.flat()
  if (first === undefined) return []
  const walk = walkOn(route, first)
  return choiceOf(sequencesOf(stopsOn(route, free), walk), count).map(one => planOf(route, one))
}

type TimedLeg = { services: readonly Service[]; startsAt: Instant }

/** When each leg of a route is to begin, by legs of the same services; null: the services are grouped otherwise. */
export function startsFor({ legs }: Route, timed: readonly TimedLeg[]): Instant[] | null {
  const keyOf = (services: readonly Service[]) =>
    services
      .map(({ id }) => id)
      .toSorted((a, b) => a - b)
      .join()
  const byServices = new Map(timed.map(({ services, startsAt }) => [keyOf(services), startsAt]))
  const starts = legs.flatMap(({ services }) => byServices.get(keyOf(services)) ?? [])
  return starts.length === legs.length && timed.length === legs.length ? starts : null
}

/** Whether somebody can be at the legs of a route at these times, whatever is free. */
export function isPlan(route: Route, starts: readonly Instant[]): boolean {
  const [first] = starts
  if (first === undefined || starts.length !== route.legs.length) return false
  return isPossible(stopsOn(route, []), walkOn(route, first), starts)
}

function way(office: Office, from: Leg, to: Leg): number {
  return walkMinutes(office, counterById(office, from.counterId), counterById(office, to.counterId))
}

function planOf({ office, legs, lengths }: Route, { starts, startsAt, endsAt }: Sequence): Plan {
  const places = legs.map((_, place) => place).toSorted((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0))
  const stops = places.flatMap((place, index): PlannedStop[] => {
    const [leg, length, start] = [legs[place], lengths[place], starts[place]]
    if (!leg || !length || start === undefined) return []
    const before = legs[places[index - 1] ?? -1]
    return [
      {
        ...{ counterId: leg.counterId, services: leg.services, startsAt: start },
        minutes: length.minutes,
        leavesAt: start + length.busy,
        collectsAt: length.done > length.busy ? start + length.done : null,
        walkMinutes: before ? way(office, before, leg) : 0,
      },
    ]
  })
  return { startsAt, endsAt, stops }
}
