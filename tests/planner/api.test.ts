import { expect, test } from 'vitest'
import { office, openApiWard } from '../support/api.ts'
import { checkInvariants } from '../support/invariants.ts'

const asked = 'services=jidoteate,tennyu,kokuho-kanyu&from=2026-12-02&to=2026-12-03'

test('plans come by day, and one of them can be held and booked', async () => {
  const ward = await openApiWard()

  const { json } = await ward.get(`${office}/plans?${asked}`)
  const [plan] = json.days[0].plans

  expect(json.days.map(({ date, state }: { date: string; state: string }) => [date, state])).toEqual([
    ['2026-12-02', 'open'],
    ['2026-12-03', 'open'],
  ])
  expect(plan).toEqual({
    startsAt: '2026-12-02T09:00:00+09:00',
    endsAt: '2026-12-02T11:40:00+09:00',
    legs: [
      {
        ...{ counter: 'ido', services: ['tennyu'], startsAt: '2026-12-02T09:00:00+09:00', minutes: 30 },
        ...{ walkMinutes: 0, leavesAt: '2026-12-02T10:00:00+09:00', collectsAt: null },
      },
      {
        ...{ counter: 'kokuho', services: ['kokuho-kanyu'], startsAt: '2026-12-02T10:15:00+09:00' },
        ...{ minutes: 30, walkMinutes: 3, leavesAt: '2026-12-02T10:45:00+09:00' },
        collectsAt: '2026-12-02T11:05:00+09:00',
      },
      {
        ...{ counter: 'kodomo', services: ['jidoteate'], startsAt: '2026-12-02T11:00:00+09:00' },
        ...{ minutes: 25, walkMinutes: 6, leavesAt: '2026-12-02T11:25:00+09:00' },
        collectsAt: '2026-12-02T11:40:00+09:00',
      },
    ],
  })

  const legs = plan.legs.map(({ services, startsAt }: { services: string[]; startsAt: string }) => ({
    services,
    startsAt,
  }))
  const held = await ward.post(`${office}/holds`, { legs })
  expect(held.status).toBe(201)
  expect(held.json).toMatchObject({ startsAt: '2026-12-02T09:00:00+09:00', counter: 'ido' })
  const booked = await ward.post(`${office}/appointments`, {
    ...{ hold: held.json.hold, name: '見本 太郎', phone: '06-0000-1234' },
  })
  expect(booked.status).toBe(201)
  await checkInvariants(ward)
})

test('a day without a plan names the counter that stands in the way', async () => {
  const ward = await openApiWard({ now: '2026-11-02T08:00' })

  const { json } = await ward.get(`${office}/plans?services=tennyu,jidoteate&from=2026-11-21&to=2026-11-22`)

  expect(json.days).toEqual([
    { date: '2026-11-21', state: 'closed', obstacle: null, plans: [] },
    { date: '2026-11-22', state: 'closed', obstacle: 'kodomo', plans: [] },
  ])
})

test.for([
  ['services=tennyu,tenshutsu-todoke', 422, 'contradiction'],
  ['services=tennyu,koseki-shibo', 422, 'sensitive'],
  ['services=tennyu,nowhere', 422, 'unknown_service'],
  ['services=tennyu,jidoteate&people=99', 422, 'people'],
  ['services=', 422, 'no_service'],
  ['services=tennyu&from=2026-02-30', 422, 'invalid_input'],
  ['services=tennyu&colour=red', 422, 'invalid_input'],
] as const)('%s is answered with %i %s', async ([query, status, reason]) => {
  const ward = await openApiWard()

  const answer = await ward.get(`${office}/plans?${query}`)

  expect([answer.status, answer.json.reason]).toEqual([status, reason])
})

test('legs out of order, without the way between them, or beside a time are not held', async () => {
  const ward = await openApiWard()
  const leg = (service: string, time: string) => ({
    services: [service],
    startsAt: `2026-12-02T${time}:00+09:00`,
  })
  const reasonOf = async (body: unknown) => (await ward.post(`${office}/holds`, body)).json.reason

  expect(await reasonOf({ legs: [leg('jidoteate', '09:00'), leg('tennyu', '10:00')] })).toBe('plan_times')
  expect(await reasonOf({ legs: [leg('tennyu', '09:00'), leg('jidoteate', '09:30')] })).toBe('plan_times')
  expect(await reasonOf({ legs: [leg('tennyu', '09:00'), leg('nowhere', '10:00')] })).toBe('unknown_service')
  expect(await reasonOf({ legs: [leg('tennyu', '09:00')] })).toBe('plan_size')
  expect(await reasonOf({ services: ['tennyu'], legs: [leg('tennyu', '09:00')] })).toBe('invalid_input')
})
