import { describe, expect, test } from 'vitest'
import { dateOf } from '#src/clock.ts'
import { beginClosing } from '#src/closings/begin-closing.ts'
import { changePlan } from '#src/closings/change-plan.ts'
import { choose, chooseForAll } from '#src/closings/choose.ts'
import { close } from '#src/closings/close.ts'
import { discard } from '#src/closings/discard.ts'
import { decidedBookings } from '#src/closings/queries.ts'
import { openingOf } from '#src/slots/opening.ts'
import { counterOf } from '../support/queue.ts'
import { checkInvariants } from '../support/invariants.ts'
import { instant, type Ward } from '../support/ward.ts'
import {
  begun,
  bookingNow,
  choicesNow,
  chosen,
  closedDay,
  closingNow,
  deedsOf,
  lettersTo,
  openOffice,
  peopleOf,
  planOf,
  press,
} from './deeds.ts'

const at = (time: string) => `${closedDay}T${time}`

async function open(...times: string[]) {
  const office = await openOffice()
  const ids: number[] = []
  for (const time of times) ids.push((await office.ward.booked(['tennyu'], at(time))).appointmentId)
  return { ...office, ids }
}

async function hoursOf({ deps, office }: Ward, date = closedDay) {
  const current = await deps.store.read(db => deps.offices.current(db, office.id))
  const { hours } = openingOf(current, counterOf({ office } as Ward, 'ido'), date)
  return hours.map(({ from, to }) => [from, to])
}

describe('while it is being prepared', () => {
  test('nothing is closed and nobody is moved; each has new times that are offered to nobody else', async () => {
    const { ward, admin, ids } = await open('09:00', '09:00', '10:00')
    const closingId = await begun(ward, admin)

    const people = await peopleOf(ward, closingId)

    expect(people.map(({ visit, choice }) => [visit.appointmentId, choice])).toEqual(
      ids.map(id => [id, null]),
    )
    const offered = people.flatMap(({ newTimes }) => newTimes.map(({ startsAt }) => startsAt))
    expect(offered.every(startsAt => dateOf(startsAt, ward.office.timeZone) !== closedDay)).toBe(true)
    expect((await hoursOf(ward)).length).toBeGreaterThan(0)
    expect(await deedsOf(ward)).toEqual(['book', 'book', 'book', 'begin_closing'])
  })

  test('begun twice by one press, it is one', async () => {
    const { ward, admin } = await open()

    expect(await begun(ward, admin)).toBe(await begun(ward, admin))
  })

  test('whoever works at one counter closes no other', async () => {
    const { ward, other } = await open()
    const atIdo = { ...other, counterIds: [counterOf(ward, 'ido').id] }
    const both = planOf(ward, { counterIds: [counterOf(ward, 'ido').id, counterOf(ward, 'shomei').id] })
    const intent = { key: 'x', scope: 'test', body: {} }

    expect(await beginClosing(ward.deps, ward.office, atIdo, both, intent)).toMatchObject({
      reason: 'not_yours',
    })
    const closingId = await begun(ward, other, both)
    expect(await discard(ward.deps, ward.office, await press(ward, atIdo, closingId))).toMatchObject({
      reason: 'not_found',
    })
  })

  test('somebody else goes on where the first stopped; of two who choose at once the slower is told', async () => {
    const { ward, admin, other, ids } = await open('09:00', '10:00')
    const [first = 0, second = 0] = ids
    const closingId = await begun(ward, admin)
    await chosen(ward, admin, closingId, { [first]: { kind: 'cancel' } })

    expect((await peopleOf(ward, closingId)).map(({ choice }) => choice?.kind)).toEqual(['cancel', undefined])
    const seen = await press(ward, other, closingId)
    await chosen(ward, other, closingId, { [second]: { kind: 'call' } })
    const late = await choose(ward.deps, ward.office, seen, new Map([[second, { kind: 'cancel' }]]))

    expect(late).toMatchObject({ reason: 'changed' })
    expect(await choicesNow(ward, closingId)).toEqual(
      new Map([
        [first, { kind: 'cancel' }],
        [second, { kind: 'call' }],
      ]),
    )
  })

  test('for all at once: the nearest for those without a choice, a call for those without mail', async () => {
    const { ward, admin, ids } = await open('09:00', '10:00')
    const [first = 0, second = 0] = ids
    const noMail = (await ward.booked(['tennyu'], at('11:00'), { email: null, phone: '0600001111' }))
      .appointmentId
    const closingId = await begun(ward, admin)
    await chosen(ward, admin, closingId, { [first]: { kind: 'cancel' } })

    await chooseForAll(ward.deps, ward.office, await press(ward, admin, closingId), 'nearest')
    await chooseForAll(ward.deps, ward.office, await press(ward, admin, closingId), 'call')

    const choices = await choicesNow(ward, closingId)
    expect(choices.get(first)).toEqual({ kind: 'cancel' })
    expect(choices.get(second)).toMatchObject({ kind: 'move' })
    expect(choices.get(noMail)).toEqual({ kind: 'call' })
  })

  test('what is chosen for one is offered to no other', async () => {
    const { ward, admin, ids } = await open('09:00', '09:00', '10:00', '10:00')
    const closingId = await begun(ward, admin)
    await chooseForAll(ward.deps, ward.office, await press(ward, admin, closingId), 'nearest')

    expect((await peopleOf(ward, closingId)).map(({ isTaken }) => isTaken)).toEqual(ids.map(() => false))
    expect(await close(ward.deps, ward.office, await press(ward, admin, closingId))).toEqual({ ok: true })
    await checkInvariants(ward)
  })
})

describe('carried out', () => {
  test('people are moved and cancelled with a word of why, and the counter is closed', async () => {
    const { ward, admin, ids } = await open('09:00', '10:00', '11:00')
    const [moved = 0, cancelled = 0, kept = 0] = ids
    const closingId = await begun(ward, admin)
    const startsAt = (await peopleOf(ward, closingId))[0]?.newTimes[0]?.startsAt ?? 0
    await chosen(ward, admin, closingId, {
      [moved]: { kind: 'move', startsAt },
      [cancelled]: { kind: 'cancel' },
      [kept]: { kind: 'keep', reason: '時間外に対応する' },
    })
    const act = await press(ward, admin, closingId)

    expect(await close(ward.deps, ward.office, act)).toEqual({ ok: true })
    expect(await close(ward.deps, ward.office, act)).toEqual({ ok: true })

    expect(await hoursOf(ward)).toEqual([])
    expect(await bookingNow(ward, moved)).toMatchObject({ state: 'booked', startsAt })
    expect(await bookingNow(ward, cancelled)).toMatchObject({ state: 'cancelled', places: 0 })
    expect(await bookingNow(ward, kept)).toMatchObject({ state: 'booked', startsAt: instant(at('11:00')) })
    const reason = { ja: '電気設備の点検のため', en: 'Electrical inspection' }
    expect(await lettersTo(ward, moved)).toMatchObject([
      { kind: 'rescheduled', message: { startsAt, closing: { reason, from: instant(at('09:00')) } } },
    ])
    expect(await lettersTo(ward, cancelled)).toMatchObject([
      { kind: 'cancelled', message: { closing: { reason, from: null } } },
    ])
    expect(await lettersTo(ward, kept)).toEqual([])
    const { state, changeId } = await closingNow(ward, closingId)
    expect(state).toBe('done')
    const decided = await ward.deps.store.read(db => decidedBookings(db, ward.office.id, changeId ?? 0))
    expect(decided.map(({ decision, told }) => [decision, told])).toEqual([
      ['move', 'waiting'],
      ['cancel', 'waiting'],
      ['keep', null],
    ])
    expect((await deedsOf(ward)).filter(deed => deed === 'close_days')).toHaveLength(1)
    await checkInvariants(ward)
  })

  test('whoever is to be called first, or has booked meanwhile, must be decided about before', async () => {
    const { ward, admin, ids } = await open('09:00')
    const [called = 0] = ids
    const closingId = await begun(ward, admin)
    await chosen(ward, admin, closingId, { [called]: { kind: 'call' } })
    const late = (await ward.booked(['tennyu'], at('10:00'))).appointmentId

    const refused = await close(ward.deps, ward.office, await press(ward, admin, closingId))

    expect(refused).toMatchObject({
      reason: 'undecided',
      calls: 1,
      hits: [{ visit: { appointmentId: late } }],
    })
    expect(await bookingNow(ward, called)).toMatchObject({ state: 'booked', startsAt: instant(at('09:00')) })
    expect(await choicesNow(ward, closingId)).toEqual(new Map([[called, { kind: 'call' }]]))
    expect((await hoursOf(ward)).length).toBeGreaterThan(0)
  })

  test('a new time that was taken meanwhile stops everything, and nothing that was chosen is lost', async () => {
    const { ward, admin, ids } = await open('09:00', '10:00')
    const [moved = 0, cancelled = 0] = ids
    const closingId = await begun(ward, admin)
    const startsAt = instant('2026-12-07T09:00')
    await chosen(ward, admin, closingId, {
      [moved]: { kind: 'move', startsAt },
      [cancelled]: { kind: 'cancel' },
    })
    const windows = counterOf(ward, 'ido').windows
    const share = Math.floor((windows * ward.office.rules.sharePercent) / 100)
    for (let place = 0; place < share; place += 1) await ward.booked(['tennyu'], '2026-12-07T09:00')
    await ward.change(db =>
      db
        .updateTable('offices')
        .set({ bookable_share_percent: 100, active_bookings_per_contact_max: 50 })
        .execute(),
    )
    while ((await ward.book(['tennyu'], '2026-12-07T09:00')).ok);

    expect((await peopleOf(ward, closingId)).map(({ isTaken }) => isTaken)).toEqual([true, false])
    expect(await close(ward.deps, ward.office, await press(ward, admin, closingId))).toMatchObject({
      ...{ reason: 'not_possible', appointmentId: moved },
    })
    expect(await bookingNow(ward, cancelled)).toMatchObject({ state: 'booked' })
    expect((await choicesNow(ward, closingId)).size).toBe(2)
  })

  test('a part of a day leaves the hours around it, and hits only who comes then', async () => {
    const { ward, admin, ids } = await open('09:00', '14:00')
    const before = await hoursOf(ward)
    const closingId = await begun(ward, admin, planOf(ward, { hours: { from: 840, to: 1440 } }))

    const people = await peopleOf(ward, closingId)
    expect(people.map(({ visit }) => visit.appointmentId)).toEqual([ids[1]])
    await chosen(ward, admin, closingId, { [ids[1] ?? 0]: { kind: 'cancel' } })
    expect(await close(ward.deps, ward.office, await press(ward, admin, closingId))).toEqual({ ok: true })

    const [first = []] = before
    expect(await hoursOf(ward)).toEqual([[first[0], 840]])
    expect(await bookingNow(ward, ids[0] ?? 0)).toMatchObject({ state: 'booked' })
    expect(await hoursOf(ward, '2026-12-09')).toEqual(before)
  })
})

describe('stopping bookings at once', () => {
  const stopped = (ward: Ward) => planOf(ward, { isBookingStopped: true })

  test('residents book nothing there any more, and who is booked stays', async () => {
    const { ward, admin, ids } = await open('09:00')
    await begun(ward, admin, stopped(ward))

    expect(await ward.book(['tennyu'], at('10:00'))).toMatchObject({ ok: false })
    expect(await ward.book(['tennyu'], '2026-12-09T10:00')).toMatchObject({ ok: true })
    expect(await bookingNow(ward, ids[0] ?? 0)).toMatchObject({ state: 'booked' })
  })

  test('given up, it can be booked again and nothing else has changed', async () => {
    const { ward, admin } = await open('09:00')
    const closingId = await begun(ward, admin, stopped(ward))
    const act = await press(ward, admin, closingId)

    expect(await discard(ward.deps, ward.office, act)).toEqual({ ok: true })
    expect(await discard(ward.deps, ward.office, act)).toEqual({ ok: true })

    expect((await closingNow(ward, closingId)).state).toBe('discarded')
    expect(await ward.book(['tennyu'], at('10:00'))).toMatchObject({ ok: true })
    expect((await hoursOf(ward)).length).toBeGreaterThan(0)
  })

  test('it goes with the plan to another day', async () => {
    const { ward, admin } = await open()
    const closingId = await begun(ward, admin, stopped(ward))
    const plan = { ...stopped(ward), fromDate: '2026-12-09', toDate: '2026-12-09' }

    expect(await changePlan(ward.deps, ward.office, await press(ward, admin, closingId), plan)).toEqual({
      ok: true,
    })

    expect(await ward.book(['tennyu'], at('10:00'))).toMatchObject({ ok: true })
    expect(await ward.book(['tennyu'], '2026-12-09T10:00')).toMatchObject({ ok: false })
  })

  test('carried out, nothing of it is left but the closing', async () => {
    const { ward, admin } = await open()
    const closingId = await begun(ward, admin, stopped(ward))

    expect(await close(ward.deps, ward.office, await press(ward, admin, closingId))).toEqual({ ok: true })

    const rules = await ward.deps.store.read(db => db.selectFrom('capacity_rules').selectAll().execute())
    expect(rules).toEqual([])
    expect(await hoursOf(ward)).toEqual([])
  })
})
