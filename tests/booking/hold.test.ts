import { expect, test } from 'vitest'
import { bookHold } from '#src/booking/book.ts'
import { extend, heldAppointment, releaseHold, saveHoldDetails } from '#src/booking/keep-hold.ts'
import {
  countersWithExpiredHolds,
  deleteHoldsEndedBefore,
  freeExpiredPlaces,
} from '#src/booking/hold-queries.ts'
import { openCheckedWard } from '../support/invariants.ts'
import { anybody, instant } from '../support/ward.ts'
import { appointmentOf, bookHeld, deedsOf, freeAt, held, holdAt, messagesOf, reasons } from './deeds.ts'

// The counter of family registers has two windows and so one place for residents in each slot.
const register = ['koseki-konin']

test('a hold takes a place for ten minutes and tells nobody', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T10:00' })
  expect(await freeAt(ward, register, '2026-12-02T09:00')).toBe(1)

  const hold = await held(ward, register, '2026-12-02T09:00')

  expect(hold.expiresAt).toBe(instant('2026-12-01T10:10'))
  expect(await freeAt(ward, register, '2026-12-02T09:00')).toBe(0)
  expect(await freeAt(ward, register, '2026-12-02T09:15')).toBe(0)
  expect(await freeAt(ward, register, '2026-12-02T09:30')).toBe(1)
  expect(await deedsOf(ward, hold.appointmentId)).toEqual([])
  expect(await messagesOf(ward, hold.appointmentId)).toEqual([])
})

test('nobody else can hold a held time', async () => {
  const ward = await openCheckedWard()
  await held(ward, register, '2026-12-02T09:00')

  expect(await holdAt(ward, register, '2026-12-02T09:00')).toEqual({ ok: false, reason: 'slot_full' })
  expect(await holdAt(ward, register, '2026-12-02T09:15')).toEqual({ ok: false, reason: 'slot_full' })
  expect(await holdAt(ward, register, '2026-12-02T09:30')).toMatchObject({ ok: true })
})

test('a held time becomes a booking with a reference, one audit row and one message', async () => {
  const ward = await openCheckedWard()
  const { hold, appointmentId } = await held(ward, register, '2026-12-02T09:00')

  const booked = await bookHeld(ward, hold)

  expect(booked).toMatchObject({ ok: true, appointmentId, startsAt: instant('2026-12-02T09:00') })
  expect(booked.ok && booked.endsAt).toBe(instant('2026-12-02T09:30'))
  expect(await appointmentOf(ward, appointmentId)).toMatchObject({ state: 'booked', heldUntil: null })
  expect(await deedsOf(ward, appointmentId)).toEqual(['book'])
  expect(await messagesOf(ward, appointmentId)).toEqual(['booked'])
})

test('a hold is booked once', async () => {
  const ward = await openCheckedWard()
  const { hold } = await held(ward, register, '2026-12-02T09:00')
  await bookHeld(ward, hold)

  expect(await bookHeld(ward, hold)).toEqual({ ok: false, reason: 'already_booked' })
})

test('a hold that two tabs confirm at once is booked once', async () => {
  const ward = await openCheckedWard()
  const { hold } = await held(ward, register, '2026-12-02T09:00')

  const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => bookHeld(ward, hold)))

  expect(outcomes.filter(outcome => outcome.ok)).toHaveLength(1)
  expect(reasons(outcomes).every(reason => reason === 'already_booked' || reason === 'hold_expired')).toBe(
    true,
  )
})

test('details kept with a hold are what is booked', async () => {
  const ward = await openCheckedWard()
  const { hold, appointmentId } = await held(ward, register, '2026-12-02T09:00')
  const details = { ...anybody(), needs: ['wheelchair' as const], language: 'en' as const }

  await saveHoldDetails(ward.deps, ward.office, hold, { ...details, name: '書きかけ' })
  await saveHoldDetails(ward.deps, ward.office, hold, details)
  const found = await heldAppointment(ward.deps, ward.office, hold)
  expect(found?.person).toMatchObject({ name: details.name, needs: ['wheelchair'] })

  const intent = { key: 'k', scope: 'book', body: hold }
  const booked = await bookHold(ward.deps, ward.office, { hold, actor: 'web' }, intent)

  expect(booked).toMatchObject({ ok: true })
  expect(await appointmentOf(ward, appointmentId)).toMatchObject({
    language: 'en',
    person: { email: details.email },
  })
})

test('a hold without name and contact is not booked and stays a hold', async () => {
  const ward = await openCheckedWard()
  const { hold, appointmentId } = await held(ward, register, '2026-12-02T09:00')

  const booked = await bookHold(
    ward.deps,
    ward.office,
    { hold, actor: 'web' },
    { key: 'k', scope: 's', body: 1 },
  )

  expect(booked).toEqual({ ok: false, reason: 'details_missing' })
  expect(await appointmentOf(ward, appointmentId)).toMatchObject({ state: 'held' })
})

test.each([
  ['one millisecond before its end', '2026-12-01T10:09:59.999', { ok: true }],
  ['at its very end', '2026-12-01T10:10:00.000', { ok: false, reason: 'hold_expired' }],
  ['after its end', '2026-12-01T10:10:00.001', { ok: false, reason: 'hold_expired' }],
])('a hold confirmed %s', async (_, at, outcome) => {
  const ward = await openCheckedWard({ now: '2026-12-01T10:00' })
  const { hold } = await held(ward, register, '2026-12-02T09:00')

  ward.setNow(at)

  expect(await bookHeld(ward, hold)).toMatchObject(outcome)
})

test('the place of an ended hold is free for the next, before any job has run', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T10:00' })
  const { hold } = await held(ward, register, '2026-12-02T09:00')

  ward.setNow('2026-12-01T10:09:59')
  expect(await freeAt(ward, register, '2026-12-02T09:00')).toBe(0)
  ward.setNow('2026-12-01T10:10')
  expect(await freeAt(ward, register, '2026-12-02T09:00')).toBe(1)

  expect(await ward.book(register, '2026-12-02T09:15')).toMatchObject({ ok: true })
  expect(await bookHeld(ward, hold)).toEqual({ ok: false, reason: 'hold_expired' })
  expect(await freeAt(ward, register, '2026-12-02T09:00')).toBe(0)
})

test('when a hold ends, is confirmed and is taken by somebody else at once, one of the two has the place', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T10:00' })
  for (let round = 0; round < 10; round += 1) {
    const start = `2026-12-02T${String(9 + round / 2)
      .split('.')[0]
      ?.padStart(2, '0')}:${round % 2 ? '30' : '00'}`
    ward.setNow('2026-12-01T10:00')
    const { hold } = await held(ward, register, start)

    ward.setNow('2026-12-01T10:09:59.999')
    const confirming = bookHeld(ward, hold)
    ward.setNow('2026-12-01T10:10')
    const [confirmed, taken] = await Promise.all([confirming, ward.book(register, start)])

    expect([confirmed.ok, taken.ok].filter(Boolean)).toHaveLength(1)
  }
})

test('a hold whose places somebody with a later clock has freed cannot be booked or extended any more', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T10:00' })
  const { hold } = await held(ward, register, '2026-12-02T09:00')
  ward.setNow('2026-12-01T10:10')
  await ward.deps.store.write(db => freeExpiredPlaces(db, ward.deps.clock.now()))

  ward.setNow('2026-12-01T10:09')

  expect(await extend(ward.deps, ward.office, hold)).toEqual({ ok: false, reason: 'hold_expired' })
  expect(await bookHeld(ward, hold)).toEqual({ ok: false, reason: 'hold_expired' })
  ward.setNow('2026-12-01T10:10')
})

test('a hold is extended once, by ten minutes from now', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T10:00' })
  const { hold, appointmentId } = await held(ward, register, '2026-12-02T09:00')

  ward.setNow('2026-12-01T10:08')
  expect(await extend(ward.deps, ward.office, hold)).toEqual({ ok: true })
  expect((await appointmentOf(ward, appointmentId))?.heldUntil).toBe(instant('2026-12-01T10:18'))

  ward.setNow('2026-12-01T10:17')
  expect(await extend(ward.deps, ward.office, hold)).toEqual({ ok: false, reason: 'already_extended' })
  expect(await freeAt(ward, register, '2026-12-02T09:00')).toBe(0)
  ward.setNow('2026-12-01T10:18')
  expect(await freeAt(ward, register, '2026-12-02T09:00')).toBe(1)
})

test('a hold asked for extension five times at once is extended once', async () => {
  const ward = await openCheckedWard()
  const { hold } = await held(ward, register, '2026-12-02T09:00')

  const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => extend(ward.deps, ward.office, hold)))

  expect(reasons(outcomes)).toEqual(Array.from({ length: 4 }, () => 'already_extended'))
})

test('a hold that is over is not extended', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T10:00' })
  const { hold } = await held(ward, register, '2026-12-02T09:00')

  ward.setNow('2026-12-01T10:10')

  expect(await extend(ward.deps, ward.office, hold)).toEqual({ ok: false, reason: 'hold_expired' })
})

test('a hold given back is free at once, and giving it back twice is no error', async () => {
  const ward = await openCheckedWard()
  const { hold } = await held(ward, register, '2026-12-02T09:00')

  await releaseHold(ward.deps, ward.office, hold)
  await releaseHold(ward.deps, ward.office, hold)

  expect(await freeAt(ward, register, '2026-12-02T09:00')).toBe(1)
  expect(await bookHeld(ward, hold)).toEqual({ ok: false, reason: 'hold_expired' })
})

test('giving back a hold that has been booked does nothing', async () => {
  const ward = await openCheckedWard()
  const { hold, appointmentId } = await held(ward, register, '2026-12-02T09:00')
  await bookHeld(ward, hold)

  await releaseHold(ward.deps, ward.office, hold)

  expect(await appointmentOf(ward, appointmentId)).toMatchObject({ state: 'booked' })
})

test('the job frees ended holds only, keeps what was typed for a while, and then forgets it', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T10:00' })
  const ended = await held(ward, register, '2026-12-02T09:00')
  await saveHoldDetails(ward.deps, ward.office, ended.hold, anybody())
  ward.setNow('2026-12-01T10:09')
  const live = await held(ward, register, '2026-12-02T10:00')
  const booked = await ward.booked(register, '2026-12-02T11:00')
  ward.setNow('2026-12-01T10:10')
  const now = ward.deps.clock.now()

  const counterIds = await ward.deps.store.read(db => countersWithExpiredHolds(db, now))
  expect(counterIds).toEqual([ended.counterId])
  await ward.deps.store.write(db => freeExpiredPlaces(db, now))
  expect(await ward.deps.store.read(db => countersWithExpiredHolds(db, now))).toEqual([])
  expect(await heldAppointment(ward.deps, ward.office, ended.hold)).toMatchObject({ state: 'held' })

  await ward.deps.store.write(db => deleteHoldsEndedBefore(db, now))
  expect(await appointmentOf(ward, ended.appointmentId)).toBeNull()
  expect(await appointmentOf(ward, live.appointmentId)).toMatchObject({ state: 'held' })
  expect(await appointmentOf(ward, booked.appointmentId)).toMatchObject({ state: 'booked' })
})

test.each([
  ['a wish without a service', [] as string[], 1, '2026-12-02T09:00', 'no_service'],
  ['a service that takes no bookings', ['mn-ansho'], 1, '2026-12-02T09:00', 'not_bookable'],
  ['services of two counters', ['tennyu', 'kokuho-kanyu'], 1, '2026-12-02T09:00', 'several_counters'],
  [
    'more than three services',
    ['tennyu', 'tenkyo', 'setai', 'inkan-toroku'],
    1,
    '2026-12-02T09:00',
    'too_many_services',
  ],
  ['nobody', ['tennyu'], 0, '2026-12-02T09:00', 'people'],
  ['half a person', ['tennyu'], 1.5, '2026-12-02T09:00', 'people'],
  ['more people than allowed', ['tennyu'], 9, '2026-12-02T09:00', 'people'],
  ['a time off the grid', ['tennyu'], 1, '2026-12-02T09:05', 'slot_closed'],
  ['a closed day', ['tennyu'], 1, '2026-12-05T09:00', 'slot_closed'],
  ['a time that has passed', ['tennyu'], 1, '2026-12-01T07:00', 'slot_too_late'],
  ['a day before today', ['tennyu'], 1, '2026-11-30T09:00', 'slot_too_late'],
  ['a day too far ahead', ['tennyu'], 1, '2027-03-01T09:00', 'slot_not_yet'],
])('%s cannot be held', async (_, slugs, people, startsAt, reason) => {
  const ward = await openCheckedWard()

  expect(await holdAt(ward, slugs, startsAt, { people })).toEqual({ ok: false, reason })
})

test('three services for three people take their places in every slot of the visit or in none', async () => {
  const ward = await openCheckedWard()
  // 20 + 20 + 20 minutes, all for each person, make twelve slots of the counter's two places.
  const all = ['mn-uketori', 'mn-koshin', 'mn-shinsei']
  await ward.booked(['mn-uketori'], '2026-12-02T11:15')
  await ward.booked(['mn-uketori'], '2026-12-02T11:15')

  expect(await holdAt(ward, all, '2026-12-02T09:00', { people: 3 })).toEqual({
    ok: false,
    reason: 'slot_full',
  })
  expect(await freeAt(ward, ['mn-uketori'], '2026-12-02T09:00')).toBe(2)
  expect(await holdAt(ward, all, '2026-12-02T13:00', { people: 3 })).toMatchObject({ ok: true })
  expect(await freeAt(ward, ['mn-uketori'], '2026-12-02T13:00')).toBe(1)
})

test('a hold opens nothing at another office', async () => {
  const ward = await openCheckedWard()
  const { hold } = await held(ward, register, '2026-12-02T09:00')

  const elsewhere = { ...ward.office, id: ward.office.id + 1 }

  expect(await heldAppointment(ward.deps, elsewhere, hold)).toBeNull()
})
