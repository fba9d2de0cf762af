import { createRandom, type Random } from './random.ts'
import {
  closesMinute,
  type CounterPlan,
  opensMinute,
  planShifts,
  type Shift,
  windowOfPlayer,
} from './shifts.ts'

export type ServicePlan = { id: string; counter: string; durationMinutes: number; bookable: boolean }

/** What becomes of a service that has begun. */
export type Course =
  | { kind: 'plain' }
  /** Fills in a form, while others are served. */
  | { kind: 'park'; minutes: number }
  /** Comes a second time, to collect. */
  | { kind: 'hand-in'; readyMinutes: number }
  | { kind: 'transfer'; counter: string; service: string; serviceMinutes: number }

/** Somebody who comes, with all that chance has decided about them. Minutes of day are those after midnight. */
export type Visitor = {
  counter: string
  services: string[]
  people: number
  language: 'ja' | 'en'
  isPriority: boolean
  arrivesMinute: number
  /** When their booking begins; null for walk-ins. */
  appointmentMinute: number | null
  /** Has booked, and never comes. */
  staysAway: boolean
  serviceMinutes: number
  course: Course
  purposeMet: 'yes' | 'partly' | 'no'
  patienceMinutes: number
  /** Whether they give their number back before they go. */
  saysGoodbye: boolean
  /** Is not there when called; comes back so many minutes later, or never. */
  absence: { backMinutes: number | null } | null
}

export type DayPlan = {
  visitors: Visitor[]
  shifts: Shift[]
  players: Array<{ counter: string; window: number }>
}

/**
 * Visitors of the sample ward on an ordinary weekday, at the counters that people come to by themselves. All windows
 * together are enough for them: where one is left to whoever plays, the line grows until they open it.
 */
export const visitorsOfDay: Readonly<Record<string, number>> = {
  ido: 62,
  shomei: 88,
  koseki: 17,
  mynumber: 52,
  kokuho: 42,
  nenkin: 20,
  hokenryo: 18,
  kaigo: 20,
  shogai: 17,
  kodomo: 19,
  'hoken-boshi': 14,
  seikatsu: 9,
  kyodo: 8,
  kyoiku: 13,
}

/** Monday to Friday, against an ordinary weekday. */
const weekdayFactors = [1.22, 1, 0.94, 0.92, 1.05]
/** Percent of walk-ins in each hour from 9 on: counter statistics of Ofunato city. */
export const hourlyShares = [13.2, 16.3, 12.8, 8.5, 12, 12.3, 10.2, 7.6, 1.4]
const lastTicketMinute = 17 * 60 + 15
/** The same after closing time, where a counter stays open in the evening. */
const eveningHours = [
  { begin: closesMinute, end: 18 * 60, share: 2.6 },
  { begin: 18 * 60, end: 18 * 60 + 45, share: 4.3 },
]
const earlyShare = 0.18
const earlyMinutes = 25
const bookedShare = 0.18
/** Bookable times have slack: this part of them is what a visit takes on average. */
const usedShare = 0.8
const handInShares: Readonly<Record<string, number>> = { ido: 0.3, shomei: 0.5, koseki: 0.3 }

type Question = {
  seed: number
  /** 1 = Monday … 5 = Friday; other days are as full as a Tuesday. */
  weekday: number
  services: readonly ServicePlan[]
  counters: readonly CounterPlan[]
  /** How full a counter is against an ordinary weekday, where more is known than the weekday. */
  load?: (counter: string) => number
  /** Services done in the evening of this day. */
  evening?: readonly ServicePlan[]
  /** Whether the last window of a larger counter is worked at too, and not left to whoever plays. */
  isFullyStaffed?: boolean
}

/** A whole day from a seed: who comes when and for what, and who works where. */
export function planDay({
  seed,
  weekday,
  services,
  counters,
  load = () => weekdayFactors[weekday - 1] ?? 1,
  evening = [],
  isFullyStaffed = false,
}: Question): DayPlan {
  const ofDay = createRandom(seed, 'of the day')
  const factor = ofDay.lognormal(1, 0.12)
  const pace = ofDay.lognormal(1, 0.07)
  const ways = {
    seed,
    pace,
    services: services.filter(({ counter }) => counters.some(({ id }) => id === counter)),
  }

  const visitors = counters.flatMap(({ id }) => {
    const expected = (visitorsOfDay[id] ?? 0) * factor * load(id)
    const own = ways.services.filter(({ counter }) => counter === id)
    const bookable = own.filter(service => service.bookable)
    const inEvening = evening.filter(({ counter }) => counter === id)
    const booked = bookable.length > 0 ? bookedShare : 0
    return [
      ...(isSome(own) ? walkIns(ways, id, own, expected * (1 - booked)) : []),
      ...(isSome(inEvening) ? eveningWalkIns(ways, id, inEvening, expected * (1 - booked)) : []),
      ...(isSome(bookable) ? bookings(ways, id, bookable, expected * booked) : []),
    ]
  })
  return {
    visitors: visitors.toSorted((a, b) => a.arrivesMinute - b.arrivesMinute),
    shifts: counters.flatMap(counter => planShifts(seed, counter, isFullyStaffed)),
    players: counters.flatMap(counter => {
      const window = isFullyStaffed ? null : windowOfPlayer(counter)
      return window === null ? [] : [{ counter: counter.id, window }]
    }),
  }
}

type Ways = { seed: number; pace: number; services: readonly ServicePlan[] }
type Some<T> = readonly [T, ...T[]]

function isSome<T>(list: readonly T[]): list is Some<T> {
  return list.length > 0
}

/** A Poisson process whose rate changes by the hour; some of the first hour stand there before it opens. */
function walkIns(ways: Ways, counter: string, own: Some<ServicePlan>, expected: number): Visitor[] {
  const random = createRandom(ways.seed, `walk-ins ${counter}`)
  const total = hourlyShares.reduce((sum, share) => sum + share, 0)
  return hourlyShares.flatMap((share, hour) => {
    const begin = opensMinute + hour * 60
    const end = Math.min(begin + 60, lastTicketMinute)
    return Array.from({ length: random.poisson((expected * share) / total) }, () => {
      const isEarly = hour === 0 && random.chance(earlyShare)
      const arrivesMinute = isEarly
        ? random.uniform(opensMinute - earlyMinutes, opensMinute)
        : random.uniform(begin, end)
      return { ...someone(ways, random, own), arrivesMinute, appointmentMinute: null, staysAway: false }
    })
  })
}

function eveningWalkIns(ways: Ways, counter: string, own: Some<ServicePlan>, expected: number): Visitor[] {
  const random = createRandom(ways.seed, `evening ${counter}`)
  return eveningHours.flatMap(({ begin, end, share }) =>
    Array.from({ length: random.poisson((expected * share) / 100) }, () => {
      const arrivesMinute = random.uniform(begin, end)
      return { ...someone(ways, random, own), arrivesMinute, appointmentMinute: null, staysAway: false }
    }),
  )
}

/** Bookings every 30 minutes, or every 60 where they take long. */
function bookings(ways: Ways, counter: string, own: Some<ServicePlan>, expected: number): Visitor[] {
  const random = createRandom(ways.seed, `bookings ${counter}`)
  const step = own.every(({ durationMinutes }) => durationMinutes < 40) ? 30 : 60
  const starts: number[] = []
  for (let start = opensMinute; start <= 16 * 60 + 30; start += step) starts.push(start)

  return starts.flatMap(start =>
    Array.from({ length: random.poisson(expected / starts.length) }, () => {
      const lateMinutes = random.chance(0.05) ? random.uniform(10, 22) : random.normal(-6, 7)
      const staysAway = random.chance(0.1)
      const who = someone(ways, random, own)
      const arrivesMinute = start + lateMinutes
      return { ...who, isPriority: false, arrivesMinute, appointmentMinute: start, staysAway }
    }),
  )
}

type Someone = Omit<Visitor, 'arrivesMinute' | 'appointmentMinute' | 'staysAway'>

function someone(ways: Ways, random: Random, own: Some<ServicePlan>): Someone {
  const first = random.pick(own)
  const second = random.chance(0.1) ? random.pick(own) : first
  const wished = first === second ? [first] : [first, second]
  return {
    counter: first.counter,
    services: wished.map(({ id }) => id),
    people: random.chance(0.8) ? 1 : random.chance(0.75) ? 2 : random.pick([3, 4]),
    language: random.chance(0.06) ? 'en' : 'ja',
    isPriority: random.chance(0.03),
    serviceMinutes: wished.reduce((sum, service) => sum + minutesOf(ways, random, service), 0),
    course: courseOf(ways, random, first.counter),
    purposeMet: random.chance(0.9) ? 'yes' : random.chance(0.7) ? 'partly' : 'no',
    patienceMinutes: 25 + random.exponential(110),
    saysGoodbye: random.chance(0.5),
    absence: random.chance(0.015) ? { backMinutes: random.chance(0.6) ? random.uniform(5, 20) : null } : null,
  }
}

/** Lognormal with a variation of the service's own; one in 25 takes twice as long. */
function minutesOf({ seed, pace }: Ways, random: Random, { id, durationMinutes }: ServicePlan): number {
  const variation = createRandom(seed, `variation ${id}`).uniform(0.4, 0.8)
  const doubled = random.chance(0.04) ? 2 : 1
  const minutes = random.lognormal(durationMinutes * usedShare * pace, variation) * doubled
  return Math.min(120, Math.max(1, minutes))
}

function courseOf(ways: Ways, random: Random, counter: string): Course {
  const elsewhere = ways.services.filter(service => service.counter !== counter)
  if (random.chance(0.04) && isSome(elsewhere)) {
    const service = random.pick(elsewhere)
    const serviceMinutes = minutesOf(ways, random, service)
    return { kind: 'transfer', counter: service.counter, service: service.id, serviceMinutes }
  }
  if (random.chance(0.05)) return { kind: 'park', minutes: random.uniform(4, 12) }
  return random.chance(handInShares[counter] ?? 0)
    ? { kind: 'hand-in', readyMinutes: random.uniform(4, 15) }
    : { kind: 'plain' }
}
