import type { Db } from '#db/store.ts'
import { type Instant, instantOf, type LocalDate, minuteOf } from '../clock.ts'
import type { Counter, Office } from '../offices/office.ts'
import { openingOf } from '../slots/opening.ts'
import { factsOfDay } from '../ticket-facts/queries.ts'
import type { Period, TicketFacts } from './figures.ts'
import { lineOf } from './line.ts'
import { instantsOf } from './office-period.ts'
import { windowEventsBetween } from './day-queries.ts'
import { closeForgotten, sessionsOf, type WindowEvent } from './sessions.ts'

/** From this minute after midnight on, so many. */
export type Step = { minute: number; value: number }

/** The line before some counters through one day, in minutes after midnight. */
export type QueueDay = {
  from: number
  to: number
  lunch: { from: number; to: number } | null
  waiting: readonly Step[]
  windows: readonly Step[]
  calls: readonly number[]
}

type Day = {
  office: Office
  counters: readonly Counter[]
  date: LocalDate
  facts: readonly TicketFacts[]
  windowEvents: readonly WindowEvent[]
  now: Instant
}

const gridMinutes = 5

/** The line of the counters that a day's page is about. */
export async function findQueueDay(
  db: Db,
  { office, period, counter }: { office: Office; period: Period; counter: Counter | null },
  now: Instant,
): Promise<QueueDay | null> {
  const counters = counter ? [counter] : office.counters
  const ids = new Set(counters.map(({ id }) => id))
  const facts = await factsOfDay(db, office.id, period.start)
  const span = instantsOf(office, period)
  const told = await windowEventsBetween(db, office.id, span)
  const events = now < span.to ? told : closeForgotten(told, facts)
  return queueDayOf({
    ...{ office, counters, date: period.start, now },
    facts: facts.filter(({ counterId }) => ids.has(counterId)),
    windowEvents: events.filter(({ counterId }) => ids.has(counterId)),
  })
}

/** People in line every five minutes, windows open, and first calls; null of a day on which nobody came. */
function queueDayOf(day: Day): QueueDay | null {
  const { office, facts, windowEvents, date, now } = day
  if (facts.length === 0) return null
  const { from, to } = hoursOf(day)
  const end = Math.min(now, instantOf(date, to, office.timeZone))
  const span = { from: instantOf(date, from, office.timeZone), to: end }
  const minute = (at: Instant) => (at - span.from) / 60_000 + from
  const { lunchFromMinute, lunchToMinute } = office.rules
  const isLunchShown = lunchFromMinute < lunchToMinute && lunchFromMinute < to && lunchToMinute > from
  return {
    ...{ from, to },
    lunch: isLunchShown ? { from: lunchFromMinute, to: lunchToMinute } : null,
    waiting: lineOf(facts, span, { minutes: gridMinutes, until: end }).map(({ at, waiting }) => ({
      minute: minute(at),
      value: waiting,
    })),
    windows: openWindows(windowEvents, end).map(({ at, value }) => ({ minute: minute(at), value })),
    calls: facts.flatMap(({ firstCalledAt }) => (firstCalledAt === null ? [] : [minute(firstCalledAt)])),
  }
}

/** Full hours around the opening hours and everything that happened. */
function hoursOf({ office, counters, date, facts }: Day): { from: number; to: number } {
  const hours = counters.flatMap(counter => openingOf(office, counter, date).hours)
  const minutes = facts.flatMap(({ checkedInAt, firstCalledAt }) =>
    [checkedInAt, firstCalledAt ?? checkedInAt].map(at => minuteOf(at, office.timeZone)),
  )
  const from = Math.min(...hours.map(({ from }) => from), ...minutes)
  const to = Math.max(...hours.map(({ to }) => to), ...minutes)
  return { from: Math.floor(from / 60) * 60, to: Math.ceil((to + 1) / 60) * 60 }
}

/** How many windows were open, from each moment on at which that changed. */
function openWindows(events: readonly WindowEvent[], until: Instant): Array<{ at: Instant; value: number }> {
  const changes = sessionsOf(events, until)
    .flatMap(({ work }) => work)
    .flatMap(({ from, to }) => [
      { at: from, by: 1 },
      { at: to, by: -1 },
    ])
    .toSorted((a, b) => a.at - b.at)
  let value = 0
  return changes.map(({ at, by }) => {
    value += by
    return { at, value }
  })
}
