import { expect, test } from 'vitest'
import { type ApiWard, booking, office, openApiWard } from '../support/api.ts'

const path = `${office}/availability?services=tennyu&from=2026-12-02&to=2026-12-03`

async function freeAtNine(ward: ApiWard): Promise<number> {
  const { json } = await ward.get(path)
  return json.days[0].slots[0].free
}

test('the answer is the same until something changes, and right at once when it does', async () => {
  const ward = await openApiWard()
  const first = await ward.get(path)
  expect((await ward.get(path)).text).toBe(first.text)

  const { json: held } = await ward.post(`${office}/holds`, {
    services: ['tennyu'],
    startsAt: '2026-12-02T09:00:00+09:00',
  })
  expect(await freeAtNine(ward)).toBe(1)

  const { json: booked } = await ward.post(`${office}/appointments`, {
    hold: held.hold,
    name: '見本',
    phone: '0600001234',
  })
  expect(await freeAtNine(ward)).toBe(1)

  await ward.post(`/v1/appointments/${booked.token}/cancellation`, {})
  expect((await ward.get(path)).text).toBe(first.text)
})

test('a hold that ends gives its place back', async () => {
  const ward = await openApiWard()
  await ward.post(`${office}/holds`, { services: ['tennyu'], startsAt: '2026-12-02T09:00:00+09:00' })
  expect(await freeAtNine(ward)).toBe(1)

  ward.setNow('2026-12-01T08:10')

  expect(await freeAtNine(ward)).toBe(2)
})

test('changed rules are seen at once', async () => {
  const ward = await openApiWard()
  await ward.get(path)

  await ward.change(db =>
    db
      .insertInto('closures')
      .values({
        office_id: ward.office.id,
        counter_id: null,
        kind: 'special',
        from_date: '2026-12-02',
        to_date: '2026-12-02',
        reason: '{"ja":"臨時休業"}',
      })
      .execute(),
  )

  const { json } = await ward.get(path)
  expect(json.days.map((day: { state: string }) => day.state)).toEqual(['closed', 'open'])
})

test('times that have passed are no longer offered', async () => {
  const ward = await openApiWard({ now: '2026-12-02T08:00' })
  const first = async () => (await ward.get(path)).json.days[0].slots[0].startsAt
  expect(await first()).toBe('2026-12-02T09:00:00+09:00')

  ward.setNow('2026-12-02T09:00')

  expect(await first()).toBe('2026-12-02T09:15:00+09:00')
})

test('every day is told with its state', async () => {
  const ward = await openApiWard({ now: '2026-12-02T10:00' })

  await ward.change(db => db.updateTable('offices').set({ is_same_day_bookable: 0 }).execute())
  const state = async (date: string) =>
    (await ward.get(`${office}/availability?services=tennyu&from=${date}&to=${date}`)).json.days[0].state

  expect(await state('2026-12-01')).toBe('past')
  expect(await state('2026-12-02')).toBe('too_late')
  expect(await state('2026-12-03')).toBe('open')
  expect(await state('2026-12-06')).toBe('closed')
  expect(await state('2027-03-01')).toBe('not_yet')
})

test('services and people are summed, and a visit takes all its slots', async () => {
  const ward = await openApiWard()
  await ward.post(`${office}/appointments`, booking({ services: ['tennyu', 'tenkyo'] }))

  const { json } = await ward.get(`${path}&people=1`)

  const taken = json.days[0].slots.filter((slot: { free: number }) => slot.free === 1)
  expect(taken.length).toBeGreaterThan(1)
})

test('no resident appears in what everybody may read', async () => {
  const ward = await openApiWard()
  const { json: booked } = await ward.post(
    `${office}/appointments`,
    booking({ name: 'canary', email: 'canary@example.test' }),
  )

  const { text } = await ward.get(path)

  expect(text).not.toContain('canary')
  expect(text).not.toContain(booked.reference)
  expect(Object.keys(JSON.parse(text).days[0].slots[0])).toEqual(['startsAt', 'counter', 'free'])
})
