import { expect, test } from 'vitest'
import { openCheckedWard } from '../support/invariants.ts'
import { instant } from '../support/ward.ts'
import { appointmentOf, cancelIt, deedsOf, freeAt, held, messagesOf, move } from './deeds.ts'

const register = ['koseki-konin']

test('a moved visit has its new place and has given back the old one', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(register, '2026-12-02T09:00')

  const moved = await move(ward, appointmentId, '2026-12-03T10:00')

  expect(moved).toMatchObject({ ok: true, from: instant('2026-12-02T09:00') })
  const appointment = await appointmentOf(ward, appointmentId)
  expect(appointment).toMatchObject({
    state: 'booked',
    sequence: 1,
    leg: { startsAt: instant('2026-12-03T10:00') },
  })
  expect(await freeAt(ward, register, '2026-12-02T09:00')).toBe(1)
  expect(await freeAt(ward, register, '2026-12-03T10:00')).toBe(0)
  expect(await deedsOf(ward, appointmentId)).toEqual(['book', 'reschedule'])
  expect(await messagesOf(ward, appointmentId)).toEqual(['booked', 'rescheduled'])
})

test('a booking is held, booked, moved twice and cancelled with one message for each deed', async () => {
  const ward = await openCheckedWard()
  const { appointmentId, reference } = await ward.booked(register, '2026-12-02T09:00')

  await move(ward, appointmentId, '2026-12-03T10:00')
  await move(ward, appointmentId, '2026-12-04T11:00')
  await cancelIt(ward, appointmentId)

  expect(await appointmentOf(ward, appointmentId)).toMatchObject({
    state: 'cancelled',
    reference,
    sequence: 3,
  })
  expect(await messagesOf(ward, appointmentId)).toEqual(['booked', 'rescheduled', 'rescheduled', 'cancelled'])
})

test('a visit moves onto slots it partly has itself', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(register, '2026-12-02T09:00')

  expect(await move(ward, appointmentId, '2026-12-02T09:15')).toMatchObject({ ok: true })
  expect(await move(ward, appointmentId, '2026-12-02T09:15')).toMatchObject({ ok: true })

  expect(await freeAt(ward, ['koseki-konin'], '2026-12-02T09:15')).toBe(0)
})

test.each([
  ['a full time', '2026-12-02T10:15', 'slot_full'],
  ['a closed day', '2026-12-05T09:00', 'slot_closed'],
  ['a time off the grid', '2026-12-02T09:01', 'slot_closed'],
  ['the past', '2026-12-01T07:45', 'slot_too_late'],
  ['a day too far ahead', '2027-03-01T09:00', 'slot_not_yet'],
])('a visit cannot move to %s and keeps its old place', async (_, startsAt, reason) => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(register, '2026-12-02T09:00')
  await ward.booked(register, '2026-12-02T10:00')

  expect(await move(ward, appointmentId, startsAt)).toEqual({ ok: false, reason })

  const appointment = await appointmentOf(ward, appointmentId)
  expect(appointment).toMatchObject({ sequence: 0, leg: { startsAt: instant('2026-12-02T09:00') } })
  expect(await freeAt(ward, register, '2026-12-02T09:00')).toBe(0)
})

test('two visits that want each other’s full time both keep their own, without a deadlock', async () => {
  const ward = await openCheckedWard()
  const first = await ward.booked(register, '2026-12-02T09:00')
  const second = await ward.booked(register, '2026-12-02T10:00')

  for (let round = 0; round < 10; round += 1) {
    const before = performance.now()
    const outcomes = await Promise.all([
      move(ward, first.appointmentId, '2026-12-02T10:00'),
      move(ward, second.appointmentId, '2026-12-02T09:00'),
    ])
    expect(outcomes).toEqual([1, 2].map(() => ({ ok: false, reason: 'slot_full' })))
    expect(performance.now() - before).toBeLessThan(2000)
  }
})

test('many visits that move at once to one place leave one there and all others where they were', async () => {
  const ward = await openCheckedWard()
  const visits: number[] = []
  for (const time of ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30'])
    visits.push((await ward.booked(register, `2026-12-02T${time}`)).appointmentId)

  const outcomes = await Promise.all(visits.map(id => move(ward, id, '2026-12-03T14:00')))

  expect(outcomes.filter(outcome => outcome.ok)).toHaveLength(1)
})

test('one visit moved to two times at once is in the end at one of them', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(register, '2026-12-02T09:00')

  const outcomes = await Promise.all([
    move(ward, appointmentId, '2026-12-03T10:00'),
    move(ward, appointmentId, '2026-12-04T10:00'),
  ])

  expect(outcomes.every(outcome => outcome.ok)).toBe(true)
  const taken = [
    await freeAt(ward, register, '2026-12-03T10:00'),
    await freeAt(ward, register, '2026-12-04T10:00'),
  ]
  expect(new Set(taken)).toEqual(new Set([0, 1]))
})

test('the same key moves once', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(register, '2026-12-02T09:00')

  const first = await move(ward, appointmentId, '2026-12-03T10:00', 'one')
  const again = await move(ward, appointmentId, '2026-12-03T10:00', 'one')
  const other = await move(ward, appointmentId, '2026-12-04T10:00', 'one')

  expect(again).toEqual(first)
  expect(other).toEqual({ ok: false, reason: 'key_reused' })
  expect((await appointmentOf(ward, appointmentId))?.sequence).toBe(1)
})

test('a visit that has begun stays where it is', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(register, '2026-12-02T09:00')

  ward.setNow('2026-12-02T09:00')

  expect(await move(ward, appointmentId, '2026-12-03T10:00')).toEqual({ ok: false, reason: 'visit_begun' })
})

test('a cancelled visit, a hold and an unknown number cannot be moved', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(register, '2026-12-02T09:00')
  await cancelIt(ward, appointmentId)
  const hold = await held(ward, register, '2026-12-02T10:00')

  expect(await move(ward, appointmentId, '2026-12-03T10:00')).toEqual({
    ok: false,
    reason: 'already_cancelled',
  })
  expect(await move(ward, hold.appointmentId, '2026-12-03T10:00')).toEqual({ ok: false, reason: 'not_found' })
  expect(await move(ward, 999_999, '2026-12-03T10:00')).toEqual({ ok: false, reason: 'not_found' })
})

test('a visit whose service has become longer takes its new length when it moves', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(register, '2026-12-02T09:00')
  await ward.change(db =>
    db.updateTable('services').set({ duration_minutes: 60 }).where('slug', '=', 'koseki-konin').execute(),
  )

  await move(ward, appointmentId, '2026-12-03T10:00')

  expect((await appointmentOf(ward, appointmentId))?.leg.minutes).toBe(60)
})

test('a visit booked in full may move away although fewer places are offered now', async () => {
  const ward = await openCheckedWard({ isCapacityLowered: true })
  await ward.booked(['tennyu'], '2026-12-02T09:00')
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-02T09:00')
  await ward.change(db => db.updateTable('offices').set({ bookable_share_percent: 20 }).execute())

  expect(await move(ward, appointmentId, '2026-12-02T10:00')).toMatchObject({ ok: true })
})
