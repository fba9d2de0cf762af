import { expect, test } from 'vitest'
import { booking, office, openApiWard } from '../support/api.ts'

test('the same key with the same body gets the first answer again, byte for byte, and books once', async () => {
  const ward = await openApiWard()
  const first = await ward.post(`${office}/appointments`, booking(), { key: 'one' })
  ward.setNow('2026-12-01T08:25')

  const again = await ward.post(`${office}/appointments`, booking(), { key: 'one' })

  expect([again.status, again.text]).toEqual([201, first.text])
  expect(again.headers.get('Location')).toBe(first.headers.get('Location'))
  expect((await freeAtNine(ward)).free).toBe(1)
})

test('a key says nothing about how a body is written', async () => {
  const ward = await openApiWard()
  const { people: _, ...rest } = booking({ startsAt: '2026-12-02T00:00:00Z' })

  const first = await ward.post(`${office}/appointments`, booking(), { key: 'one' })
  const again = await ward.post(`${office}/appointments`, rest, { key: 'one' })

  expect(again.text).toBe(first.text)
})

test('the same key with another body is refused, and nothing more is booked', async () => {
  const ward = await openApiWard()
  await ward.post(`${office}/appointments`, booking(), { key: 'one' })

  const { status, json } = await ward.post(`${office}/appointments`, booking({ people: 2 }), { key: 'one' })

  expect(status).toBe(422)
  expect(json).toMatchObject({ reason: 'key_reused', errors: [{ field: 'Idempotency-Key' }] })
  expect((await freeAtNine(ward)).free).toBe(1)
})

test('ten calls with one key at the same moment have one effect and one answer', async () => {
  const ward = await openApiWard()

  const answers = await Promise.all(
    Array.from({ length: 10 }, () => ward.post(`${office}/appointments`, booking(), { key: 'one' })),
  )

  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(answers[0]?.status).toBe(201)
  expect((await freeAtNine(ward)).free).toBe(1)
})

test('without a key every call is a deed of its own', async () => {
  const ward = await openApiWard()

  await ward.post(`${office}/appointments`, booking())
  await ward.post(`${office}/appointments`, booking())

  expect((await freeAtNine(ward)).free).toBe(0)
})

test('holds, changes and cancellations are replayed too', async () => {
  const ward = await openApiWard()
  const wish = { services: ['tennyu'], startsAt: '2026-12-02T09:00:00+09:00' }
  const holds = [
    await ward.post(`${office}/holds`, wish, { key: 'h' }),
    await ward.post(`${office}/holds`, wish, { key: 'h' }),
  ]
  const { json: booked } = await ward.post(`${office}/appointments`, booking())
  const path = `/v1/appointments/${booked.token}`
  const move = { startsAt: '2026-12-03T09:00:00+09:00' }
  const moves = [await ward.post(`${path}/reschedule`, move, { key: 'm' })]
  await ward.post(`${path}/reschedule`, { startsAt: '2026-12-03T11:00:00+09:00' })
  moves.push(await ward.post(`${path}/reschedule`, move, { key: 'm' }))
  const ends = [
    await ward.post(`${path}/cancellation`, {}, { key: 'c' }),
    await ward.post(`${path}/cancellation`, {}, { key: 'c' }),
  ]

  for (const [first, again] of [holds, moves, ends]) expect(again?.text).toBe(first?.text)
  expect(holds[0]?.status).toBe(201)
  expect((await ward.get(path)).json).toMatchObject({
    state: 'cancelled',
    startsAt: '2026-12-03T11:00:00+09:00',
  })
})

test('one key may be used for different deeds', async () => {
  const ward = await openApiWard()

  const held = await ward.post(
    `${office}/holds`,
    { services: ['tennyu'], startsAt: '2026-12-02T09:00:00+09:00' },
    { key: 'one' },
  )
  const booked = await ward.post(`${office}/appointments`, booking(), { key: 'one' })

  expect([held.status, booked.status]).toEqual([201, 201])
})

test('a refusal is not remembered: the same key may try again', async () => {
  const ward = await openApiWard()
  const { json: other } = await ward.post(`${office}/appointments`, booking())
  await ward.booked(['tennyu'], '2026-12-02T09:00')
  expect((await ward.post(`${office}/appointments`, booking(), { key: 'one' })).status).toBe(409)
  await ward.post(`/v1/appointments/${other.token}/cancellation`, {})

  expect((await ward.post(`${office}/appointments`, booking(), { key: 'one' })).status).toBe(201)
})

test.for(['', ' ', 'a b', 'k'.repeat(256), 'caf\u00e9', 'a, b'])('the key "%s" is refused', async key => {
  const ward = await openApiWard()

  const { status, json } = await ward.post(`${office}/appointments`, booking(), { key })

  expect(status).toBe(422)
  expect(json.errors).toMatchObject([{ field: 'Idempotency-Key', reason: 'not_a_key' }])
})

async function freeAtNine(ward: Awaited<ReturnType<typeof openApiWard>>) {
  const { json } = await ward.get(`${office}/availability?services=tennyu&from=2026-12-02&to=2026-12-02`)
  return json.days[0].slots[0] as { free: number }
}
