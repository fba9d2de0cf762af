import { expect, test } from 'vitest'
import { office, openApiWard } from '../support/api.ts'

const wish = {
  services: ['tennyu'],
  fromDate: '2026-12-02',
  toDate: '2026-12-04',
  name: '見本 太郎',
  email: 'taro@example.test',
}

test.for([
  { sent: { fromDate: '2026-13-02' }, errors: ['fromDate not_a_date'] },
  { sent: { toDate: '4.12.2026' }, errors: ['toDate not_a_date'] },
  { sent: { toDate: '2026-12-01' }, errors: ['toDate ends_before_start'] },
  { sent: { fromDate: '2026-11-01' }, errors: ['fromDate unknown'] },
  { sent: { fromTime: '9am', toTime: '12:00' }, errors: ['fromTime not_a_time'] },
  { sent: { fromTime: '09:00', toTime: '25:00' }, errors: ['toTime not_a_time'] },
  { sent: { fromTime: '12:00', toTime: '09:00' }, errors: ['toTime ends_before_start'] },
  { sent: { fromTime: '12:00', toTime: '12:00' }, errors: ['toTime ends_before_start'] },
  { sent: { fromTime: '09:00' }, errors: ['toTime required'] },
  { sent: { toTime: '12:00' }, errors: ['fromTime required'] },
])('a wish to wait with $sent is refused: $errors', async ({ sent, errors }) => {
  const ward = await openApiWard()

  const { status, json } = await ward.post(`${office}/waitlist`, { ...wish, ...sent })

  expect([status, json.reason]).toEqual([422, 'invalid_input'])
  expect(
    json.errors.map((error: { field: string; reason: string }) => `${error.field} ${error.reason}`),
  ).toEqual(errors)
})

test('a wish to wait counts as one deed of its caller', async () => {
  const ward = await openApiWard({ settings: { RATE_LIMIT: 'on' } })
  const unknown = { ...wish, services: ['nothing'] }

  const statuses = new Set<number>()
  for (let sent = 0; sent < 120; sent += 1)
    statuses.add((await ward.post(`${office}/waitlist`, unknown)).status)

  expect([...statuses]).toEqual([422])
  expect((await ward.post(`${office}/waitlist`, unknown)).status).toBe(429)
})
