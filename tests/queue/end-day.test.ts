import { expect, onTestFinished, test, vi } from 'vitest'
import { startJobs } from '#src/jobs.ts'
import { inLine } from '#src/queue/call.ts'
import { businessDate } from '#src/queue/day.ts'
import { endDays, noteNoShows } from '#src/queue/end-day.ts'
import { ticketByNumber } from '#src/queue/ticket-queries.ts'
import { eventsOf } from '#src/visit-events/queries.ts'
import { cancelIt } from '../booking/deeds.ts'
import { openCheckedWard } from '../support/invariants.ts'
import { checkIn, counterOf, done, openWindows, said, ticketNow, walkIn } from '../support/queue.ts'
import { instant, openWard, type Ward } from '../support/ward.ts'

const evening = '2026-12-01T23:50'

async function waitingAt(ward: Ward, slug: string): Promise<string[]> {
  const { id } = counterOf(ward, slug)
  const line = await ward.deps.store.read(db => inLine(db, ward.office, id, ward.deps.clock.now()))
  return line.map(({ number }) => number)
}

test('a night belongs to the day before until the turn of the day', async () => {
  const { office } = await openWard()
  const dates = ['23:59', '00:00', '02:59', '03:00'].map((time, index) =>
    businessDate(office, instant(`2026-12-0${index === 0 ? 1 : 2}T${time}`)),
  )

  expect(dates).toEqual(['2026-12-01', '2026-12-01', '2026-12-01', '2026-12-02'])
})

test('whoever waits at midnight keeps waiting and is served', async () => {
  const ward = await openCheckedWard({ now: evening })
  const [desk] = await openWindows(ward, 'shomei')
  const ticket = await walkIn(ward, 'shomei')
  ward.setNow('2026-12-02T00:30')
  await endDays(ward.deps, ward.office)

  expect(await waitingAt(ward, 'shomei')).toEqual(['B-001'])
  expect((await walkIn(ward, 'shomei')).number).toBe('B-002')
  expect(done(await desk.callNext()).id).toBe(ticket.id)
  done(await desk.act('serve', ticket))
  expect(done(await desk.act('finish', ticket))).toMatchObject({
    state: 'served',
    businessDate: '2026-12-01',
  })
})

test('at the turn of the day whatever is left is voided as reset, and the numbers begin again', async () => {
  const ward = await openCheckedWard({ now: evening })
  const desks = await openWindows(ward, 'shomei', 3)
  const tickets = []
  for (let count = 0; count < 6; count += 1) tickets.push(await walkIn(ward, 'shomei'))
  const [waiting, called, serving, parked, handedIn, served] = tickets
  const [first, second, third] = desks
  if (!first || !second || !third || !called || !serving || !parked || !handedIn || !served || !waiting)
    throw new Error('too few')
  done(await third.callTicket(served))
  for (const deed of ['serve', 'finish'] as const) done(await third.act(deed, served))
  done(await third.callTicket(handedIn))
  for (const deed of ['serve', 'hand-in'] as const) done(await third.act(deed, handedIn))
  done(await third.callTicket(parked))
  for (const deed of ['serve', 'park'] as const) done(await third.act(deed, parked))
  done(await second.callTicket(serving))
  done(await second.act('serve', serving))
  done(await first.callTicket(called))

  ward.setNow('2026-12-02T02:59')
  await endDays(ward.deps, ward.office)
  expect((await ticketNow(ward, waiting)).state).toBe('waiting')

  ward.setNow('2026-12-02T03:00')
  await endDays(ward.deps, ward.office)

  for (const ticket of [waiting, called, serving, parked, handedIn]) {
    expect(await ticketNow(ward, ticket)).toMatchObject({ state: 'voided', windowId: null })
    const last = (await ward.deps.store.read(db => eventsOf(db, ticket.id))).at(-1)
    expect(last).toMatchObject({ type: 'voided', payload: { reason: 'reset' } })
  }
  expect((await ticketNow(ward, served)).state).toBe('served')
  expect(await walkIn(ward, 'shomei')).toMatchObject({ number: 'B-001', businessDate: '2026-12-02' })
  const found = await ward.deps.store.read(db => ticketByNumber(db, ward.office.id, '2026-12-02', 'B-001'))
  expect(found?.businessDate).toBe('2026-12-02')
})

test('ending a day twice, also from two servers at once, ends it once', async () => {
  const ward = await openCheckedWard({ now: evening })
  const [desk] = await openWindows(ward, 'shomei')
  const ticket = await walkIn(ward, 'shomei')
  ward.setNow('2026-12-02T03:00')

  await Promise.all([1, 2, 3].map(() => endDays(ward.deps, ward.office)))
  await endDays(ward.deps, ward.office)

  expect((await ticketNow(ward, ticket)).sequence).toBe(2)
  const rows = await ward.deps.store.read(db =>
    db
      .selectFrom('window_events')
      .select('type')
      .where('window_id', '=', desk.window.id)
      .orderBy('id')
      .execute(),
  )
  expect(rows.map(({ type }) => type)).toEqual(['opened', 'closed'])
})

test('a window somebody forgot is closed at the turn of the day, one opened since then is not', async () => {
  const ward = await openCheckedWard({ now: evening })
  const [open, paused] = await openWindows(ward, 'shomei', 2)
  await paused.move('pause')
  ward.setNow('2026-12-02T03:00')
  const [early] = await openWindows(ward, 'ido')
  ward.setNow('2026-12-02T03:01')

  await endDays(ward.deps, ward.office)

  expect(await open.now()).toMatchObject({ state: 'closed', staffId: null })
  expect(await paused.now()).toMatchObject({ state: 'closed', staffId: null })
  expect(await early.now()).toMatchObject({ state: 'open', staffId: early.staff.id })
})

test('a ticket of an earlier day is not moved again', async () => {
  const ward = await openCheckedWard()
  const [desk, other] = await openWindows(ward, 'shomei', 2)
  await walkIn(ward, 'shomei')
  await walkIn(ward, 'shomei')
  const absent = done(await desk.act('no-show', done(await desk.callNext())))
  const called = done(await desk.callNext())
  ward.setNow('2026-12-02T09:00')

  expect(said(await other.callTicket(absent))).toBe('not_possible')
  expect(said(await other.act('call-again', absent))).toBe('not_possible')
  expect(said(await other.act('left', absent))).toBe('not_possible')
  expect(said(await desk.transfer(called, 'ido'))).toBe('not_possible')
  expect(said(await desk.undo(called))).toBe('day_over')
})

async function noShows(ward: Ward) {
  return ward.deps.store.read(db =>
    db.selectFrom('visit_events').selectAll().where('type', '=', 'no_show').orderBy('id').execute(),
  )
}

test('whoever has not come half an hour after their time is noted as missing, once', async () => {
  const ward = await openCheckedWard()
  await ward.booked(['tennyu'], '2026-12-01T09:00')
  ward.setNow('2026-12-01T09:29:59')
  await noteNoShows(ward.deps, ward.office)
  expect(await noShows(ward)).toEqual([])

  ward.setNow('2026-12-01T09:30')
  await Promise.all([1, 2, 3].map(() => noteNoShows(ward.deps, ward.office)))
  await noteNoShows(ward.deps, ward.office)

  expect(await noShows(ward)).toMatchObject([
    { ticket_id: null, actor_kind: 'system', occurred_at: instant('2026-12-01T09:30'), sequence: 1 },
  ])
})

test('nobody is noted as missing who has come, has cancelled or is still expected', async () => {
  const ward = await openCheckedWard()
  const come = await ward.booked(['tennyu'], '2026-12-01T09:00')
  const cancelled = await ward.booked(['tennyu'], '2026-12-01T09:00')
  await cancelIt(ward, cancelled.appointmentId)
  await ward.booked(['tennyu'], '2026-12-01T09:15')
  done(await checkIn(ward, come.appointmentId, { at: '2026-12-01T09:29' }))
  ward.setNow('2026-12-01T09:30')

  await noteNoShows(ward.deps, ward.office)

  expect(await noShows(ward)).toEqual([])
})

test('whoever comes after all is taken in all the same', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'ido')
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-01T09:00')
  ward.setNow('2026-12-01T09:40')
  await noteNoShows(ward.deps, ward.office)

  const ticket = done(await checkIn(ward, appointmentId, { at: '2026-12-01T10:00' }))

  expect(done(await desk.callNext()).id).toBe(ticket.id)
  expect(await noShows(ward)).toHaveLength(1)
})

test('a booking that was checked in by mistake is noted as missing, one that the night ended is not', async () => {
  const ward = await openCheckedWard()
  const mistaken = await ward.booked(['tennyu'], '2026-12-01T09:00')
  const waiting = await ward.booked(['tennyu'], '2026-12-01T09:30')
  const [desk] = await openWindows(ward, 'ido')
  const trial = done(await checkIn(ward, mistaken.appointmentId, { at: '2026-12-01T08:50' }))
  done(await desk.act('void', trial))
  done(await checkIn(ward, waiting.appointmentId, { at: '2026-12-01T09:20' }))

  ward.setNow('2026-12-02T04:00')
  await endDays(ward.deps, ward.office)
  await noteNoShows(ward.deps, ward.office)

  expect(await noShows(ward)).toMatchObject([{ leg_id: trial.legId }])
})

test('whoever checks in while the missing are noted is not noted as missing', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-01T09:00')
  ward.setNow('2026-12-01T09:30')
  const { store } = ward.deps
  let isFirst = true
  const late: typeof store.read = async fn => {
    const found = await store.read(fn)
    if (isFirst) {
      isFirst = false
      done(await checkIn(ward, appointmentId))
    }
    return found
  }

  await noteNoShows({ ...ward.deps, store: { ...store, read: late } }, ward.office)

  expect(isFirst).toBe(false)
  expect(await noShows(ward)).toEqual([])
})

test('a window opened anew while the day is ended stays open', async () => {
  const ward = await openCheckedWard({ now: evening })
  const [desk] = await openWindows(ward, 'shomei')
  ward.setNow('2026-12-02T03:00')
  const { store } = ward.deps
  const late: typeof store.read = async fn => {
    const found = await store.read(fn)
    await desk.move('close')
    await desk.move('open')
    return found
  }

  await endDays({ ...ward.deps, store: { ...store, read: late } }, ward.office)

  expect((await desk.now()).state).toBe('open')
})

test('nights and no-shows are looked after every minute', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const ward = await openCheckedWard()
  await ward.booked(['tennyu'], '2026-12-02T09:00')
  const ticket = await walkIn(ward, 'shomei', { at: '2026-12-01T17:00' })
  ward.setNow('2026-12-02T09:30')
  const sendNothing = { send: async () => {}, close() {} }
  const jobs = startJobs(ward.deps, sendNothing)

  vi.advanceTimersByTime(60_000)
  await jobs.stop()

  expect((await ticketNow(ward, ticket)).state).toBe('voided')
  expect(await noShows(ward)).toHaveLength(1)
})

test('a clock that is put a day ahead voids nobody who waits, unless it stays so for an hour', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const ward = await openCheckedWard()
  const ticket = await walkIn(ward, 'shomei', { at: '2026-12-01T10:00' })
  const jobs = startJobs(ward.deps, { send: async () => {}, close() {} })

  vi.setSystemTime(Date.now() + 86_400_000)
  ward.setNow('2026-12-02T10:00')
  vi.advanceTimersByTime(60_000)
  await jobs.stop()
  expect((await ticketNow(ward, ticket)).state).toBe('waiting')

  ward.deps.watch.putForwardAt = performance.now() - 3_600_001
  await endDays(ward.deps, ward.office)
  expect((await ticketNow(ward, ticket)).state).toBe('voided')
})

test('the fault of one office, and one without counters, keep no other from its night and its no-shows', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const ward = await openWard()
  await ward.booked(['tennyu'], '2026-12-02T09:00')
  const ticket = await walkIn(ward, 'shomei', { at: '2026-12-01T17:00' })
  ward.setNow('2026-12-02T09:30')
  const broken = { ...ward.office, timeZone: 'Nowhere/At_All' }
  const empty = { ...ward.office, counters: [] }
  const list = async () => [broken, empty, ward.office]
  const jobs = startJobs(
    { ...ward.deps, offices: { ...ward.deps.offices, list } },
    { send: async () => {}, close() {} },
  )

  vi.advanceTimersByTime(60_000)
  await jobs.stop()

  expect((await ticketNow(ward, ticket)).state).toBe('voided')
  expect(await noShows(ward)).toHaveLength(1)
})

test('where clocks change, the day turns by the clock on the wall', async () => {
  const { office } = await openWard()
  const newYork = { ...office, timeZone: 'America/New_York' }
  const dates = ['2026-03-08T01:59-05:00', '2026-03-08T03:00-04:00', '2026-11-01T02:30-05:00'].map(at =>
    businessDate(newYork, instant(at)),
  )

  expect(dates).toEqual(['2026-03-07', '2026-03-08', '2026-10-31'])
})

test('a forgotten window that already serves somebody of the new day is closed once they have gone', async () => {
  const ward = await openCheckedWard({ now: evening })
  const [desk] = await openWindows(ward, 'shomei')
  ward.setNow('2026-12-02T03:00')
  const ticket = await walkIn(ward, 'shomei')
  done(await desk.callNext())
  await endDays(ward.deps, ward.office)
  expect((await desk.now()).state).toBe('open')

  done(await desk.act('left', ticket))
  await endDays(ward.deps, ward.office)

  expect((await desk.now()).state).toBe('closed')
})
