import { leadBuckets } from '#src/statistics/bookings.ts'
import { markSmall } from '#src/statistics/mark-small.ts'
import { saveCells, storedCells } from '#src/statistics/cells-queries.ts'
import { claimRevision } from '#src/statistics/revision-queries.ts'
import { addDays, daysBetween, monthStart, weekdayOf } from '#src/clock.ts'
import { periodOf } from '#src/statistics/period.ts'
import { instant, type Ward } from './ward.ts'
import { randomNumbers } from './random.ts'
import type { Bookings, Breakdown, Cell, Figures, Flow, Period, Spread } from '#src/statistics/figures.ts'
import { waitBounds } from '#src/statistics/figures.ts'
import { casesForMedian, casesForP90, shareOf, toTenth } from '#src/statistics/spread.ts'

/** How busy a sample is: 1 is an ordinary month, 2 is March. */
export type Business = { tickets: number; load: number; random: () => number }

/** Figures of invented people that agree with each other, as those of so many tickets would look. */
export function sampleFigures({ tickets, load, random }: Business): Figures {
  const part = (share: number, spread = 0.1) =>
    Math.min(tickets, Math.round(tickets * share * (1 - spread / 2 + random() * spread)))
  const booked = part(0.38)
  const left = part(0.012 * load)
  const noResponse = part(0.008)
  const transferred = part(0.06)
  const served = tickets - left - noResponse - transferred
  const called = tickets - left
  const wait = (typical: number, n: number) => spreadLike(n, typical * load * (0.9 + random() * 0.2))
  const waitBooked = wait(3.2, Math.round(called * 0.38))
  const waitWalkIn = wait(9, called - waitBooked.n)
  const within = Math.min(0.99, 0.93 - 0.09 * load + random() * 0.02)
  return {
    ...{ tickets, people: Math.round(tickets * 1.25), visits: part(0.92, 0.02) },
    ...{ booked, walkIns: tickets - booked, served, transferred, left, noResponse, reset: 0, open: 0 },
    recalls: part(0.05),
    wait: wait(7, called),
    waitBooked,
    waitWalkIn,
    pastAppointment: wait(2, booked),
    earlyWait: wait(6, booked),
    lateness: spreadLike(booked, 2),
    walking: spreadLike(served, 0.6),
    service: spreadLike(served, 8),
    handling: spreadLike(served, 9),
    secondWait: spreadLike(Math.round(served * 0.4), 11),
    stay: spreadLike(Math.round(tickets * 0.92), 28 * load),
    visitWait: wait(12, Math.round(tickets * 0.92)),
    waitBuckets: { booked: bucketsLike(waitBooked), walkIn: bucketsLike(waitWalkIn) },
    withinTarget: shareOf(Math.round(served * within), served + Math.round(left * 0.8)),
    withinTargetStrict: shareOf(Math.round(served * within), tickets),
    onTime: shareOf(Math.round(booked * (0.97 - 0.05 * load)), booked),
    abandoned: shareOf(left + noResponse, tickets),
    oneStop: shareOf(part(0.84), part(0.92, 0)),
    purposeMet: shareOf(part(0.5), part(0.54, 0)),
    sentOn: shareOf(transferred, tickets),
    flagged: {
      inferred: part(0.004),
      tooShort: part(0.002),
      tooLong: 0,
      lateConverted: part(0.01),
      fromPaper: 0,
    },
  }
}

function sampleFlow({ tickets, load }: Business, days: number, windows: number): Flow {
  const openWindowMinutes = days * windows * 450
  const handlingMinutes = Math.min(openWindowMinutes, tickets * 9)
  return {
    openDays: days,
    openMinutes: days * 510,
    openWindowMinutes,
    handlingMinutes,
    queueMinutes: tickets * 8 * load,
    arrivals: tickets,
    called: tickets,
    waitMinutes: tickets * 8 * load,
    ended: tickets,
    occupancy: shareOf(handlingMinutes, openWindowMinutes),
    throughputPerHour: openWindowMinutes === 0 ? null : toTenth((60 * tickets) / openWindowMinutes),
    queueMean: days === 0 ? null : toTenth((tickets * 8 * load) / (days * 510)),
    queueMax: Math.round(9 * load),
    littleGapPercent: 1.2,
  }
}

function sampleBookings({ tickets, random }: Business): Bookings {
  const attended = Math.round(tickets * 0.38)
  const noShow = Math.round(attended * (0.05 + random() * 0.05))
  const cancelledEarly = Math.round(attended * 0.08)
  const cancelledLate = Math.round(attended * 0.03)
  const booked = attended + noShow + cancelledEarly + cancelledLate
  const offered = Math.round(booked * 1.4)
  return {
    ...{ offered, blocked: 0, booked, cancelledEarly, cancelledLate, cancelledByOffice: 0, attended, noShow },
    bookedShare: shareOf(attended + noShow, offered),
    utilisation: shareOf(attended, offered),
    noShowShare: shareOf(noShow, noShow + attended + cancelledLate),
    leadDays: { n: booked, mean: 7.4, p50: 5, p90: 18 },
    byLead: leadBuckets.map((days, index) => {
      const of = Math.round((attended + noShow) / 5)
      return { days, noShow: shareOf(Math.round(of * (0.02 + 0.025 * index)), of) }
    }),
  }
}

/** The cell of everything, with its windows and bookings. */
function sampleWhole(business: Business, days: number, windows: number): Cell {
  return {
    key: '',
    figures: sampleFigures(business),
    flow: sampleFlow(business, days, windows),
    bookings: sampleBookings(business),
  }
}

/** Like times that are spread as an exponential with this mean. */
function spreadLike(n: number, mean: number): Spread {
  return {
    n,
    mean: n === 0 ? null : toTenth(mean),
    p50: n < casesForMedian ? null : toTenth(mean * Math.LN2),
    p90: n < casesForP90 ? null : toTenth(mean * Math.log(10)),
  }
}

function bucketsLike({ n, mean }: Spread): number[] {
  const beyond = (minutes: number) => Math.round(n * Math.exp(-minutes / Math.max(0.1, mean ?? 1)))
  const edges = [0, ...waitBounds].map(beyond)
  return edges.map((count, index) => count - (edges[index + 1] ?? 0))
}

type Planted = { counterId: number | null; breakdown: Breakdown; cells: readonly Cell[] }

/**
 * Writes the summaries of thirteen months of a busy ward up to the day of `until`, as if people had come: months
 * and the fiscal year told apart by everything, weeks and days as a whole, for the office and each counter.
 */
export async function plantFigures(ward: Ward, until = '2026-12-28', seed = 1): Promise<void> {
  const random = randomNumbers(seed)
  const month = monthStart(until)
  const days = daysBetween(month, until).filter(date => weekdayOf(date) < 6)
  for (let back = 12; back >= 0; back -= 1) {
    const start = monthStart(month, -back)
    const size = { tickets: 6000, load: loadOf(start, random), days: 20 }
    await plant(ward, { grain: 'month', start }, partsOf(ward, size, random, back === 0), until)
  }
  for (let start = periodOf(monthStart(month, -8), 'week').start; start <= until; start = addDays(start, 7))
    await plant(
      ward,
      { grain: 'week', start },
      wholesOf(ward, { tickets: 1400, load: loadOf(start, random), days: 5 }, random),
      until,
    )
  for (const start of days)
    await plant(
      ward,
      { grain: 'day', start },
      partsOf(ward, { tickets: 300, load: 1, days: 1 }, random, start === days.at(-1)),
      until,
    )
  await plant(
    ward,
    periodOf(until, 'fiscal_year'),
    partsOf(ward, { tickets: 54_000, load: 1.1, days: 180 }, random, true),
    until,
  )
}

async function plant(ward: Ward, period: Period, told: readonly Planted[], until: string): Promise<void> {
  const officeId = ward.office.id
  await ward.deps.store.write(async db => {
    const madeAt = instant(`${until}T18:05`)
    await claimRevision(db, officeId, period, { revision: 0, madeAt, lastEventId: 0 })
    const scopes = [...Map.groupBy(told, ({ breakdown }) => breakdown).values()].flatMap(markSmall)
    for (const one of scopes) await saveCells(db, { officeId, period, revision: 0 }, storedCells(one))
  })
}

type Size = { tickets: number; load: number; days: number }

/** March and April are the time of moving. */
function loadOf(start: string, random: () => number): number {
  const month = start.slice(5, 7)
  return (month === '03' ? 1.9 : month === '04' ? 1.6 : 1) + random() * 0.2
}

/** The whole office, and each counter with its part of the people: the first the most. */
function wholesOf({ office }: Ward, { tickets, load, days }: Size, random: () => number): Planted[] {
  const whole = sampleWhole({ tickets: Math.round(tickets * load ** 0.6), load, random }, days, 40)
  const shares = office.counters.map((_, index) => 0.8 ** index)
  const all = shares.reduce((sum, share) => sum + share, 0)
  return [
    { counterId: null, breakdown: 'all', cells: [whole] },
    ...office.counters.map(({ id, windows }, index): Planted => {
      const own = Math.round((tickets * (shares[index] ?? 0)) / all)
      return {
        counterId: id,
        breakdown: 'all',
        cells: [sampleWhole({ tickets: own, load, random }, days, windows)],
      }
    }),
  ]
}

const halfHours = Array.from({ length: 17 }, (_, index) => {
  const minute = 540 + 30 * index
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${minute % 60 === 0 ? '00' : '30'}`
})

/** How a half hour compares with the mean of the day: most people come before noon. */
function rush(index: number): number {
  return 0.5 + 1.4 * Math.exp(-((index - 4) ** 2) / 12)
}

function partsOf(ward: Ward, size: Size, random: () => number, isApart: boolean): Planted[] {
  const wholes = wholesOf(ward, size, random)
  if (!isApart) return wholes
  return wholes.flatMap(whole => [whole, ...apart(ward, whole, size, random)])
}

function apart({ office }: Ward, { counterId, cells }: Planted, { load, days }: Size, random: () => number) {
  const tickets = cells[0]?.figures.tickets ?? 0
  const part = (key: string, share: number, more = 1): Cell => ({
    key,
    figures: sampleFigures({ tickets: Math.round(tickets * share), load: load * more, random }),
  })
  const services = office.services.filter(service => counterId === null || service.counterId === counterId)
  const weekdays = [1, 2, 3, 4, 5].map(day => ({
    day,
    share: day === 1 ? 0.28 : 0.18,
    more: day === 1 ? 1.4 : 1,
  }))
  const told: Partial<Record<Breakdown, Cell[]>> = {
    kind: [part('booked', 0.38, 0.5), part('walk_in', 0.62, 1.2)],
    service: services.map(({ id }, index) => part(String(id), 0.35 * 0.7 ** index)),
    half_hour: halfHours.map((key, index) => part(key, rush(index) / 17, rush(index))),
    language: [part('ja', 0.93), part('zh', 0.03), part('en', 0.02), part('vi', 0.006), part('ko', 0.001)],
    channel: [part('kiosk', 0.62), part('staff', 0.2), part('web', 0.179), part('api', 0.001)],
    ...(days > 1 && {
      weekday: weekdays.map(({ day, share, more }) => part(String(day), share, more)),
      weekday_half_hour: weekdays.flatMap(({ day, share, more }) =>
        halfHours.map((key, index) => part(`${day} ${key}`, (share * rush(index)) / 17, more * rush(index))),
      ),
    }),
  }
  return Object.entries(told).map(([breakdown, cells]): Planted => ({
    counterId,
    breakdown: breakdown as Breakdown,
    // What nobody belongs to has no cell.
    cells: cells.filter(({ figures }) => figures.tickets > 0),
  }))
}
