import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Appointment } from '#src/booking/appointment.ts'
import { cancelLeg } from '#src/booking/cancel-leg.ts'
import { reschedule } from '#src/booking/reschedule.ts'
import { reschedulePlan } from '#src/booking/reschedule-plan.ts'
import { actorOf } from '#src/queue/actor.ts'
import { openCheckedWard } from '../support/invariants.ts'
import { checkIn, done, newStaffMember, openWindows } from '../support/queue.ts'
import { randomNumbers } from '../support/random.ts'
import { engine, instant, type Ward } from '../support/ward.ts'
import { cancelIt, deedsOf, freeAt, messagesOf, move } from './deeds.ts'
import { appointmentKept, bookedPlan, bookPlan, type LegWished, movingIn, planDate, planOf } from './plans.ts'

const intent = () => ({ key: randomUUID(), scope: 'test', body: {} })

function cancelOne(ward: Ward, { id, legs }: Appointment, index: number) {
  const legId = legs[index]?.id ?? 0
  return cancelLeg(ward.deps, ward.office, { appointmentId: id, legId }, 'web', intent())
}

function moveOne(ward: Ward, { id, legs }: Appointment, index: number, time: string, date = planDate) {
  const to = { legId: legs[index]?.id, startsAt: instant(`${date}T${time}`), isAlone: true }
  return reschedule(ward.deps, ward.office, id, to, 'web', intent())
}

function replan(ward: Ward, { id }: Appointment, legs: readonly LegWished[], date = planDate) {
  return reschedulePlan(ward.deps, ward.office, id, planOf(ward, legs, date), 'web', intent())
}

const timesOf = ({ legs }: Appointment) => legs.map(({ startsAt }) => startsAt)
const at = (...times: string[]) => times.map(time => instant(`${planDate}T${time}`))

const freeOfPlan = async (ward: Ward) => [
  await freeAt(ward, ['tennyu'], `${planDate}T09:00`),
  await freeAt(ward, ['kokuho-kanyu'], `${planDate}T10:00`),
  await freeAt(ward, ['jidoteate'], `${planDate}T11:00`),
]

test('cancelling the visit gives every place of it back', async () => {
  const ward = await openCheckedWard()
  const before = await freeOfPlan(ward)
  const { id } = await bookedPlan(ward)

  expect(await cancelIt(ward, id)).toMatchObject({ ok: true })

  expect(await freeOfPlan(ward)).toEqual(before)
  expect(await deedsOf(ward, id)).toEqual(['book', 'cancel'])
})

test('cancelling one counter frees its place alone, and the others keep theirs in their order', async () => {
  const ward = await openCheckedWard()
  const [first, second = 0, third] = await freeOfPlan(ward)
  const booked = await bookedPlan(ward)

  expect(await cancelOne(ward, booked, 1)).toMatchObject({ ok: true })

  const kept = await appointmentKept(ward, booked.id)
  expect(kept).toMatchObject({ state: 'booked', reference: booked.reference, sequence: 1 })
  expect(timesOf(kept)).toEqual(at('09:00', '11:00'))
  expect(await freeOfPlan(ward)).toEqual([(first ?? 0) - 1, second, (third ?? 0) - 1])
  expect(await deedsOf(ward, booked.id)).toEqual(['book', 'cancel_leg'])
  expect(await messagesOf(ward, booked.id)).toEqual(['booked', 'rescheduled'])
})

test('cancelling the last counter that is left cancels the visit', async () => {
  const ward = await openCheckedWard()
  const booked = await bookedPlan(ward)
  for (const index of [0, 0, 0])
    expect(await cancelOne(ward, await appointmentKept(ward, booked.id), index)).toMatchObject({ ok: true })

  expect((await appointmentKept(ward, booked.id)).state).toBe('cancelled')
  expect(await deedsOf(ward, booked.id)).toEqual(['book', 'cancel_leg', 'cancel_leg', 'cancel'])
})

test('a counter that was cancelled before, and one of a visit that has begun, are refused', async () => {
  const ward = await openCheckedWard()
  const booked = await bookedPlan(ward)
  await cancelOne(ward, booked, 1)
  expect(await cancelOne(ward, booked, 1)).toEqual({ ok: false, reason: 'already_cancelled' })

  ward.setNow(`${planDate}T09:00`)
  expect(await cancelOne(ward, booked, 2)).toEqual({ ok: false, reason: 'visit_begun' })
})

test('a counter for which a number was voided is kept in the log, all others may be cancelled and moved', async () => {
  const ward = await openCheckedWard()
  const booked = await bookedPlan(ward)
  const [desk] = await openWindows(ward, 'ido')
  const actor = actorOf(await newStaffMember(ward, 'reception'))
  done(await desk.act('void', done(await checkIn(ward, booked.id, { at: `${planDate}T08:30`, actor }))))

  const refusal = { ok: false, reason: 'visit_begun' }
  expect(await cancelOne(ward, booked, 0)).toEqual(refusal)
  expect(await replan(ward, booked, movingIn, '2026-12-03')).toEqual(refusal)
  expect(await cancelOne(ward, booked, 1)).toMatchObject({ ok: true })
  expect(await moveOne(ward, booked, 2, '11:30')).toMatchObject({ ok: true })
  expect(await cancelIt(ward, booked.id)).toMatchObject({ ok: true })
})

test('one counter moves to a time between the others', async () => {
  const ward = await openCheckedWard()
  const booked = await bookedPlan(ward)

  expect(await moveOne(ward, booked, 1, '10:15')).toMatchObject({ ok: true })

  const kept = await appointmentKept(ward, booked.id)
  expect(timesOf(kept)).toEqual(at('09:00', '10:15', '11:00'))
  expect(await messagesOf(ward, booked.id)).toEqual(['booked', 'rescheduled'])
})

test.each([
  ['before the counter ahead of it', '09:00', planDate, 'plan_times'],
  ['too soon after it to walk over', '09:30', planDate, 'plan_times'],
  ['after the counter that follows', '11:30', planDate, 'plan_times'],
  ['on another day', '10:00', '2026-12-03', 'plan_times'],
  ['while its counter is closed', '20:00', planDate, 'slot_closed'],
])('one counter does not move alone: %s', async (_, time, date, reason) => {
  const ward = await openCheckedWard()
  const booked = await bookedPlan(ward, [
    ['tennyu', '09:00'],
    ['kokuho-kanyu', '10:00'],
    ['jidoteate', '11:00'],
  ])

  expect(await moveOne(ward, booked, 1, time, date)).toEqual({ ok: false, reason })
  expect(timesOf(await appointmentKept(ward, booked.id))).toEqual(timesOf(booked))
})

test('the whole visit moves by the same time at every counter, or not at all', async () => {
  const ward = await openCheckedWard()
  const booked = await bookedPlan(ward)

  expect(await move(ward, booked.id, `${planDate}T09:30`)).toMatchObject({ ok: true })
  const moved = await appointmentKept(ward, booked.id)
  expect(timesOf(moved)).toEqual(at('09:30', '10:30', '11:30'))

  while ((await ward.book(['jidoteate'], `${planDate}T16:00`)).ok);
  expect(await move(ward, booked.id, `${planDate}T14:00`)).toEqual({ ok: false, reason: 'slot_full' })
  expect(timesOf(await appointmentKept(ward, booked.id))).toEqual(timesOf(moved))
})

test('the whole visit moves to another plan of the same services, in another order and on another day', async () => {
  const ward = await openCheckedWard()
  const booked = await bookedPlan(ward)
  const before = await freeOfPlan(ward)

  const outcome = await replan(
    ward,
    booked,
    [
      ['tennyu', '13:00'],
      ['jidoteate', '14:00'],
      ['kokuho-kanyu', '15:00'],
    ],
    '2026-12-03',
  )

  expect(outcome).toMatchObject({ ok: true, from: instant(`${planDate}T09:00`) })
  const kept = await appointmentKept(ward, booked.id)
  expect(kept.services.map(({ slug }) => slug)).toEqual(['tennyu', 'jidoteate', 'kokuho-kanyu'])
  expect(kept.leg.startsAt).toBe(instant('2026-12-03T13:00'))
  expect(await freeOfPlan(ward)).toEqual(before.map(free => free + 1))
})

test('another plan is refused for other services, for two counters too close, and where one is full', async () => {
  const ward = await openCheckedWard()
  const booked = await bookedPlan(ward)
  while ((await ward.book(['jidoteate'], `${planDate}T16:00`)).ok);
  const [first, second] = movingIn as [LegWished, LegWished]

  expect(await replan(ward, booked, [first, second])).toEqual({ ok: false, reason: 'plan_services' })
  expect(await replan(ward, booked, [first, second, ['jidoteate', '10:15']])).toEqual({
    ok: false,
    reason: 'plan_times',
  })
  expect(await replan(ward, booked, [first, second, ['jidoteate', '16:00']])).toEqual({
    ok: false,
    reason: 'slot_full',
  })
  expect(timesOf(await appointmentKept(ward, booked.id))).toEqual(timesOf(booked))
})

test('a visit is moved and cancelled at once by many: it has all its places or none', async () => {
  const ward = await openCheckedWard()
  const booked = await bookedPlan(ward)

  await Promise.all([
    ...['09:30', '10:00', '13:00'].map(time => move(ward, booked.id, `${planDate}T${time}`)),
    cancelOne(ward, booked, 1),
    cancelOne(ward, booked, 2),
    moveOne(ward, booked, 2, '11:30'),
    cancelIt(ward, booked.id),
  ])

  expect((await appointmentKept(ward, booked.id)).state).toBe('cancelled')
})

const random: LegWished[][] = [
  movingIn,
  [
    ['kokuho-kanyu', '09:00'],
    ['tennyu', '10:00'],
  ],
  [
    ['jidoteate', '10:00'],
    ['kokuho-kanyu', '11:00'],
  ],
  [
    ['tennyu', '10:00'],
    ['jidoteate', '11:00'],
  ],
]

test(
  'random deeds with plans and single visits at once keep every promise',
  { timeout: 120_000 },
  async () => {
    const ward = await openCheckedWard()
    const next = randomNumbers(20_261_126)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
    const mine: number[] = []
    const done: boolean[] = []

    const deed = async (kind: number) => {
      const id = mine.length > 0 ? pick(mine) : null
      if (kind < 4 || id === null) {
        const outcome = await bookPlan(ward, pick(random))
        if (outcome.ok) mine.push(outcome.appointmentId)
        return outcome.ok
      }
      if (kind === 4) return (await ward.book([pick(['tennyu', 'jidoteate'])], `${planDate}T10:00`)).ok
      const one = await appointmentKept(ward, id)
      if (kind === 5) return (await cancelOne(ward, one, Math.floor(next() * one.legs.length))).ok
      if (kind === 6) return (await cancelIt(ward, id)).ok
      if (kind === 7) return (await move(ward, id, `${planDate}T${pick(['09:15', '09:45', '13:00'])}`)).ok
      if (kind === 8) return (await moveOne(ward, one, 1, pick(['10:15', '10:45', '11:30']))).ok
      return (await replan(ward, one, pick(random), '2026-12-03')).ok
    }
    const rounds = engine === 'sqlite' ? 60 : 25
    for (let round = 0; round < rounds; round += 1)
      done.push(...(await Promise.all(Array.from({ length: 5 }, () => deed(Math.floor(next() * 10))))))

    expect(done.filter(Boolean).length).toBeGreaterThan(rounds)
  },
)
