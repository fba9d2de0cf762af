import { expect, test } from 'vitest'
import { inLine } from '#src/queue/call.ts'
import { endDays, noteNoShows } from '#src/queue/end-day.ts'
import { queueView } from '#src/queue/queue-view.ts'
import { type Actor, actorOf } from '#src/queue/actor.ts'
import type { Ticket } from '#src/queue/ticket.ts'
import { bookedPlan, type LegWished, planDate } from '../booking/plans.ts'
import { openCheckedWard } from '../support/invariants.ts'
import {
  checkIn,
  counterOf,
  done,
  events,
  newStaffMember,
  openWindows,
  said,
  ticketNow,
  walkIn,
} from '../support/queue.ts'
import { instant, type Ward } from '../support/ward.ts'

const twoCounters: LegWished[] = [
  ['tennyu', '09:00'],
  ['kokuho-kanyu', '10:00'],
]

const at = (time: string) => `${planDate}T${time}`

/** A ward whose clock stands at five to nine with a visit over these counters that has just checked in. */
async function arrived(legs: readonly LegWished[] = twoCounters) {
  const ward = await openCheckedWard({ now: '2026-12-01T08:00' })
  const booked = await bookedPlan(ward, legs)
  const ticket = done(await checkIn(ward, booked.id, { at: at('08:55') }))
  return { ward, booked, ticket }
}

async function ticketsOf(ward: Ward, { visitId }: Ticket) {
  return ward.deps.store.read(db =>
    db
      .selectFrom('tickets')
      .select(['id', 'number', 'position', 'state', 'kind', 'counter_id', 'appointment_at'])
      .where('visit_id', '=', visitId)
      .orderBy('position')
      .execute(),
  )
}

/** Serves whoever is next at a window to the end. */
async function serveNext(desk: Awaited<ReturnType<typeof openWindows>>[0]): Promise<Ticket> {
  const ticket = done(await desk.callNext())
  await desk.act('serve', ticket)
  return done(await desk.act('finish', ticket))
}

async function order(ward: Ward, slug: string): Promise<string[]> {
  const counterId = counterOf(ward, slug).id
  const line = await ward.deps.store.read(db => inLine(db, ward.office, counterId, ward.deps.clock.now()))
  return line.map(({ number }) => number)
}

test('checking in gives one number, which waits at the first counter alone', async () => {
  const { ward, ticket } = await arrived()

  expect(ticket).toMatchObject({ position: 0, kind: 'booked', counterId: counterOf(ward, 'ido').id })
  expect(await ticketsOf(ward, ticket)).toHaveLength(1)
  expect(await order(ward, 'kokuho')).toEqual([])
})

test('when one counter has served it, the same number waits at the next for its booked time', async () => {
  const { ward, ticket } = await arrived()
  const [desk] = await openWindows(ward, 'ido')
  ward.setNow(at('09:20'))

  await serveNext(desk)

  const [first, second] = await ticketsOf(ward, ticket)
  expect(first).toMatchObject({ state: 'served', position: 0 })
  expect(second).toMatchObject({
    ...{ state: 'waiting', position: 1, kind: 'booked', number: ticket.number },
    ...{ counter_id: counterOf(ward, 'kokuho').id, appointment_at: instant(at('10:00')) },
  })
  expect(await order(ward, 'kokuho')).toEqual([ticket.number])
})

test('the visit ends where its last counter has served it', async () => {
  const { ward, ticket } = await arrived()
  const [first] = await openWindows(ward, 'ido')
  const [second] = await openWindows(ward, 'kokuho')

  await serveNext(first)
  const last = await serveNext(second)

  expect(last.position).toBe(1)
  expect((await ticketsOf(ward, ticket)).map(({ state }) => state)).toEqual(['served', 'served'])
})

test('whoever is late at a counter by what lasted longer before keeps the place in line there', async () => {
  const { ward, ticket } = await arrived()
  const [desk] = await openWindows(ward, 'ido')
  const called = done(await desk.callNext())
  await desk.act('serve', called)
  const waiting = await walkIn(ward, 'kokuho-kanyu', { at: at('09:30') })
  ward.setNow(at('10:40'))

  await desk.act('finish', called)

  expect(await order(ward, 'kokuho')).toEqual([ticket.number, waiting.number])
})

test('whoever was late in the house is called in time at a later counter that they reach in time', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T08:00' })
  const booked = await bookedPlan(ward, twoCounters)
  const early = await walkIn(ward, 'kokuho-kanyu', { at: at('09:00') })
  const late = done(await checkIn(ward, booked.id, { at: at('09:40') }))
  const [desk] = await openWindows(ward, 'ido')
  await serveNext(desk)

  expect(await order(ward, 'kokuho')).toEqual([early.number, late.number])
  ward.setNow(at('10:00'))
  expect(await order(ward, 'kokuho')).toEqual([late.number, early.number])
})

test('whoever comes late for a visit that was checked in by mistake in time is late at every counter of it', async () => {
  const { ward, booked, ticket: mistaken } = await arrived()
  const [desk] = await openWindows(ward, 'ido')
  done(await desk.act('void', mistaken))
  const early = await walkIn(ward, 'kokuho-kanyu', { at: at('09:30') })
  const late = done(await checkIn(ward, booked.id, { at: at('10:20') }))

  await serveNext(desk)

  expect(await order(ward, 'kokuho')).toEqual([early.number, late.number])
})

test('whoever is done early is called early at the next counter when nobody else is due', async () => {
  const { ward, ticket } = await arrived()
  const [first] = await openWindows(ward, 'ido')
  const [second] = await openWindows(ward, 'kokuho')
  ward.setNow(at('09:10'))
  await serveNext(first)

  expect(said(await second.callNext())).toBe(ticket.number)
})

test('a service that nobody ended leads on too when the window calls its next', async () => {
  const { ward, ticket } = await arrived()
  await walkIn(ward, 'ido')
  const [desk] = await openWindows(ward, 'ido')
  ward.setNow(at('09:00'))
  await desk.act('serve', done(await desk.callNext()))

  done(await desk.callNext({ endsCurrent: true }))

  expect(await order(ward, 'kokuho')).toEqual([ticket.number])
})

test('handing in does not lead on; collecting does', async () => {
  const { ward, ticket } = await arrived()
  const [desk] = await openWindows(ward, 'ido')
  const called = done(await desk.callNext())
  await desk.act('serve', called)
  await desk.act('hand-in', called)
  expect(await order(ward, 'kokuho')).toEqual([])

  await desk.act('collect', called)
  await desk.act('finish', called)

  expect(await order(ward, 'kokuho')).toEqual([ticket.number])
})

test('a transfer to the next booked counter is that leg, one to another counter leads back to it', async () => {
  const { ward, ticket } = await arrived()
  const [ido] = await openWindows(ward, 'ido')
  const [nenkin] = await openWindows(ward, 'nenkin')
  const called = done(await ido.callNext())
  await ido.act('serve', called)
  await ido.transfer(called, 'nenkin')
  await serveNext(nenkin)

  expect((await ticketsOf(ward, ticket)).map(({ state, kind }) => `${kind} ${state}`)).toEqual([
    'booked transferred',
    'walk_in served',
    'booked waiting',
  ])

  const other = await bookedPlan(ward, [
    ['tennyu', '11:00'],
    ['kokuho-kanyu', '13:00'],
  ])
  const second = done(await checkIn(ward, other.id, { actor: await staffActor(ward) }))
  const again = done(await ido.callTicket(second))
  await ido.act('serve', again)
  const sent = done(await ido.transfer(again, 'kokuho'))
  expect(sent).toMatchObject({ kind: 'booked', appointmentAt: instant(at('13:00')) })
})

test('a transfer to a counter booked for later is that leg, and nobody is led there twice', async () => {
  const { ward, ticket } = await arrived([...twoCounters, ['jidoteate', '11:00']])
  const [ido] = await openWindows(ward, 'ido')
  const [kokuho] = await openWindows(ward, 'kokuho')
  const [kodomo] = await openWindows(ward, 'kodomo')
  const called = done(await ido.callNext())
  await ido.act('serve', called)

  const sent = done(await ido.transfer(called, 'kodomo'))
  expect(sent).toMatchObject({ kind: 'booked', appointmentAt: instant(at('11:00')) })
  await serveNext(kodomo)
  await serveNext(kokuho)

  expect((await ticketsOf(ward, ticket)).map(({ state }) => state)).toEqual([
    'transferred',
    'served',
    'served',
  ])
  expect(await order(ward, 'kodomo')).toEqual([])
})

test('taking the end of a service back takes the number back from the next counter', async () => {
  const { ward, ticket } = await arrived()
  const [desk] = await openWindows(ward, 'ido')
  const served = await serveNext(desk)

  done(await desk.undo(served))

  expect((await ticketsOf(ward, ticket)).map(({ state }) => state)).toEqual(['serving', 'voided'])
  expect(await order(ward, 'kokuho')).toEqual([])
  done(await desk.act('finish', served))
  expect(await order(ward, 'kokuho')).toEqual([ticket.number])
})

test('the end of a service is not taken back once the next counter has called', async () => {
  const { ward } = await arrived()
  const [first] = await openWindows(ward, 'ido')
  const [second] = await openWindows(ward, 'kokuho')
  const served = await serveNext(first)
  await second.callNext()

  expect(said(await first.undo(served))).toBe('moved_on')
  expect((await ticketNow(ward, served)).state).toBe('served')
})

test('two presses of the end at once open one ticket at the next counter', async () => {
  const { ward, ticket } = await arrived()
  const [desk] = await openWindows(ward, 'ido')
  const called = done(await desk.callNext())
  await desk.act('serve', called)

  await Promise.all([desk.act('finish', called), desk.act('finish', called)])

  expect(await ticketsOf(ward, ticket)).toHaveLength(2)
})

test('who does not answer at a later counter is noted there, and staff let them on to the one after', async () => {
  const { ward, booked, ticket } = await arrived([...twoCounters, ['jidoteate', '11:00']])
  const [first] = await openWindows(ward, 'ido')
  const [second] = await openWindows(ward, 'kokuho')
  await serveNext(first)
  const missed = done(await second.callNext())
  await second.act('no-show', missed)

  const again = await checkIn(ward, booked.id, { actor: { kind: 'kiosk', kioskId: null } })
  expect(again).toMatchObject({ ok: true, isNew: false, ticket: { id: missed.id } })
  const on = await checkIn(ward, booked.id, { actor: await staffActor(ward) })
  expect(on).toMatchObject({ ok: true, isNew: true, ticket: { number: ticket.number } })
  expect(await order(ward, 'kodomo')).toEqual([ticket.number])
  expect(await events(ward, missed)).toEqual(['checked_in', 'called', 'no_response'])
  expect(said(await second.callTicket(missed))).toBe('not_possible')
})

test('nobody who still waits elsewhere is noted as missing at a later counter; whoever has left is', async () => {
  const { ward, ticket } = await arrived()
  const missing = () =>
    ward.deps.store.read(db =>
      db
        .selectFrom('visit_events')
        .innerJoin('legs', 'legs.id', 'visit_events.leg_id')
        .innerJoin('counters', 'counters.id', 'legs.counter_id')
        .select('counters.slug')
        .where('type', '=', 'no_show')
        .orderBy('legs.id')
        .execute(),
    )
  ward.setNow(at('10:45'))
  await noteNoShows(ward.deps, ward.office)
  expect(await missing()).toEqual([])

  const [desk] = await openWindows(ward, 'ido')
  await desk.act('left', ticket)
  await noteNoShows(ward.deps, ward.office)
  expect(await missing()).toEqual([{ slug: 'kokuho' }])
})

test('the list of each counter has its own leg at its time, and says where its people are by now', async () => {
  const { ward, ticket } = await arrived()
  const look = async (slug: string) => {
    const reader = { now: ward.deps.clock.now(), withNames: true }
    const view = await ward.deps.store.read(db =>
      queueView(db, ward.office, counterOf(ward, slug).id, reader),
    )
    return view.bookings
  }
  const [ido] = await look('ido')
  const [kokuho] = await look('kokuho')

  expect(ido).toMatchObject({
    startsAt: instant(at('09:00')),
    ticketNumber: ticket.number,
    place: 1,
    places: 2,
  })
  expect(kokuho).toMatchObject({
    ...{ startsAt: instant(at('10:00')), ticketNumber: null, place: 2, places: 2 },
    elsewhere: { number: ticket.number, counterId: counterOf(ward, 'ido').id, state: 'waiting' },
  })

  const [desk] = await openWindows(ward, 'ido')
  await serveNext(desk)
  expect((await look('kokuho'))[0]).toMatchObject({ ticketNumber: ticket.number, elsewhere: null })
})

test('the night ends a visit that waits at its second counter', async () => {
  const { ward, ticket } = await arrived()
  const [desk] = await openWindows(ward, 'ido')
  await serveNext(desk)
  ward.setNow('2026-12-03T06:00')

  await endDays(ward.deps, ward.office)

  expect((await ticketsOf(ward, ticket)).map(({ state }) => state)).toEqual(['served', 'voided'])
})

async function staffActor(ward: Ward): Promise<Actor> {
  return actorOf(await newStaffMember(ward, 'reception'))
}
