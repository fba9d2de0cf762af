import { expect, test } from 'vitest'
import { issueTicket } from '#src/arrival/issue-ticket.ts'
import { act } from '#src/queue/act.ts'
import { callNext, inLine } from '#src/queue/call.ts'
import { counterState } from '#src/queue/counter-state.ts'
import { servicesOfTickets } from '#src/queue/service-queries.ts'
import { ticketByNumber } from '#src/queue/ticket-queries.ts'
import { lastTicketOfWindow } from '#src/queue/window-queries.ts'
import { eventsOf } from '#src/visit-events/queries.ts'
import { openCheckedWard } from '../support/invariants.ts'
import {
  arrivedFor,
  checkIn,
  counterOf,
  done,
  events,
  openWindows,
  said,
  ticketNow,
  walkIn,
} from '../support/queue.ts'
import { instant, type Ward } from '../support/ward.ts'

/** Numbers in the order in which a counter will call them. */
async function waitingAt(ward: Ward, slug: string): Promise<string[]> {
  const { id } = counterOf(ward, slug)
  const line = await ward.deps.store.read(db => inLine(db, ward.office, id, ward.deps.clock.now()))
  return line.map(({ number }) => number)
}

test('walk-ins are called in order of arrival, each once, and then nobody is left', async () => {
  const ward = await openCheckedWard()
  const [one, two] = await openWindows(ward, 'shomei', 2)
  for (const at of ['2026-12-01T09:00', '2026-12-01T09:01']) await walkIn(ward, 'shomei', { at })

  const [first, second] = [await two.callNext(), await one.callNext()]
  done(await one.act('serve', done(second)))
  done(await one.act('finish', done(second)))

  expect([said(first), said(second)]).toEqual(['B-001', 'B-002'])
  expect(said(await one.callNext())).toBe('queue_empty')
  expect(await ticketNow(ward, done(first))).toMatchObject({
    state: 'called',
    windowId: two.window.id,
    calls: 1,
  })
})

test('the log says who did what when, and at which window', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const ticket = await walkIn(ward, 'shomei', { at: '2026-12-01T09:00' })
  ward.setNow('2026-12-01T09:07')
  done(await desk.callNext())

  const rows = await ward.deps.store.read(db =>
    db
      .selectFrom('visit_events')
      .selectAll()
      .where('ticket_id', '=', ticket.id)
      .orderBy('sequence')
      .execute(),
  )

  expect(rows).toMatchObject([
    {
      type: 'checked_in',
      sequence: 1,
      actor_kind: 'kiosk',
      window_id: null,
      occurred_at: instant('2026-12-01T09:00'),
    },
    {
      ...{ type: 'called', sequence: 2, actor_kind: 'staff', staff_pseudonym: desk.staff.pseudonym },
      ...{ window_id: desk.window.id, occurred_at: instant('2026-12-01T09:07') },
    },
  ])
  expect(JSON.stringify(rows)).not.toContain(desk.staff.name)
})

test('an appointment whose time has come is called before an earlier walk-in', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'ido')
  await walkIn(ward, 'ido', { at: '2026-12-01T08:40' })
  ward.setNow('2026-12-01T08:50')
  await arrivedFor(ward, 'tennyu', '2026-12-01T09:00')
  expect(await waitingAt(ward, 'ido')).toEqual(['A-001', 'A-002'])

  ward.setNow('2026-12-01T09:00')

  expect(await waitingAt(ward, 'ido')).toEqual(['A-002', 'A-001'])
  expect(said(await desk.callNext())).toBe('A-002')
})

test('a booked visitor may be called before their time, and stays a booked visitor', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'ido')
  ward.setNow('2026-12-01T08:50')
  const ticket = await arrivedFor(ward, 'tennyu', '2026-12-01T09:00')

  expect(done(await desk.callNext())).toMatchObject({
    ...{ id: ticket.id, kind: 'booked', firstCalledAt: instant('2026-12-01T08:50') },
    appointmentAt: instant('2026-12-01T09:00'),
  })
})

test('whoever comes too late for the grace waits like a walk-in and stays booked in the figures', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-01T09:00')
  const other = await ward.booked(['tennyu'], '2026-12-01T09:00')
  await walkIn(ward, 'ido', { at: '2026-12-01T09:02' })

  const inTime = done(await checkIn(ward, other.appointmentId, { at: '2026-12-01T09:05:00' }))
  const late = done(await checkIn(ward, appointmentId, { at: '2026-12-01T09:05:01' }))

  expect(late).toMatchObject({ kind: 'booked', appointmentAt: instant('2026-12-01T09:00') })
  expect(await waitingAt(ward, 'ido')).toEqual([inTime.number, 'A-001', late.number])
})

test('booked people and walk-ins take turns as the office has set it, going on from the last calls', async () => {
  const ward = await openCheckedWard()
  await ward.change(db =>
    db.updateTable('offices').set({ calling_order: 'ratio', ratio_booked: 1 }).execute(),
  )
  const office = (await ward.deps.offices.bySlug('mihon')) ?? ward.office
  const [desk] = await openWindows({ ...ward, office }, 'ido')
  for (let count = 0; count < 3; count += 1) await walkIn(ward, 'ido', { at: `2026-12-01T08:4${count}` })
  ward.setNow('2026-12-01T08:50')
  for (let count = 0; count < 2; count += 1) await arrivedFor(ward, 'tennyu', '2026-12-01T09:00')
  ward.setNow('2026-12-01T09:00')

  const calls: string[] = []
  for (;;) {
    const call = await desk.callNext()
    if (!call.ok) break
    calls.push(call.ticket.number)
    await desk.act('no-show', call.ticket)
  }

  expect(calls).toEqual(['A-004', 'A-001', 'A-005', 'A-002', 'A-003'])
})

test('two calls of one millisecond at two windows are two people, in the order of the log', async () => {
  const ward = await openCheckedWard()
  const [one, two] = await openWindows(ward, 'shomei', 2)
  for (let count = 0; count < 2; count += 1) await walkIn(ward, 'shomei')

  const calls = (await Promise.all([one.callNext(), two.callNext()])).map(done)

  expect(calls.map(({ number }) => number).toSorted()).toEqual(['B-001', 'B-002'])
  expect(calls[0]?.lastCalledAt).toBe(calls[1]?.lastCalledAt)
  const { id } = counterOf(ward, 'shomei')
  const state = await ward.deps.store.read(db => counterState(db, ward.office, id, ward.deps.clock.now()))
  expect(new Set(state.calling.map(({ call }) => call)).size).toBe(2)
})

test('a call again is counted and shown, and the wait still ends with the first call', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  await walkIn(ward, 'shomei', { at: '2026-12-01T09:00' })
  ward.setNow('2026-12-01T09:10')
  const called = done(await desk.callNext())
  ward.setNow('2026-12-01T09:12')

  const again = done(await desk.act('call-again', called))

  expect(again).toMatchObject({
    ...{ state: 'called', calls: 2, firstCalledAt: instant('2026-12-01T09:10') },
    ...{ lastCalledAt: instant('2026-12-01T09:12'), windowId: desk.window.id },
  })
})

test('whoever was not there is called again when they come back, and their wait is unchanged', async () => {
  const ward = await openCheckedWard()
  const [desk, other] = await openWindows(ward, 'shomei', 2)
  await walkIn(ward, 'shomei', { at: '2026-12-01T09:00' })
  ward.setNow('2026-12-01T09:05')
  const absent = done(await desk.act('no-show', done(await desk.callNext())))
  expect(absent).toMatchObject({ state: 'no_show', windowId: null, endedAt: instant('2026-12-01T09:05') })
  expect(await waitingAt(ward, 'shomei')).toEqual([])

  ward.setNow('2026-12-01T09:20')
  const back = done(await other.callTicket(absent))

  expect(back).toMatchObject({ id: absent.id, state: 'called', windowId: other.window.id, endedAt: null })
  expect(back).toMatchObject({ calls: 2, firstCalledAt: instant('2026-12-01T09:05') })
  expect(await events(ward, back)).toEqual(['checked_in', 'called', 'no_response', 'recalled'])
})

test('a call again without a window goes to the window they were called to last', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  await walkIn(ward, 'shomei')
  const absent = done(await desk.act('no-show', done(await desk.callNext())))

  expect(done(await desk.act('call-again', absent)).windowId).toBe(desk.window.id)
})

test('somebody may be called out of turn, and the others keep theirs', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  await walkIn(ward, 'shomei')
  const second = await walkIn(ward, 'shomei')

  expect(said(await desk.callTicket(second))).toBe('B-002')
  expect(await waitingAt(ward, 'shomei')).toEqual(['B-001'])
})

test('nobody is called who is called elsewhere, has gone, is served or belongs to another counter', async () => {
  const ward = await openCheckedWard()
  const [one, two] = await openWindows(ward, 'shomei', 2)
  const called = done(await one.callTicket(await walkIn(ward, 'shomei')))
  const gone = done(await two.act('left', await walkIn(ward, 'shomei')))
  const elsewhere = await walkIn(ward, 'ido')

  expect(said(await two.callTicket(called))).toBe('taken')
  expect(said(await two.callTicket(gone))).toBe('not_possible')
  expect(said(await two.callTicket(elsewhere))).toBe('not_found')
  expect(said(await two.callTicket({ ...called, id: 999_999 }))).toBe('not_found')
})

test('a window with somebody at it calls nobody else', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  for (let count = 0; count < 2; count += 1) await walkIn(ward, 'shomei')
  const called = done(await desk.callNext())

  expect(said(await desk.callNext())).toBe('window_busy')
  expect(said(await desk.callNext({ endsCurrent: true }))).toBe('window_busy')
  await desk.act('serve', called)
  expect(said(await desk.callNext())).toBe('window_busy')
})

test('an end somebody forgot comes with the next call, and is marked as inferred', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  for (let count = 0; count < 2; count += 1) await walkIn(ward, 'shomei')
  const first = done(await desk.act('serve', done(await desk.callNext())))
  ward.setNow('2026-12-01T09:30')

  const next = done(await desk.callNext({ endsCurrent: true }))

  expect(next).toMatchObject({ number: 'B-002', state: 'called', windowId: desk.window.id })
  expect(await ticketNow(ward, first)).toMatchObject({
    state: 'served',
    endedAt: instant('2026-12-01T09:30'),
  })
  const last = (await ward.deps.store.read(db => eventsOf(db, first.id))).at(-1)
  expect(last).toMatchObject({ type: 'service_ended', payload: { outcome: 'served', isInferred: true } })
})

test('whoever is called to collect is not ended by the next call', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  for (let count = 0; count < 2; count += 1) await walkIn(ward, 'shomei')
  const ticket = done(await desk.callNext())
  for (const deed of ['serve', 'hand-in', 'collect'] as const) done(await desk.act(deed, ticket))

  expect(said(await desk.callNext({ endsCurrent: true }))).toBe('window_busy')
})

test('where nobody waits the one at the window stays', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  await walkIn(ward, 'shomei')
  const served = done(await desk.act('serve', done(await desk.callNext())))

  expect(said(await desk.callNext({ endsCurrent: true }))).toBe('queue_empty')
  expect(await ticketNow(ward, served)).toMatchObject({ state: 'serving', windowId: desk.window.id })
})

test('several services at one window are one ticket; what was really done is noted', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const { services } = ward.wish('shomei-juminhyo', 'shomei-inkan')
  const [wished, also] = services.map(({ id }) => id) as [number, number]
  const [third] = ward.wish('shomei-koseki').services
  const person = { services, people: 1, language: 'ja', isPriority: false } as const
  done(await issueTicket(ward.deps, ward.office, { ...person, channel: 'staff', actor: desk.actor }, null))
  const called = done(await desk.callNext())
  done(await desk.act('serve', called))

  const doneThere = [also, third?.id ?? 0]
  done(await desk.act('finish', called, { services: doneThere, purposeMet: 'yes' }))

  const found = await ward.deps.store.read(db => servicesOfTickets(db, [called.id]))
  expect(found.get(called.id)?.wished).toEqual([wished, also])
  expect(found.get(called.id)?.done.toSorted((a, b) => a - b)).toEqual(doneThere.toSorted((a, b) => a - b))
})

test('somebody who fills in a form frees the window and comes back to one', async () => {
  const ward = await openCheckedWard()
  const [one, two] = await openWindows(ward, 'shomei', 2)
  for (let count = 0; count < 2; count += 1) await walkIn(ward, 'shomei')
  const ticket = done(await one.act('serve', done(await one.callNext())))
  const parked = done(await one.act('park', ticket))
  expect(parked).toMatchObject({ state: 'parked', windowId: null, servingSince: null })
  const second = done(await one.callNext())

  expect(said(await one.act('resume', parked))).toBe('window_busy')
  expect(said(await two.act('resume', parked, { windowId: one.window.id }))).toBe('window_busy')
  expect(done(await two.act('resume', parked, { windowId: two.window.id }))).toMatchObject({
    ...{ state: 'serving', windowId: two.window.id },
  })
  expect((await ticketNow(ward, second)).windowId).toBe(one.window.id)
})

test('whoever hands in waits without a window, is called to collect, and then has been served', async () => {
  const ward = await openCheckedWard()
  const [one, two] = await openWindows(ward, 'shomei', 2)
  await walkIn(ward, 'shomei')
  const serving = done(await one.act('serve', done(await one.callNext())))
  const handedIn = done(await one.act('hand-in', serving))
  expect(handedIn).toMatchObject({ state: 'handed_in', windowId: null, endedAt: null })

  const collecting = done(await two.act('collect', handedIn, { windowId: two.window.id }))
  expect(collecting).toMatchObject({ state: 'called', stage: 2, windowId: two.window.id, calls: 2 })
  const absent = done(await two.act('no-show', collecting))
  expect(absent).toMatchObject({ state: 'handed_in', endedAt: null })
  const again = done(await one.callTicket(absent))

  expect(done(await one.act('finish', again))).toMatchObject({ state: 'served', stage: 2, windowId: null })
  expect(await events(ward, handedIn)).toEqual([
    ...['checked_in', 'called', 'service_started', 'service_ended', 'back_office_started'],
    ...['delivery_called', 'no_response', 'delivery_called', 'delivered'],
  ])
})

test('whoever leaves is out of the line without having been served', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const ticket = await walkIn(ward, 'shomei', { at: '2026-12-01T09:00' })
  ward.setNow('2026-12-01T09:20')

  expect(done(await desk.act('left', ticket))).toMatchObject({
    ...{ state: 'left', calls: 0, firstCalledAt: null, endedAt: instant('2026-12-01T09:20') },
  })
  expect(said(await desk.callNext())).toBe('queue_empty')
})

test('a trial ticket is voided, its number is not given again', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const trial = await walkIn(ward, 'shomei')

  done(await desk.act('void', trial, { reason: 'test' }))

  expect((await walkIn(ward, 'shomei')).number).toBe('B-002')
  const last = (await ward.deps.store.read(db => eventsOf(db, trial.id))).at(-1)
  expect(last).toMatchObject({ type: 'voided', payload: { reason: 'test' } })
  expect(
    await ward.deps.store.read(db => ticketByNumber(db, ward.office.id, '2026-12-01', 'B-001')),
  ).toBeNull()
})

test('only who waits can be voided by hand', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  await walkIn(ward, 'shomei')

  expect(said(await desk.act('void', done(await desk.callNext())))).toBe('not_possible')
})

test('whoever is sent on keeps number and place, and waits there as of now', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const [ido] = await openWindows(ward, 'ido')
  const ticket = await walkIn(ward, 'shomei', { at: '2026-12-01T09:00', isPriority: false })
  await walkIn(ward, 'ido', { at: '2026-12-01T09:05' })
  ward.setNow('2026-12-01T09:10')
  const called = done(await desk.callNext())
  const [tennyu] = ward.wish('tennyu').services

  const next = done(await desk.transfer(called, 'ido', { services: [tennyu?.id ?? 0] }))

  expect(next).toMatchObject({
    ...{ number: 'B-001', state: 'waiting', position: 1, visitId: ticket.visitId, kind: 'walk_in' },
    ...{ checkedInAt: instant('2026-12-01T09:10'), inLineSince: instant('2026-12-01T09:00') },
  })
  expect(await ticketNow(ward, ticket)).toMatchObject({ state: 'transferred', windowId: null })
  expect(said(await ido.callNext())).toBe('B-001')
  const found = await ward.deps.store.read(db => ticketByNumber(db, ward.office.id, '2026-12-01', 'B-001'))
  expect(found?.id).toBe(next.id)
})

test('whoever is sent on without their place goes to the end of the line', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const [ido] = await openWindows(ward, 'ido')
  await walkIn(ward, 'shomei', { at: '2026-12-01T09:00' })
  await walkIn(ward, 'ido', { at: '2026-12-01T09:05' })
  ward.setNow('2026-12-01T09:10')

  done(await desk.transfer(done(await desk.callNext()), 'ido', { keepsPlace: false }))

  expect(said(await ido.callNext())).toBe('A-001')
  expect(await waitingAt(ward, 'ido')).toEqual(['B-001'])
})

test('a visit goes on over three counters and back under one number', async () => {
  const ward = await openCheckedWard()
  const [shomei] = await openWindows(ward, 'shomei')
  const [ido] = await openWindows(ward, 'ido')
  await walkIn(ward, 'shomei')

  const there = done(await shomei.transfer(done(await shomei.callNext()), 'ido'))
  expect(done(await ido.callNext()).id).toBe(there.id)
  const back = done(await ido.transfer(await ticketNow(ward, there), 'shomei'))
  expect(done(await shomei.callNext()).id).toBe(back.id)
  const third = done(await shomei.transfer(await ticketNow(ward, back), 'koseki'))

  expect([there, back, third].map(({ position, number }) => `${position} ${number}`)).toEqual([
    ...['1 B-001', '2 B-001', '3 B-001'],
  ])
})

test('nobody is sent on who waits, and nobody to where they are', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const waiting = await walkIn(ward, 'shomei')

  expect(said(await desk.transfer(waiting, 'ido'))).toBe('not_possible')
  const called = done(await desk.callNext())
  expect(said(await desk.transfer(called, 'shomei'))).toBe('same_counter')
  expect(said(await desk.transfer({ ...called, id: 999_999 }, 'ido'))).toBe('not_found')
  expect(said(await desk.transfer(called, 'ido', { seen: 1 }))).toBe('taken')
})

test('priority goes with whoever is sent on', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  await walkIn(ward, 'shomei', { isPriority: true })

  expect(done(await desk.transfer(done(await desk.callNext()), 'ido')).isPriority).toBe(true)
})

test('a deed on what a clerk no longer sees as it is is refused', async () => {
  const ward = await openCheckedWard()
  const [desk, other] = await openWindows(ward, 'shomei', 2)
  const seen = await walkIn(ward, 'shomei')
  done(await desk.callNext())

  expect(said(await other.act('left', seen, { seen: seen.sequence }))).toBe('taken')
  expect(said(await other.undo(seen, { seen: seen.sequence }))).toBe('taken')
  expect(said(await other.act('left', { ...seen, id: 999_999 }))).toBe('not_found')
})

test('a state that does not allow a deed is named before the window is', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const waiting = await walkIn(ward, 'shomei')

  for (const deed of [
    'call-again',
    'serve',
    'park',
    'resume',
    'hand-in',
    'collect',
    'finish',
    'no-show',
  ] as const)
    expect(`${deed} ${said(await desk.act(deed, waiting))}`).toBe(`${deed} not_possible`)
})

test('nobody is called to a window that is closed, paused or of another counter', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const [ido] = await openWindows(ward, 'ido')
  await walkIn(ward, 'shomei')
  const absent = done(await desk.act('no-show', done(await desk.callNext())))

  expect(said(await desk.act('call-again', absent, { windowId: ido.window.id }))).toBe('window_closed')
  await desk.move('pause')
  expect(said(await desk.act('call-again', absent))).toBe('window_closed')
  expect(said(await desk.callNext())).toBe('window_closed')
  await desk.move('continue')
  await desk.move('close')
  expect(said(await desk.callTicket(absent))).toBe('window_closed')
})

test('a double press has one effect and one answer', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  for (let count = 0; count < 2; count += 1) await walkIn(ward, 'shomei')
  const intent = { key: 'k1', scope: 'call', body: desk.window.id }
  const call = () => callNext(ward.deps, ward.office, desk.window, { actor: desk.actor }, intent)

  const [first, second] = await Promise.all([call(), call()])

  expect([said(first), said(second)]).toEqual(['B-001', 'B-001'])
  expect(await waitingAt(ward, 'shomei')).toEqual(['B-002'])
  const reused = { ...intent, body: 'other' }
  expect(said(await act(ward.deps, done(first), { deed: 'serve', actor: desk.actor }, reused))).toBe(
    'key_reused',
  )
})

test('what happened last at a window is what undoing there would take back', async () => {
  const ward = await openCheckedWard()
  const [one, two] = await openWindows(ward, 'shomei', 2)
  for (let count = 0; count < 2; count += 1) await walkIn(ward, 'shomei')
  const last = () => ward.deps.store.read(db => lastTicketOfWindow(db, one.window.id, '2026-12-01'))
  expect(await last()).toBeNull()

  const called = done(await one.callNext())
  done(await two.callNext())
  expect((await last())?.id).toBe(called.id)

  done(await one.undo(called))
  expect(await last()).toBeNull()
})

test('numbers go on after 999', async () => {
  const ward = await openCheckedWard()
  const series = { office_id: ward.office.id, business_date: '2026-12-02', prefix: 'B' }
  ward.setNow('2026-12-02T09:00')
  await walkIn(ward, 'shomei')
  await ward.deps.store.write(db =>
    db.updateTable('ticket_series').set({ last_number: 998 }).where('prefix', '=', 'B').execute(),
  )

  const numbers = [await walkIn(ward, 'shomei'), await walkIn(ward, 'shomei'), await walkIn(ward, 'shomei')]

  expect(numbers.map(({ number }) => number)).toEqual(['B-999', 'B-1000', 'B-1001'])
  expect(await waitingAt(ward, 'shomei')).toEqual(['B-001', 'B-999', 'B-1000', 'B-1001'])
  // The gap was made by hand.
  await ward.deps.store.write(async db => {
    await db.deleteFrom('ticket_series').where('business_date', '=', series.business_date).execute()
  })
})

test('walk-ins are refused where there is nothing to wait for', async () => {
  const ward = await openCheckedWard()
  const wish = {
    people: 1,
    language: 'ja',
    isPriority: false,
    channel: 'staff' as const,
    actor: { kind: 'system' as const },
  }
  const ask = async (slugs: string[], more = {}) =>
    said(
      await issueTicket(
        ward.deps,
        ward.office,
        { ...wish, services: ward.wish(...slugs).services, ...more },
        null,
      ),
    )

  expect(await ask([])).toBe('no_service')
  expect(await ask(['tennyu', 'shomei-juminhyo'])).toBe('several_counters')
  expect(await ask(['tennyu'], { people: 0 })).toBe('people')
  expect(await ask(['tennyu'], { people: 1.5 })).toBe('people')
  expect(await ask(['tennyu'], { people: ward.office.rules.peopleMax + 1 })).toBe('people')
  const many = [
    'tennyu',
    'tenkyo',
    'setai',
    'inkan-toroku',
    'inkan-haishi',
    'tenshutsu-todoke',
    'tennyu-abroad',
  ]
  expect(await ask(many.slice(0, ward.office.rules.servicesMax + 1))).toBe('too_many_services')
})
