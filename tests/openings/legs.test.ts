import { expect, test } from 'vitest'
import { bestNewTimes } from '#src/openings/new-times.ts'
import { readHits } from '#src/openings/read-hits.ts'
import { appointmentKept, bookedPlan, movingIn } from '../booking/plans.ts'
import { messagesOf } from '../booking/deeds.ts'
import { openCheckedWard } from '../support/invariants.ts'
import { counterOf } from '../support/queue.ts'
import { instant, type Ward } from '../support/ward.ts'
import { change, dated, idsOf, preview } from './changes.ts'

const day = '2026-12-08'
const at = (time: string) => instant(`${day}T${time}`)

/** The children's counter, to which the third leg leads, opens late that day. */
const childrenFrom = (ward: Ward, minute: number) => [
  dated(counterOf(ward, 'kodomo').id, day, [minute, 1050]),
]

const timesOf = async (ward: Ward, id: number) =>
  (await appointmentKept(ward, id)).legs.map(({ startsAt }) => startsAt)

test('a closed counter that only one leg leads to hits the visit, once', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T09:00' })
  const booked = await bookedPlan(ward, movingIn, { date: day })

  const { hits } = await preview(ward, childrenFrom(ward, 780))

  expect(idsOf(hits)).toEqual([booked.id])
  expect(hits[0]?.visit).toMatchObject({ legId: booked.legs[2]?.id, startsAt: at('11:00') })
  expect(hits[0]?.visit.others).toHaveLength(2)
})

test('moved by the office the whole visit goes together, and its places with it', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T09:00' })
  const booked = await bookedPlan(ward, movingIn, { date: day })

  const outcome = await change(ward, childrenFrom(ward, 780), [
    [booked.id, { kind: 'move', startsAt: at('15:00') }],
  ])

  expect(outcome).toMatchObject({ ok: true, moved: 1 })
  expect(await timesOf(ward, booked.id)).toEqual([at('13:00'), at('14:00'), at('15:00')])
  expect(await messagesOf(ward, booked.id)).toEqual(['booked', 'rescheduled'])
})

test('cancelled by the office the whole visit is gone', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T09:00' })
  const booked = await bookedPlan(ward, movingIn, { date: day })

  await change(ward, childrenFrom(ward, 780), [[booked.id, { kind: 'cancel' }]])

  expect((await appointmentKept(ward, booked.id)).state).toBe('cancelled')
})

test('new times offered are those at which every counter of the visit is free', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T09:00' })
  await bookedPlan(ward, movingIn, { date: day })
  while ((await ward.book(['tennyu'], `${day}T13:00`)).ok);
  const { after } = await preview(ward, childrenFrom(ward, 780))
  const { hits, taken } = await readHits(ward.deps, ward.office, after, false)
  const visits = hits.map(({ visit }) => visit)
  const full = taken.concat(
    [1, 2, 3, 4, 5].map(placeNumber => ({
      ...{ counterId: counterOf(ward, 'ido').id, startsAt: at('13:00'), placeNumber },
    })),
  )

  const times = await bestNewTimes(after, visits, full, ward.deps.clock.now(), 40)

  const offered = [...times.values()].flat().map(({ startsAt }) => startsAt)
  expect(offered).toContain(at('15:15'))
  expect(offered).not.toContain(at('15:00'))
  expect(offered).not.toContain(at('11:00'))
})

test('whose first counter has begun is served at the later ones whatever changes', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T09:00' })
  await bookedPlan(ward, movingIn, { date: day })
  ward.setNow(`${day}T09:30`)

  expect((await preview(ward, childrenFrom(ward, 780))).hits).toEqual([])
})
