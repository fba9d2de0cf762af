import { expect, test } from 'vitest'
import { isoOf } from '#src/clock.ts'
import { hold } from '#src/booking/hold.ts'
import { createPlanner } from '#src/planner/find-plans.ts'
import { openWard } from '../support/ward.ts'

const day = '2026-12-02'

test('plans are the same objects while nothing has changed, and other ones at once when somebody books', async () => {
  const ward = await openWard()
  const planner = createPlanner(ward.deps)
  const wish = ward.wish('tennyu', 'shugaku')
  const first = await planner.days(ward.office, wish, day, day)
  const again = await planner.days(ward.office, wish, day, day)

  await ward.booked(['shugaku'], `${day}T10:15`)
  const after = await planner.days(ward.office, wish, day, day)

  expect(again[0]).toBe(first[0])
  const second = (days: typeof first) => days[0]?.plans[0]?.stops[1]?.startsAt ?? 0
  expect(second(after)).toBe(second(first) + 30 * 60_000)
})

test('what others hold is free again when the hold is over', async () => {
  const ward = await openWard()
  const planner = createPlanner(ward.deps)
  const wish = ward.wish('tennyu', 'shugaku')
  const first = await planner.days(ward.office, wish, day, day)
  const request = { ...ward.wish('shugaku'), language: 'ja', channel: 'web' } as const
  const startsAt = first[0]?.plans[0]?.stops[1]?.startsAt ?? 0
  await hold(ward.deps, ward.office, { ...request, startsAt }, { key: 'one', scope: 'test', body: null })

  expect(await planner.days(ward.office, wish, day, day)).not.toEqual(first)
  ward.setNow('2026-12-01T08:11')
  expect((await planner.days(ward.office, wish, day, day))[0]?.plans).toEqual(first[0]?.plans)
})

test('a day on which one counter has nothing left is full because of it', async () => {
  const ward = await openWard()
  const planner = createPlanner(ward.deps)
  const { days } = await ward.deps.availability.days(ward.office, ward.wish('shugaku'), day, day)
  for (const [index, { startsAt }] of (days[0]?.slots ?? []).entries())
    if (index % 2 === 0) await ward.booked(['shugaku'], isoOf(startsAt, ward.office.timeZone))

  const [full] = await planner.days(ward.office, ward.wish('tennyu', 'shugaku'), day, day)
  const next = await planner.nextOpen(ward.office, ward.wish('tennyu', 'shugaku'), day)

  const counter = ward.office.counters.find(({ slug }) => slug === 'kyoiku')
  expect([full?.state, full?.obstacle?.counterId, full?.plans]).toEqual(['full', counter?.id, []])
  expect(next?.date).toBe('2026-12-03')
})

test('a day beyond what one of the counters can be booked for is not open yet', async () => {
  const ward = await openWard()
  const planner = createPlanner(ward.deps)

  const [far] = await planner.days(ward.office, ward.wish('tennyu', 'shugaku'), '2027-03-01', '2027-03-01')

  expect(far?.state).toBe('not_yet')
  expect(await planner.nextOpen(ward.office, ward.wish('tennyu', 'shugaku'), '2027-02-28')).toBeNull()
})
