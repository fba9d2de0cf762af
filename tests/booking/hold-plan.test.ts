import { expect, test } from 'vitest'
import { heldAppointment } from '#src/booking/keep-hold.ts'
import { openCheckedWard } from '../support/invariants.ts'
import { instant } from '../support/ward.ts'
import { bookHeld, freeAt, reasons } from './deeds.ts'
import { bookedPlan, bookPlan, holdPlanned, type LegWished, movingIn, planDate } from './plans.ts'

test('a plan over three counters is one hold and then one booking, with a place at each of them', async () => {
  const ward = await openCheckedWard()

  const held = await holdPlanned(ward, movingIn)
  if (!held.ok) throw new Error(held.reason)
  const booked = await bookHeld(ward, held.hold)

  expect(booked).toMatchObject({ ok: true, startsAt: instant(`${planDate}T09:00`) })
  const kept = await heldAppointment(ward.deps, ward.office, held.hold)
  expect(kept?.state).toBe('booked')
  expect(kept?.legs.map(({ startsAt }) => startsAt)).toEqual(
    ['09:00', '10:00', '11:00'].map(time => instant(`${planDate}T${time}`)),
  )
  expect(kept?.legs.map(({ services }) => services.map(({ slug }) => slug))).toEqual([
    ['tennyu'],
    ['kokuho-kanyu'],
    ['jidoteate'],
  ])
  expect(kept?.leg).toBe(kept?.legs[0])
  expect(kept?.services.map(({ slug }) => slug)).toEqual(['tennyu', 'kokuho-kanyu', 'jidoteate'])
})

test('the free places shown of every counter fall with a plan', async () => {
  const ward = await openCheckedWard()
  const free = async () => [
    await freeAt(ward, ['tennyu'], `${planDate}T09:00`),
    await freeAt(ward, ['kokuho-kanyu'], `${planDate}T10:00`),
    await freeAt(ward, ['jidoteate'], `${planDate}T11:00`),
  ]
  const before = await free()

  await bookedPlan(ward)

  expect(await free()).toEqual(before.map(places => (places ?? 0) - 1))
})

test('where one counter has nothing left, nothing is taken at the others', async () => {
  const ward = await openCheckedWard()
  while ((await ward.book(['jidoteate'], `${planDate}T11:00`)).ok);
  const before = await freeAt(ward, ['tennyu'], `${planDate}T09:00`)

  expect(await holdPlanned(ward, movingIn)).toEqual({ ok: false, reason: 'slot_full' })

  expect(await freeAt(ward, ['tennyu'], `${planDate}T09:00`)).toBe(before)
})

test.each<[string, LegWished[], string]>([
  ['a single counter is no plan', [['tennyu', '09:00']], 'plan_size'],
  [
    'the second counter begins while the first is still busy',
    [
      ['tennyu', '09:00'],
      ['kokuho-kanyu', '09:15'],
    ],
    'plan_times',
  ],
  [
    'the order of time is turned around',
    [
      ['kokuho-kanyu', '10:00'],
      ['tennyu', '09:00'],
    ],
    'plan_times',
  ],
  [
    'a service is there twice',
    [
      ['tennyu', '09:00'],
      ['tennyu', '10:00'],
    ],
    'plan_services',
  ],
  [
    'a leg holds services of two counters',
    [
      ['tennyu+kokuho-kanyu', '09:00'],
      ['jidoteate', '11:00'],
    ],
    'several_counters',
  ],
  [
    'a service takes no bookings',
    [
      ['tennyu', '09:00'],
      ['shomei-juminhyo', '10:00'],
    ],
    'not_bookable',
  ],
  [
    'one counter is closed at its time',
    [
      ['tennyu', '09:00'],
      ['kokuho-kanyu', '18:00'],
    ],
    'slot_closed',
  ],
])('a plan is refused: %s', async (_, legs, reason) => {
  const ward = await openCheckedWard()
  expect(await holdPlanned(ward, legs)).toEqual({ ok: false, reason })
})

test('of a hundred families who want the same plan as many have it as fit, each of them wholly', async () => {
  const ward = await openCheckedWard()

  const outcomes = await Promise.all(Array.from({ length: 100 }, () => bookPlan(ward, movingIn)))

  const booked = outcomes.filter(outcome => outcome.ok).length
  expect(booked).toBeGreaterThan(0)
  expect(reasons(outcomes)).toEqual(Array.from({ length: 100 - booked }, () => 'slot_full'))
})

test('a plan and single bookings that want the last places never break each other', async () => {
  const ward = await openCheckedWard()

  await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      index % 3 === 0
        ? bookPlan(ward, movingIn)
        : ward.book(
            ...([
              [['tennyu'], `${planDate}T09:00`],
              [['jidoteate'], `${planDate}T11:00`],
            ][index % 2] as [string[], string]),
          ),
    ),
  )

  expect(await freeAt(ward, ['jidoteate'], `${planDate}T11:00`)).toBe(0)
})

test('the same key holds a plan once', async () => {
  const ward = await openCheckedWard()
  const [first, second] = [
    await holdPlanned(ward, movingIn, { key: 'one' }),
    await holdPlanned(ward, movingIn, { key: 'one' }),
  ]
  expect(second).toEqual(first)
})
