import { expect, test } from 'vitest'
import { openWard } from '../support/ward.ts'

test('a booked time is one place less', async () => {
  const ward = await openWard()
  const free = async () => {
    const { days } = await ward.deps.availability.days(ward.office, ward.wish('tennyu'), '2026-12-02', '2026-12-02')
    return days[0]?.slots.find(slot => slot.startMinute === 9 * 60)?.free
  }
  expect(await free()).toBe(2)

  await ward.booked(['tennyu'], '2026-12-02T09:00')

  expect(await free()).toBe(1)
})
