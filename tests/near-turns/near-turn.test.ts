import { expect, test } from 'vitest'
import { isNear, isSettled } from '#src/near-turns/near-turn.ts'
import { usualNotices } from '#src/offices/notices.ts'
import { instant } from '../support/ward.ts'

const place = (ahead: number, fromMinutes: number | null, windowsOpen = 1) => ({
  ...{ ahead, windowsOpen },
  estimate: fromMinutes === null ? null : { fromMinutes },
})

test('a turn is near with so few people ahead, however long they take', () => {
  expect(isNear(place(3, 60), usualNotices)).toBe(true)
  expect(isNear(place(4, 60), usualNotices)).toBe(false)
})

test('a turn is near when the call may come within the minutes, however many are ahead', () => {
  expect(isNear(place(9, 5), usualNotices)).toBe(true)
  expect(isNear(place(9, 10), usualNotices)).toBe(false)
  expect(isNear(place(9, 10), { ...usualNotices, nearMinutes: 15 })).toBe(true)
})

test('without an estimate the people ahead decide', () => {
  expect(isNear(place(3, null), usualNotices)).toBe(true)
  expect(isNear(place(4, null), usualNotices)).toBe(false)
})

test("nobody's turn is near while no window is open", () => {
  expect(isNear(place(0, null, 0), usualNotices)).toBe(false)
})

test('whoever has just got the number is not told in the first minute', () => {
  const ticket = { checkedInAt: instant('2026-12-01T09:00:00') }

  expect(isSettled(ticket, instant('2026-12-01T09:00:59.999'))).toBe(false)
  expect(isSettled(ticket, instant('2026-12-01T09:01:00'))).toBe(true)
})
