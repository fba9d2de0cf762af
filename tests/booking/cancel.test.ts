import { expect, test } from 'vitest'
import { openCheckedWard } from '../support/invariants.ts'
import { appointmentOf, cancelIt, deedsOf, freeAt, held, messagesOf, move } from './deeds.ts'

const register = ['koseki-konin']

test('cancelling frees exactly what was taken', async () => {
  const ward = await openCheckedWard()
  const first = await ward.booked(['tennyu'], '2026-12-02T09:00')
  const second = await ward.booked(['tennyu'], '2026-12-02T09:15')

  expect(await cancelIt(ward, first.appointmentId)).toMatchObject({ ok: true, isNew: true })

  expect(await appointmentOf(ward, first.appointmentId)).toMatchObject({ state: 'cancelled', sequence: 1 })
  expect(await appointmentOf(ward, second.appointmentId)).toMatchObject({ state: 'booked' })
  expect(await freeAt(ward, ['inkan-haishi'], '2026-12-02T09:00')).toBe(2)
  expect(await freeAt(ward, ['inkan-haishi'], '2026-12-02T09:15')).toBe(1)
  expect(await freeAt(ward, ['inkan-haishi'], '2026-12-02T09:30')).toBe(1)
  expect(await deedsOf(ward, first.appointmentId)).toEqual(['book', 'cancel'])
  expect(await messagesOf(ward, first.appointmentId)).toEqual(['booked', 'cancelled'])
})

test('what residents cancel themselves is for their own sake', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-02T09:00')

  await cancelIt(ward, appointmentId)

  const [row] = await ward.deps.store.read(db => db.selectFrom('appointments').selectAll().execute())
  expect(row?.cancelled_by).toBe('resident')
})

test('cancelling twice is no error and frees once', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(register, '2026-12-02T09:00')
  await cancelIt(ward, appointmentId)
  await ward.booked(register, '2026-12-02T09:00')

  expect(await cancelIt(ward, appointmentId)).toMatchObject({ ok: true, isNew: false })

  expect(await freeAt(ward, register, '2026-12-02T09:00')).toBe(0)
  expect(await messagesOf(ward, appointmentId)).toEqual(['booked', 'cancelled'])
})

test('ten cancellations at once are one', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(register, '2026-12-02T09:00')

  const outcomes = await Promise.all(Array.from({ length: 10 }, () => cancelIt(ward, appointmentId)))

  expect(outcomes.filter(outcome => outcome.ok)).toHaveLength(10)
  expect(outcomes.filter(outcome => outcome.ok && outcome.isNew)).toHaveLength(1)
})

test('the same key gives the answer of the first cancellation', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(register, '2026-12-02T09:00')

  const first = await cancelIt(ward, appointmentId, 'one')
  const again = await cancelIt(ward, appointmentId, 'one')

  expect(again).toEqual(first)
})

test.each([
  ['a minute before it begins', '2026-12-02T08:59', { ok: true }],
  ['when it begins', '2026-12-02T09:00', { ok: false, reason: 'visit_begun' }],
])('a visit is cancelled %s', async (_, now, outcome) => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked(register, '2026-12-02T09:00')

  ward.setNow(now)

  expect(await cancelIt(ward, appointmentId)).toMatchObject(outcome)
})

test('a hold, an unknown number and a number of another office are all not found', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await held(ward, register, '2026-12-02T09:00')
  const booked = await ward.booked(register, '2026-12-02T10:00')
  const elsewhere = { ...ward, office: { ...ward.office, id: ward.office.id + 1 } }

  const refusal = { ok: false, reason: 'not_found' }
  expect(await cancelIt(ward, appointmentId)).toEqual(refusal)
  expect(await cancelIt(ward, 999_999)).toEqual(refusal)
  expect(await cancelIt(elsewhere, booked.appointmentId)).toEqual(refusal)
})

test('a cancellation and a move of one visit at once leave it cancelled, moved before or not at all', async () => {
  const ward = await openCheckedWard()
  for (let round = 0; round < 8; round += 1) {
    const day = `2026-12-${String(7 + round).padStart(2, '0')}`
    if (['2026-12-12', '2026-12-13'].includes(day)) continue
    const { appointmentId } = await ward.booked(register, `${day}T09:00`)
    const deeds = [() => cancelIt(ward, appointmentId), () => move(ward, appointmentId, `${day}T10:00`)]
    if (round % 2) deeds.reverse()

    const outcomes = await Promise.all(deeds.map(deed => deed()))

    const cancelled = outcomes[round % 2 ? 1 : 0]
    const moved = outcomes[round % 2 ? 0 : 1]
    expect(cancelled).toMatchObject({ ok: true, isNew: true })
    expect([undefined, 'already_cancelled']).toContain(moved?.ok ? undefined : moved?.reason)
    expect(await appointmentOf(ward, appointmentId)).toMatchObject({ state: 'cancelled' })
    expect(await freeAt(ward, register, `${day}T09:00`)).toBe(1)
    expect(await freeAt(ward, register, `${day}T10:00`)).toBe(1)
  }
})
