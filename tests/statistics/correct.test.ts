import { expect, test } from 'vitest'
import { isoOf } from '#src/clock.ts'
import { allOfNumbers } from '#src/queue/ticket-queries.ts'
import { standing, type Ticket } from '#src/queue/ticket.ts'
import { verifyQueue } from '#src/queue/verify.ts'
import { correct, type Correcting } from '#src/statistics/correct.ts'
import type { Change } from '#src/statistics/correction.ts'
import { keepUp } from '#src/statistics/keep-up.ts'
import { findSummaries } from '#src/statistics/summary-queries.ts'
import { verifyFigures } from '#src/statistics/verify.ts'
import { eventsOf } from '#src/visit-events/queries.ts'
import { newStaffMember, ticketNow, walkIn } from '../support/queue.ts'
import { instant, type Ward } from '../support/ward.ts'
import { openAfterBusyDay } from './busy-day.ts'

async function numbered(ward: Ward, number: string, leg = 0): Promise<Ticket> {
  const counterIds = ward.office.counters.map(({ id }) => id)
  const tickets = await ward.deps.store.read(db => allOfNumbers(db, counterIds, '2026-12-01', [number]))
  const ticket = tickets[leg]
  if (!ticket) throw new Error(`no ticket ${number}`)
  return ticket
}

async function eventOf(ward: Ward, ticket: Ticket, type: string) {
  const events = standing(await ward.deps.store.read(db => eventsOf(db, ticket.id)))
  const event = events.find(event => event.type === type)
  if (!event) throw new Error(`no ${type}`)
  return event
}

async function change(ward: Ward, ticket: Ticket, change: Change, more: Partial<Correcting> = {}) {
  const staff = await newStaffMember(ward, 'supervisor')
  return correct(ward.deps, ward.office, ticket, { change, reason: '記録の誤り', staff, ...more }, null)
}

/** What a day says two minutes from now: its figures are made anew a minute after the last time. */
async function figuresOfDay(ward: Ward) {
  ward.setNow(isoOf(ward.deps.clock.now() + 120_000, 'Asia/Tokyo'))
  await keepUp(ward.deps)
  const [summary] = await ward.deps.store.read(db =>
    findSummaries(db, ward.office.id, {
      ...{ grain: 'day', from: '2026-12-01', to: '2026-12-01', counterId: null, breakdowns: ['all'] },
    }),
  )
  return summary?.cells[0]?.figures
}

/** The log is whole, the tickets are what it says, and so are the figures. */
async function expectAgreement(ward: Ward) {
  expect((await verifyQueue(ward.deps.store)).disagreements).toEqual([])
  expect((await verifyFigures(ward.deps)).disagreements).toEqual([])
}

test('a corrected call is a shorter wait, and the log still has what it said before', async () => {
  const ward = await openAfterBusyDay()
  const before = await figuresOfDay(ward)
  const ticket = await numbered(ward, 'A-012')
  const call = await eventOf(ward, ticket, 'called')

  const at = call.occurredAt - 10 * 60_000
  expect(await change(ward, ticket, { what: 'time', eventId: call.id, at })).toMatchObject({ ok: true })

  const after = await figuresOfDay(ward)
  const shorter = (before?.wait.mean ?? 0) - (after?.wait.mean ?? 0)
  expect(shorter).toBeCloseTo(10 / (before?.wait.n ?? 1), 1)
  expect((await ticketNow(ward, ticket)).firstCalledAt).toBe(at)
  const events = await ward.deps.store.read(db => eventsOf(db, ticket.id))
  expect(events.find(({ id }) => id === call.id)?.occurredAt).toBe(call.occurredAt)
  expect(events.at(-1)).toMatchObject({ type: 'called', occurredAt: at, supersedesId: call.id })
  await expectAgreement(ward)
})

test('a corrected arrival is the ticket’s own, and a corrected correction the last one', async () => {
  const ward = await openAfterBusyDay()
  const ticket = await numbered(ward, 'A-001')
  const arrival = await eventOf(ward, ticket, 'checked_in')
  const first = { what: 'time', eventId: arrival.id, at: instant('2026-12-01T09:00') } as const
  expect(await change(ward, ticket, first)).toMatchObject({ ok: true })
  const { id } = await eventOf(ward, ticket, 'checked_in')

  const again = { what: 'time', eventId: id, at: instant('2026-12-01T09:10') } as const
  expect(await change(ward, ticket, again)).toMatchObject({ ok: true })

  expect((await ticketNow(ward, ticket)).checkedInAt).toBe(instant('2026-12-01T09:10'))
  expect(await change(ward, ticket, first)).toEqual({ ok: false, reason: 'not_correctable' })
  await figuresOfDay(ward)
  await expectAgreement(ward)
})

test('a time may reach that of its neighbours and not pass it', async () => {
  const ward = await openAfterBusyDay()
  const ticket = await numbered(ward, 'A-001')
  const call = await eventOf(ward, ticket, 'called')
  const arrival = await eventOf(ward, ticket, 'checked_in')
  const end = await eventOf(ward, ticket, 'service_ended')
  const move = (at: number, eventId = call.id) => change(ward, ticket, { what: 'time', eventId, at })

  expect(await move(arrival.occurredAt - 1000)).toEqual({ ok: false, reason: 'outside_neighbours' })
  expect(await move(end.occurredAt)).toEqual({ ok: false, reason: 'outside_neighbours' })
  expect(await move(call.occurredAt)).toEqual({ ok: false, reason: 'unchanged' })
  expect(await move(arrival.occurredAt)).toMatchObject({ ok: true })
  expect(await move(instant('2026-12-02T03:01'), end.id)).toEqual({ ok: false, reason: 'outside_neighbours' })
})

test('what was done, and whether it was what they came for, is told otherwise', async () => {
  const ward = await openAfterBusyDay()
  const ticket = await numbered(ward, 'A-003')
  const [service] = ward.wish('tennyu').services
  const services = [service?.id ?? 0]

  expect(await change(ward, ticket, { what: 'outcome', services, purposeMet: 'yes' })).toMatchObject({
    ok: true,
  })

  expect((await figuresOfDay(ward))?.purposeMet).toMatchObject({ n: 11, of: 11 })
  const again = await change(ward, ticket, { what: 'outcome', services, purposeMet: 'yes' })
  expect(again).toEqual({ ok: false, reason: 'unchanged' })
  await expectAgreement(ward)
})

test('nothing was done for who left, so nothing can be told otherwise', async () => {
  const ward = await openAfterBusyDay()
  const left = await numbered(ward, 'A-013')

  const told = await change(ward, left, { what: 'outcome', services: [], purposeMet: 'yes' })

  expect(told).toEqual({ ok: false, reason: 'not_correctable' })
})

test('a trial counts nowhere, however it ended', async () => {
  const ward = await openAfterBusyDay()
  await figuresOfDay(ward)
  const trials = [
    ['A-001', { tickets: 16, visits: 15, served: 12 }, 'who was served'],
    ['A-013', { tickets: 15, left: 0 }, 'who left'],
    ['A-006', { tickets: 14, noResponse: 0 }, 'who did not answer'],
    ['C-001', { tickets: 12, transferred: 0, served: 11 }, 'who was sent on: both legs'],
    ['C-002', { tickets: 11, reset: 0 }, 'whom only the night ended'],
  ] as const

  for (const [number, expected, who] of trials) {
    const ticket = await numbered(ward, number)
    expect(await change(ward, ticket, { what: 'trial' }), who).toMatchObject({ ok: true })
    expect(await figuresOfDay(ward), who).toMatchObject(expected)
    const again = await change(ward, ticket, { what: 'trial' })
    expect(again, who).toEqual({ ok: false, reason: 'not_correctable' })
  }
  await expectAgreement(ward)
})

test('being sent on and arriving by it are one instant at two counters and stay as they are', async () => {
  const ward = await openAfterBusyDay()
  const [from, to] = [await numbered(ward, 'C-001', 0), await numbered(ward, 'C-001', 1)]
  const sent = await eventOf(ward, from, 'transferred')
  const arrived = await eventOf(ward, to, 'checked_in')
  const at = sent.occurredAt - 60_000

  for (const [ticket, { id: eventId }] of [
    [from, sent],
    [to, arrived],
  ] as const)
    expect(await change(ward, ticket, { what: 'time', eventId, at })).toEqual({
      ok: false,
      reason: 'not_correctable',
    })
})

test('today’s tickets are corrected when the day is over', async () => {
  const ward = await openAfterBusyDay()
  ward.setNow('2026-12-02T09:00')
  const ticket = await walkIn(ward, 'ido')

  expect(await change(ward, ticket, { what: 'trial' })).toEqual({ ok: false, reason: 'day_running' })
})

test('whoever has not seen the last correction comes too late', async () => {
  const ward = await openAfterBusyDay()
  const ticket = await numbered(ward, 'A-001')
  await change(ward, ticket, { what: 'trial' })

  const late = await change(ward, ticket, { what: 'trial' }, { seen: ticket.sequence })

  expect(late).toEqual({ ok: false, reason: 'taken' })
})

test('who corrected what is audited without the reason, which is kept with the correction', async () => {
  const ward = await openAfterBusyDay()
  const ticket = await numbered(ward, 'A-001')
  await change(ward, ticket, { what: 'trial' }, { reason: '操作の練習' })

  const { audit, corrections } = await ward.deps.store.read(async db => ({
    audit: await db.selectFrom('audit').selectAll().where('deed', '=', 'correct').execute(),
    corrections: await db.selectFrom('corrections').selectAll().execute(),
  }))
  expect(audit.map(({ details_json }) => JSON.parse(details_json))).toEqual([
    { ticket: ticket.id, what: 'trial' },
  ])
  expect(corrections).toMatchObject([{ reason: '操作の練習', what: 'trial', business_date: '2026-12-01' }])
})
