import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, isoOf, minuteOf } from '#src/clock.ts'
import type { PastDay, PastTicket } from '#src/history/past-day.ts'
import { playDay } from '#src/history/play-day.ts'
import { isOpen, progressOf, ticketNumber } from '#src/queue/ticket.ts'
import { capacityAt, windowsAt } from '#src/slots/capacity.ts'
import { openWard } from '../support/ward.ts'
import { noIds, played, siteOf, wayOf } from './history.ts'

const day = fc.record({
  seed: fc.integer({ min: 0, max: 9999 }),
  date: fc.integer({ min: 0, max: 700 }).map(days => addDays('2026-01-01', days)),
})

function progress(ticket: PastTicket) {
  const { state, stage, windowId, calls, firstCalledAt, lastCalledAt, servingSince, endedAt } = ticket
  return { state, stage, windowId, calls, firstCalledAt, lastCalledAt, servingSince, endedAt }
}

/** When each window was taken by a ticket, by the log alone. */
function overlaps({ tickets }: PastDay): string[] {
  const spans = tickets.flatMap(ticket => {
    let since: { windowId: number; from: number } | null = null
    const found: Array<{ windowId: number; from: number; to: number; number: string }> = []
    for (const [index, event] of ticket.events.entries()) {
      const { state, windowId } = progressOf(ticket.events.slice(0, index + 1))
      const isThere = state === 'called' || state === 'serving'
      if (isThere && !since && windowId !== null) since = { windowId, from: event.occurredAt }
      if (!isThere && since) {
        found.push({ ...since, to: event.occurredAt, number: ticket.number })
        since = null
      }
    }
    return found
  })
  return [...Map.groupBy(spans, ({ windowId }) => windowId).values()].flatMap(ofWindow => {
    const sorted = ofWindow.toSorted((a, b) => a.from - b.from || a.to - b.to)
    return sorted.flatMap((span, index) => {
      const before = sorted[index - 1]
      return before && before.to > span.from ? [`${before.number} and ${span.number}`] : []
    })
  })
}

test('every day of every history is one that the state machine, the numbers and the windows allow', async () => {
  const site = await siteOf(await openWard())

  fc.assert(
    fc.property(day, ({ seed, date }) => {
      const past = playDay(site, date, wayOf(seed), noIds())
      if (!past) return

      for (const ticket of past.tickets) {
        expect(progressOf(ticket.events)).toEqual(progress(ticket))
        expect(isOpen(ticket.state)).toBe(false)
        const times = ticket.events.map(({ occurredAt }) => occurredAt)
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        expect(ticket.events.map(({ sequence }) => sequence)).toEqual(
          ticket.events.map((_, index) => index + 1),
        )
      }
      const ids = past.tickets.flatMap(({ events }) => events.map(({ id }) => id))
      expect(new Set(ids).size).toBe(ids.length)
      for (const [prefix, last] of past.series)
        expect(
          new Set(past.tickets.map(({ number }) => number).filter(number => number.startsWith(`${prefix}-`))),
        ).toEqual(new Set(Array.from({ length: last }, (_, index) => ticketNumber(prefix, index + 1))))
      expect(overlaps(past)).toEqual([])
    }),
    { numRuns: 15 },
  )
})

test('the same seed makes the same day, another seed another one', async () => {
  const site = await siteOf(await openWard())

  expect(played(site, '2026-06-02', 7)).toEqual(played(site, '2026-06-02', 7))
  expect(played(site, '2026-06-02', 8)).not.toEqual(played(site, '2026-06-02', 7))
})

test('a closed day is none: Saturdays, Sundays but the fourth, holidays and the turn of the year', async () => {
  const site = await siteOf(await openWard())
  const closed = ['2026-06-06', '2026-06-07', '2026-04-29', '2026-12-29', '2027-01-03', '2026-12-27']

  expect(closed.map(date => playDay(site, date, wayOf(1), noIds()))).toEqual(closed.map(() => null))
  expect(playDay(site, '2026-06-28', wayOf(1), noIds())).not.toBeNull()
})

test('on a fourth Sunday and on a Friday evening people come to the counters that are open then, for what is done then', async () => {
  const site = await siteOf(await openWard())
  const { counters, services, timeZone } = site.office
  const slugs = (tickets: readonly PastTicket[]) =>
    new Set(tickets.map(({ counterId }) => counters.find(({ id }) => id === counterId)?.slug))
  const sunday = played(site, '2026-06-28')
  const isLate = ({ checkedInAt }: PastTicket) => minuteOf(checkedInAt, timeZone) >= 17 * 60 + 30
  const evenings = ['2026-06-05', '2026-06-12', '2026-06-19'].map(date => played(site, date))
  const inEvening = evenings.flatMap(({ tickets }) => tickets.filter(isLate))
  const wished = (tickets: readonly PastTicket[]) =>
    services.filter(({ id }) => tickets.some(ticket => ticket.wished.includes(id)))

  expect(slugs(sunday.tickets)).toContain('ido')
  expect(slugs(sunday.tickets)).not.toContain('kaigo')
  expect(wished(sunday.tickets).filter(service => service.sunday === 'no')).toEqual([])
  expect(inEvening.length).toBeGreaterThan(20)
  expect(slugs(inEvening)).not.toContain('kodomo')
  expect(wished(inEvening).filter(({ isEveningOk }) => !isEveningOk)).toEqual([])
  expect(played(site, '2026-06-03').tickets.filter(isLate)).toEqual([])
})

test('bookings keep to the places that residents and staff have, and nobody is in two of them', async () => {
  const { office, ...site } = await siteOf(await openWard())
  const { bookings } = played({ office, ...site }, '2026-03-23')
  const places = bookings.flatMap(({ counterId, channel, places: taken }) =>
    taken.map(({ startsAt, number }) => ({ counterId, channel, startsAt, number })),
  )

  expect(places.length).toBeGreaterThan(80)
  for (const same of Map.groupBy(places, place => `${place.counterId} ${place.startsAt}`).values())
    expect(new Set(same.map(({ number }) => number)).size).toBe(same.length)
  for (const { counterId, channel, startsAt, number } of places) {
    const counter = office.counters.find(({ id }) => id === counterId)
    if (!counter) throw new Error(`no counter ${counterId}`)
    const most = (channel === 'staff' ? windowsAt : capacityAt)(
      office,
      counter,
      '2026-03-23',
      minuteOf(startsAt, office.timeZone),
    )
    expect(number, isoOf(startsAt, office.timeZone)).toBeLessThanOrEqual(most)
  }
})

test('a fortnight in June looks like one: waits of minutes, few lose patience, one booking in ten is missed', async () => {
  const site = await siteOf(await openWard())
  const dates = [1, 2, 3, 4, 5, 8, 9, 10, 11, 12].map(day => `2026-06-${String(day).padStart(2, '0')}`)
  const days = dates.map(date => played(site, date))
  const tickets = days.flatMap(past => past.tickets)
  const bookings = days.flatMap(past => past.bookings)
  const share = (list: readonly unknown[], of: readonly unknown[]) => list.length / of.length
  const waits = tickets.flatMap(({ firstCalledAt, checkedInAt }) =>
    firstCalledAt === null ? [] : [(firstCalledAt - checkedInAt) / 60_000],
  )
  const standing = bookings.filter(({ deeds }) => deeds.at(-1)?.deed !== 'cancel')
  const cancelled = bookings.flatMap(({ deeds, startsAt }) =>
    deeds.flatMap(done => (done.deed === 'cancel' ? [{ ...done, ahead: startsAt - done.at }] : [])),
  )

  expect(waits.reduce((sum, wait) => sum + wait, 0) / waits.length).toBeGreaterThan(4)
  expect(waits.reduce((sum, wait) => sum + wait, 0) / waits.length).toBeLessThan(20)
  expect(
    share(
      tickets.filter(({ state }) => ['left', 'no_show'].includes(state)),
      tickets,
    ),
  ).toBeGreaterThan(0.015)
  expect(
    share(
      tickets.filter(({ state }) => ['left', 'no_show'].includes(state)),
      tickets,
    ),
  ).toBeLessThan(0.08)
  expect(
    share(
      standing.filter(({ missed }) => missed),
      standing,
    ),
  ).toBeCloseTo(0.1, 1)
  expect(share(cancelled, bookings)).toBeCloseTo(0.09, 1)
  expect(cancelled.some(({ ahead }) => ahead < 2 * 3_600_000)).toBe(true)
  expect(cancelled.some(({ by, actor }) => by === 'office' && actor.startsWith('staff:'))).toBe(true)
  expect(cancelled.every(({ ahead }) => ahead > 0)).toBe(true)
})
