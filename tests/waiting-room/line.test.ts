import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { absentMilliseconds, calledMilliseconds, createLine, type Place } from '#src/waiting-room/line.ts'

const place = (arrivedAt: number, id = `${arrivedAt}`): Place => ({ arrivedAt, id })

test('whoever came first is called first, whenever they are heard of', () => {
  const line = createLine()
  for (const arrivedAt of [3, 1, 2]) line.join(place(arrivedAt), 10)

  line.call(1, 11)

  expect(line.calledAt(place(1))).toBe(11)
  expect(line.calledAt(place(2))).toBeNull()
  expect(line.ahead(place(3))).toBe(1)
})

test('asking again and again moves nobody', () => {
  const line = createLine()
  line.join(place(1), 1)
  line.join(place(2), 2)
  for (let now = 3; now < 10; now += 1) line.join(place(2), now)

  expect(line.waiting()).toBe(2)
  expect(line.ahead(place(2))).toBe(1)
})

test('somebody is away only after a whole minute without a sign, and comes back to where they stood', () => {
  const line = createLine()
  line.join(place(1), 0)
  line.join(place(2), 5)

  line.forgetAbsent(absentMilliseconds - 1)
  expect(line.waiting()).toBe(2)
  line.forgetAbsent(absentMilliseconds)
  expect(line.ahead(place(2))).toBe(0)

  line.join(place(1), absentMilliseconds + 1)
  expect(line.ahead(place(2))).toBe(1)
})

test('a place that was called lets nobody in a second time until its pass has ended', () => {
  const line = createLine()
  line.join(place(1), 0)
  line.call(1, 0)

  line.join(place(1), 1)
  expect(line.waiting()).toBe(0)
  line.forgetAbsent(calledMilliseconds - 1)
  expect(line.calledAt(place(1))).toBe(0)
  line.forgetAbsent(calledMilliseconds)
  expect(line.calledAt(place(1))).toBeNull()
})

test('calling more than there are calls those who are there', () => {
  const line = createLine()
  line.join(place(1), 0)

  expect(line.call(5, 1)).toBe(1)
  expect(line.call(5, 1)).toBe(0)
  expect(line.call(-1, 1)).toBe(0)
})

test('however people come, ask and go, nobody present is called after somebody who came later', () => {
  const deed = fc.record({ who: fc.nat(30), calls: fc.nat(3), isGone: fc.boolean() })
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 120 }), deeds => {
      const line = createLine()
      const present = new Map<string, Place>()
      let now = 1000
      for (const { who, calls, isGone } of deeds) {
        now += isGone ? absentMilliseconds : 100
        const own = place(Math.floor(who / 2), `${who}`)
        if (isGone) {
          line.forgetAbsent(now)
          present.clear()
        }
        line.join(own, now)
        if (line.calledAt(own) === null) present.set(own.id, own)

        line.call(calls, now)
        const called = [...present.values()].filter(one => line.calledAt(one) !== null)
        for (const { id } of called) present.delete(id)
        const last = Math.max(-1, ...called.map(one => one.arrivedAt))
        for (const one of present.values()) expect(one.arrivedAt).toBeGreaterThanOrEqual(last)
        expect(line.waiting()).toBe(present.size)
      }
    }),
  )
})
