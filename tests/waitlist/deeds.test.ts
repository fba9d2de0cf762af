import { expect, test } from 'vitest'
import { checkNightly } from '#src/operation/nightly-check.ts'
import { endWaits } from '#src/waitlist/pass-on.ts'
import { aheadOf } from '#src/waitlist/line-queries.ts'
import { held } from '../booking/deeds.ts'
import { change } from '../openings/changes.ts'
import { long, openLine, short, starts, theDay } from './line.ts'

test('a freed place is offered to whoever joined first, and to nobody else', async () => {
  const line = await openLine()
  const [first, second] = [await line.joined(), await line.joined()]

  await line.cancel(line.booked[1] ?? 0)
  await line.look()

  expect(await line.offered(first)).toBe('09:15')
  expect(await line.offered(second)).toBeNull()
  expect(await line.messages()).toEqual(['waitlisted', 'waitlisted', 'place_offered'])
})

test('the offer is a hold: nobody else can book the place until its deadline', async () => {
  const line = await openLine()
  const id = await line.joined()
  await line.cancel(line.booked[1] ?? 0)
  await line.look()

  expect(await line.ward.book([short], `${theDay}T09:15`)).toMatchObject({ ok: false, reason: 'slot_full' })
  expect((await line.entry(id)).offer?.until).toBe(line.ward.deps.clock.now() + 60 * 60_000)
})

test('taking an offer books it in the name of whoever waited, who is then forgotten by the line', async () => {
  const line = await openLine()
  const id = await line.joined()
  await line.cancel(line.booked[0] ?? 0)
  await line.look()

  const outcome = await line.take(id)

  expect(outcome).toMatchObject({ ok: true })
  expect(await line.entry(id)).toMatchObject({ state: 'booked', person: null, offer: null })
  const kinds = await line.ward.deps.store.read(db =>
    db.selectFrom('outbox').select('kind').orderBy('id', 'desc').limit(1).execute(),
  )
  expect(kinds).toEqual([{ kind: 'booked' }])
})

test('taking an offer twice is one booking, and a second form says that it is booked', async () => {
  const line = await openLine()
  const id = await line.joined()
  await line.cancel(line.booked[0] ?? 0)
  await line.look()

  const first = await line.take(id, 'the key of a page')

  expect(await line.take(id, 'the key of a page')).toEqual(first)
  expect(await line.take(id)).toEqual({ ok: false, reason: 'already_booked' })
})

test('a place that is declined goes to the next, and is not offered to the same person again', async () => {
  const line = await openLine()
  const [first, second] = [await line.joined(), await line.joined()]
  await line.cancel(line.booked[0] ?? 0)
  await line.look()

  await line.decline(first)
  await line.look()

  expect(await line.offered(first)).toBeNull()
  expect(await line.offered(second)).toBe('09:00')
  expect((await line.entry(first)).state).toBe('waiting')
})

test('an offer can be taken until its deadline, and not at it', async () => {
  const line = await openLine()
  const [first, second] = [await line.joined(), await line.joined()]
  await line.cancel(line.booked[0] ?? 0)
  await line.cancel(line.booked[1] ?? 0)
  await line.look()

  line.ward.setNow('2026-12-01T09:59:59')
  expect(await line.take(first)).toMatchObject({ ok: true })
  line.ward.setNow('2026-12-01T10:00')
  expect(await line.take(second)).toEqual({ ok: false, reason: 'hold_expired' })
})

test('an offer that nobody answers goes to the next; after two of them the wait ends kindly', async () => {
  const line = await openLine()
  const [first, second] = [await line.joined(), await line.joined()]
  await markSent(line)
  await line.cancel(line.booked[0] ?? 0)
  await line.look()
  await markSent(line)

  line.ward.setNow('2026-12-01T10:00')
  await line.look()

  expect(await line.entry(first)).toMatchObject({ state: 'waiting', passed: 1 })
  expect(await line.offered(second)).toBe('09:00')

  await line.cancel(line.booked[1] ?? 0)
  await line.look()
  await markSent(line)
  expect(await line.offered(first)).toBe('09:15')
  line.ward.setNow('2026-12-01T11:00')
  await line.look()

  expect(await line.entry(first)).toMatchObject({ state: 'ended', endReason: 'passed', person: null })
  expect((await line.messages()).filter(kind => kind === 'waitlist_ended')).toHaveLength(1)
})

test('an offer that our mail never told of counts for nothing', async () => {
  const line = await openLine()
  const id = await line.joined()
  await line.cancel(line.booked[0] ?? 0)
  await line.look()

  line.ward.setNow('2026-12-01T10:00')
  await line.look()

  expect(await line.entry(id)).toMatchObject({ state: 'waiting', passed: 0 })
})

test('an offer whose place the office has closed ends with it, and counts for nothing', async () => {
  const line = await openLine()
  const [first = 0, ...others] = line.booked
  const id = await line.joined()
  await line.cancel(first)
  await line.look()
  await markSent(line)

  const closed = {
    counterId: line.counterId,
    kind: 'special',
    from: theDay,
    to: theDay,
    reason: { ja: '見本' },
  } as const
  await change(
    line.ward,
    [{ kind: 'add_closure', closure: closed }],
    others.map(booked => [booked, { kind: 'cancel' }]),
  )

  expect(await line.entry(id)).toMatchObject({ state: 'waiting', offer: null, passed: 0 })
  expect(await line.take(id)).toEqual({ ok: false, reason: 'hold_expired' })
  line.ward.setNow('2026-12-01T10:00')
  await line.look()
  expect(await line.entry(id)).toMatchObject({ state: 'waiting', passed: 0 })
})

test('an offer that could not be taken because bookings were stopped counts for nothing', async () => {
  const line = await openLine()
  const id = await line.joined()
  await line.cancel(line.booked[0] ?? 0)
  await line.look()
  await markSent(line)

  const share = (percent: number) =>
    line.ward.change(db => db.updateTable('capacity_rules').set({ share_percent: percent }).execute())
  await share(0)
  expect(await line.take(id)).toEqual({ ok: false, reason: 'slot_closed' })
  line.ward.setNow('2026-12-01T10:00')
  await line.look()

  expect(await line.entry(id)).toMatchObject({ state: 'waiting', passed: 0 })
  await share(100)
})

test('a place too short for the first goes to a later person whom it fits', async () => {
  const line = await openLine()
  const [first, second] = [await line.joined({ service: long }), await line.joined({ service: short })]
  await line.cancel(line.booked[0] ?? 0)
  await line.look()
  expect([await line.offered(first), await line.offered(second)]).toEqual([null, '09:00'])

  await line.cancel(line.booked[2] ?? 0)
  await line.cancel(line.booked[3] ?? 0)
  await line.look()
  expect(await line.offered(first)).toBe('09:30')
})

test('a place outside the hours somebody asked for is not offered to them', async () => {
  const line = await openLine()
  const early = await line.joined({ fromMinute: 540, toMinute: 555 })
  const late = await line.joined({ fromMinute: 555, toMinute: 600 })
  await line.cancel(line.booked[1] ?? 0)
  await line.look()
  expect([await line.offered(early), await line.offered(late)]).toEqual([null, '09:15'])
})

test('whoever leaves while a place is offered gives it to the next', async () => {
  const line = await openLine()
  const [first, second] = [await line.joined(), await line.joined()]
  await line.cancel(line.booked[0] ?? 0)
  await line.look()

  expect(await line.leave(first)).toMatchObject({ ok: true })
  expect(await line.leave(first)).toMatchObject({ ok: true })
  await line.look()

  expect(await line.entry(first)).toMatchObject({ state: 'left', person: null })
  expect(await line.offered(second)).toBe('09:00')
})

test('nothing is offered in the evening: until eight in the morning the place is free for everybody', async () => {
  const line = await openLine()
  const id = await line.joined()
  line.ward.setNow('2026-12-01T20:00')
  await line.cancel(line.booked[0] ?? 0)
  await line.cancel(line.booked[1] ?? 0)
  await line.look()
  expect(await line.offered(id)).toBeNull()
  expect(await line.ward.book([short], `${theDay}T09:00`)).toMatchObject({ ok: true })

  line.ward.setNow('2026-12-02T08:00')
  await line.look()
  expect(await line.offered(id)).toBe('09:15')
})

test('whom only staff can tell is offered a place while the counter is open, and others before', async () => {
  const line = await openLine()
  const byPhone = await line.joined({ email: null, phone: '0600001234', channel: 'staff' })
  const byMail = await line.joined()
  line.ward.setNow('2026-12-01T18:00')
  await line.cancel(line.booked[0] ?? 0)
  await line.cancel(line.booked[1] ?? 0)
  await line.look()

  expect(await line.offered(byPhone)).toBeNull()
  expect(await line.offered(byMail)).toBe('09:00')

  line.ward.setNow('2026-12-02T08:30')
  await line.look()
  expect(await line.offered(byPhone)).toBeNull()
  line.ward.setNow('2026-12-02T09:00')
  await line.look()
  expect(await line.offered(byPhone)).toBe('09:00')
})

test('a raised capacity is a freed place like any other', async () => {
  const line = await openLine()
  const id = await line.joined()
  await line.look()
  await line.ward.change(db => db.updateTable('capacity_rules').set({ windows: 2 }).execute())
  await line.look()
  expect(await line.offered(id)).toBe('09:00')
})

test('an ordinary hold that runs out is offered as well', async () => {
  const line = await openLine({ isFull: false })
  for (const time of starts.slice(0, 3)) await line.book(time)
  await held(line.ward, [short], `${theDay}T09:45`)
  const id = await line.joined()
  await line.look()
  expect(await line.offered(id)).toBeNull()

  line.ward.setNow('2026-12-01T09:30')
  await line.look()
  expect(await line.offered(id)).toBe('09:45')
})

test('nobody waits for what is free, for a day without times, or twice for the same', async () => {
  const line = await openLine()
  const same = { email: 'mihon@example.test' }
  await line.joined(same)
  expect(await line.join(same)).toEqual({ ok: false, reason: 'already_waiting' })
  expect(await line.join({ fromDate: '2026-12-04', toDate: '2026-12-04' })).toMatchObject({
    reason: 'nothing_then',
  })
  expect(await line.join({ fromMinute: 720 })).toMatchObject({ reason: 'nothing_then' })

  await line.cancel(line.booked[0] ?? 0)
  expect(await line.join({ fromMinute: 555 })).toMatchObject({ ok: true })
  expect(await line.join()).toMatchObject({ reason: 'place_free' })
})

test('one contact waits for three wishes, staff may add more, and a day has an end', async () => {
  const line = await openLine()
  const mine = { email: 'mihon@example.test' }
  for (const fromMinute of [0, 1, 2]) await line.joined({ ...mine, fromMinute })
  expect(await line.join({ ...mine, fromMinute: 3 })).toMatchObject({ reason: 'too_many_waits' })
  await line.joined({ ...mine, fromMinute: 3, channel: 'staff' })

  await line.ward.change(db => db.updateTable('offices').set({ waits_per_day_max: 4 }).execute())
  expect(await line.join()).toMatchObject({ reason: 'waitlist_full' })
})

test('an office that has switched it off takes nobody', async () => {
  const line = await openLine()
  await line.ward.change(db => db.updateTable('offices').set({ is_waitlist_on: 0 }).execute())
  expect(await line.join()).toMatchObject({ reason: 'waitlist_off' })
})

test('a wait ends with its days, and says so by day', async () => {
  const line = await openLine()
  const id = await line.joined()
  const { deps, office } = line.ward
  line.ward.setNow('2026-12-03T07:59')
  await endWaits(deps, office)
  expect((await line.entry(id)).state).toBe('waiting')

  line.ward.setNow('2026-12-04T08:00')
  await endWaits(deps, office)
  expect(await line.entry(id)).toMatchObject({ state: 'ended', endReason: 'over' })
  expect(await line.messages()).toEqual(['waitlisted', 'waitlist_ended'])
})

test('a clock that is put a month ahead ends no wait', async () => {
  const line = await openLine()
  const id = await line.joined()
  const { deps, office } = line.ward
  await checkNightly(deps)

  line.ward.setNow('2027-01-10T10:00')
  await endWaits(deps, office)
  await checkNightly(deps)
  line.ward.setNow('2027-01-11T10:00')
  await endWaits(deps, office)

  expect((await line.entry(id)).state).toBe('waiting')
  expect(await line.messages()).toEqual(['waitlisted'])
})

test('where one stands counts those before who wait for some of the same hours', async () => {
  const line = await openLine()
  await line.joined({ fromMinute: 540, toMinute: 555 })
  await line.joined()
  const mine = await line.joined({ fromMinute: 570 })
  await line.joined()
  const entry = await line.entry(mine)
  expect(await line.ward.deps.store.read(db => aheadOf(db, entry))).toBe(1)
})

async function markSent({ ward }: Awaited<ReturnType<typeof openLine>>) {
  await ward.deps.store.write(db =>
    db
      .updateTable('outbox')
      .set({ state: 'sent', message_json: null, ended_at: ward.deps.clock.now() })
      .where('state', '=', 'waiting')
      .execute(),
  )
}
