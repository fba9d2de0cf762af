import { expect, test } from 'vitest'
import { visitsAhead } from '#src/openings/ahead-queries.ts'
import { actorOf } from '#src/queue/actor.ts'
import { callingOrder } from '#src/queue/calling-order.ts'
import { cancelIt, move } from '../booking/deeds.ts'
import { queueView } from '#src/queue/queue-view.ts'
import { checkIn, done, newStaffMember, openWindows, said, walkIn } from '../support/queue.ts'
import { openCheckedWard } from '../support/invariants.ts'
import { queueProblems } from '../support/queue-problems.ts'
import { openSite } from '../support/site.ts'
import { arrive, ownerOf, ticketCount } from './arrivals.ts'

const page = '/mihon/appointment'
const action = '/mihon/appointment/check-in'

test.each([
  ['a second before it opens', '2026-12-01T08:44:59', 'check_in_not_open'],
  ['fifteen minutes before', '2026-12-01T08:45:00', true],
  ['a second later', '2026-12-01T08:45:01', true],
  ['hours late', '2026-12-01T16:00', true],
  ['in the night that still belongs to the day', '2026-12-02T02:59:59', true],
  ['the day after', '2026-12-02T03:00', 'day_over'],
])('%s a booking for 9:00 is checked in or refused', async (_, now, outcome) => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-01T09:00')
  ward.setNow(now)

  const answer = await arrive(ward, appointmentId)

  expect(answer.ok || answer.reason).toBe(outcome)
  expect(await ticketCount(ward)).toBe(outcome === true ? 1 : 0)
})

test('the day before is not today, and a cancelled booking is none', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-02T09:00')
  expect(await arrive(ward, appointmentId)).toEqual({ ok: false, reason: 'not_today' })

  await cancelIt(ward, appointmentId)
  ward.setNow('2026-12-02T08:50')
  expect(await arrive(ward, appointmentId)).toEqual({ ok: false, reason: 'not_booked' })
})

test('by the page, by another device and by the deed it is one number', async () => {
  const site = await openSite()
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:00')
  site.setNow('2026-12-01T08:50')
  const [phone, tablet] = [await ownerOf(site, appointmentId), await ownerOf(site, appointmentId)]

  const first = await phone.submit(await phone.get(page), action)
  const second = await tablet.submit(await tablet.get(page), action)
  const third = await checkIn(site, appointmentId)

  expect([first.status, second.status]).toEqual([200, 200])
  expect([first.html, second.html].every(html => html.includes('A-001'))).toBe(true)
  expect(first.path).not.toBe(second.path)
  expect(third).toMatchObject({ ok: true, isNew: false, ticket: { number: 'A-001' } })
  expect(await ticketCount(site)).toBe(1)
})

test('a double press leads to the same page of the same number', async () => {
  const site = await openSite()
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:00')
  site.setNow('2026-12-01T08:50')
  const visitor = await ownerOf(site, appointmentId)
  const form = await visitor.get(page)

  const answers = await Promise.all([visitor.submit(form, action), visitor.submit(form, action)])

  expect(new Set(answers.map(({ path }) => path)).size).toBe(1)
  expect(await ticketCount(site)).toBe(1)
})

test('the page tells from when, then offers it, then shows the number', async () => {
  const site = await openSite()
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:00')
  const visitor = await ownerOf(site, appointmentId)

  const early = await visitor.get(page)
  site.setNow('2026-12-01T08:45')
  const open = await visitor.get(page)
  site.setNow('2026-12-01T09:05:01')
  const late = await visitor.get(page)
  await visitor.submit(late, action)
  const after = await visitor.get(page)

  expect(early.html).toContain('15分前から受付できます（8:45〜）')
  expect(early.forms.some(form => form.action === action)).toBe(false)
  expect(open.html).toContain('来庁しました（受付する）')
  expect(open.html).toContain('区役所に着いてから')
  expect(open.html).not.toContain('予約のない人と同じ順番')
  expect(late.html).toContain('予約のない人と同じ順番')
  expect(after.html).toContain('受付が済んでいます')
  expect(after.html).toContain('A-001')
  expect(after.links).not.toContain('/mihon/appointment/cancellation')
})

test('on other days and when cancelled there is no button, and a stale one is refused with why', async () => {
  const site = await openSite()
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:00')
  const tomorrow = await site.booked(['tennyu'], '2026-12-02T09:00')
  const visitor = await ownerOf(site, tomorrow.appointmentId)
  expect((await visitor.get(page)).html).not.toContain(action)

  site.setNow('2026-12-01T08:50')
  const owner = await ownerOf(site, appointmentId)
  const stale = await owner.get(page)
  await cancelIt(site, appointmentId)
  const refused = await owner.submit(stale, action)

  expect(refused.status).toBe(409)
  expect(refused.html).toContain('取り消されている')
  expect((await owner.get(page)).html).not.toContain(action)
  expect((await owner.get(action)).path).toBe(page)
})

test('without a session nobody checks in', async () => {
  const site = await openSite({ now: '2026-12-01T08:50' })
  const visitor = await ownerOf(site, (await site.booked(['tennyu'], '2026-12-01T09:00')).appointmentId)
  const form = await visitor.get(page)
  visitor.cookies.clear()

  expect((await visitor.submit(form, action)).status).toBe(403)
  expect(await ticketCount(site)).toBe(0)
})

test('whoever checks in later than the grace waits like a walk-in', async () => {
  const ward = await openCheckedWard()
  const onTime = await ward.booked(['tennyu'], '2026-12-01T09:00')
  const late = await ward.booked(['tennyu'], '2026-12-01T09:00')
  const [desk] = await openWindows(ward, 'ido')
  const walkIns = [await walkIn(ward, 'ido', { at: '2026-12-01T08:40' })]
  await checkIn(ward, onTime.appointmentId, { at: '2026-12-01T09:05:00' })
  await checkIn(ward, late.appointmentId, { at: '2026-12-01T09:05:01' })

  const order = []
  for (;;) {
    const called = await desk.callNext()
    if (!called.ok) break
    order.push(called.ticket)
    await desk.act('serve', called.ticket)
    await desk.act('finish', called.ticket)
  }

  expect(order.map(({ number }) => number)).toEqual(['A-002', 'A-001', 'A-003'])
  expect(walkIns[0]?.number).toBe('A-001')
  const rule = ward.office.day.calling
  expect(callingOrder(order, ward.deps.clock.now(), rule).map(({ number }) => number)).toEqual([
    'A-002',
    'A-001',
    'A-003',
  ])
})

test('a booking that has been checked in can neither be changed nor cancelled', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-01T09:00')
  await checkIn(ward, appointmentId, { at: '2026-12-01T08:50' })

  const refusal = { ok: false, reason: 'visit_begun' }
  expect(await cancelIt(ward, appointmentId)).toEqual(refusal)
  expect(await move(ward, appointmentId, '2026-12-02T10:00')).toEqual(refusal)
})

test('a booking that was checked in by mistake is changed like any other, and comes on its new day', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-01T15:00')
  const [desk] = await openWindows(ward, 'ido')
  const actor = actorOf(await newStaffMember(ward, 'reception'))
  const mistaken = done(await checkIn(ward, appointmentId, { at: '2026-12-01T09:00', actor }))
  done(await desk.act('void', mistaken))

  expect(await move(ward, appointmentId, '2026-12-02T10:00')).toMatchObject({ ok: true })
  expect(said(await desk.undo(mistaken))).toBe('moved_on')
  const [first, ticket] = [
    await walkIn(ward, 'tennyu', { at: '2026-12-02T09:40' }),
    done(await checkIn(ward, appointmentId, { at: '2026-12-02T09:50' })),
  ]

  expect([first.number, ticket.number]).toEqual(['A-001', 'A-002'])
  expect(ticket).toMatchObject({ businessDate: '2026-12-02', kind: 'booked', position: 0, state: 'waiting' })
  expect(done(await desk.callTicket(ticket)).id).toBe(ticket.id)
})

test('a closing hits also whoever was checked in by mistake', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-01T15:00')
  const actor = actorOf(await newStaffMember(ward, 'reception'))
  const mistaken = done(await checkIn(ward, appointmentId, { at: '2026-12-01T09:00', actor }))
  const isThere = async () => {
    const visits = await ward.deps.store.read(db => visitsAhead(db, ward.office.id, ward.deps.clock.now()))
    return visits.map(({ hasArrived }) => hasArrived)
  }
  expect(await isThere()).toEqual([true])
  const [desk] = await openWindows(ward, 'ido')
  done(await desk.act('void', mistaken))

  expect(await isThere()).toEqual([false])
  expect(await cancelIt(ward, appointmentId)).toMatchObject({ ok: true })
  expect(said(await desk.undo(mistaken))).toBe('moved_on')
})

test('a check-in and a cancellation at once: one of them wins, never both', async () => {
  const ward = await openCheckedWard()
  for (let round = 0; round < 6; round += 1) {
    ward.setNow('2026-12-01T08:00')
    const { appointmentId } = await ward.booked(
      ['koseki-konin'],
      `2026-12-01T${String(9 + round)}:00`.replace('T9', 'T09'),
    )
    ward.setNow(`2026-12-01T${String(8 + round).padStart(2, '0')}:50`)
    const deeds = [() => arrive(ward, appointmentId), () => cancelIt(ward, appointmentId)]
    if (round % 2) deeds.reverse()

    const outcomes = await Promise.all(deeds.map(deed => deed()))

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  }
})

test('pages and refusals are there in English too', async () => {
  const site = await openSite({ now: '2026-12-01T08:50' })
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:00')
  const visitor = await ownerOf(site, appointmentId, 'en')

  const ticket = await visitor.submit(await visitor.get(page), action)

  expect(ticket.html).toContain('You are next')
})

test('whose ticket was voided checks in again, by the same number, once', async () => {
  const site = await openSite()
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:00')
  site.setNow('2026-12-01T08:50')
  const [desk] = await openWindows(site, 'ido')
  const first = done(await checkIn(site, appointmentId))
  done(await desk.act('void', first))
  const owner = await ownerOf(site, appointmentId)
  site.setNow('2026-12-01T08:55')

  const page = await owner.submit(await owner.get('/mihon/appointment'), action)
  const again = await checkIn(site, appointmentId)

  expect([page.status, page.html.includes('A-001')]).toEqual([200, true])
  expect(page.html).not.toContain('次の窓口へ')
  expect(again).toMatchObject({ ok: true, isNew: false, ticket: { number: 'A-001', state: 'waiting' } })
  expect(said(await desk.undo(first))).toBe('moved_on')
  const now = site.deps.clock.now()
  const { waiting, bookings } = await site.deps.store.read(db =>
    queueView(db, site.office, first.counterId, { now, withNames: true }),
  )
  expect(waiting.map(({ id, kind }) => [id, kind])).toEqual([[again.ok && again.ticket.id, 'booked']])
  expect(bookings.map(({ ticketState }) => ticketState)).toEqual(['waiting'])
  expect(done(await desk.callNext()).number).toBe('A-001')
  expect(await queueProblems(site.deps.store)).toEqual([])
})
