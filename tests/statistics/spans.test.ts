import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lengthOf, overlapOf, unionOf } from '#src/statistics/spans.ts'

const span = (from: number, to: number) => ({ from, to })
const spans = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 }))
    .map(([from, length]) => span(from, from + length)),
  { maxLength: 12 },
)

/** The plainest way: minute by minute. */
const minutesOf = (some: Array<{ from: number; to: number }>) =>
  Array.from({ length: 100 }, (_, minute) => some.some(({ from, to }) => from <= minute && minute < to))

test('what two spans share is there once', () => {
  expect(unionOf([span(10, 20), span(0, 5), span(15, 30), span(5, 7), span(40, 40)])).toEqual([
    span(0, 7),
    span(10, 30),
  ])
  expect(unionOf([span(0, 30), span(10, 20)])).toEqual([span(0, 30)])
  expect(unionOf([])).toEqual([])
})

test('an overlap is what both have', () => {
  expect(overlapOf([span(0, 10), span(20, 30)], [span(5, 25)])).toBe(10)
  expect(overlapOf([span(0, 10)], [span(10, 20)])).toBe(0)
  expect(overlapOf([span(0, 10), span(0, 10)], [span(2, 4), span(2, 4)])).toBe(2)
})

test('unions and overlaps are what counting minute by minute gives', () => {
  fc.assert(
    fc.property(spans, spans, (some, others) => {
      const [ofSome, ofOthers] = [minutesOf(some), minutesOf(others)]
      expect(lengthOf(unionOf(some))).toBe(ofSome.filter(Boolean).length)
      expect(overlapOf(some, others)).toBe(ofSome.filter((is, minute) => is && ofOthers[minute]).length)
      expect(overlapOf(some, others)).toBe(overlapOf(others, some))
    }),
  )
})

test('the parts of a union lie apart and in order', () => {
  fc.assert(
    fc.property(spans, some => {
      const union = unionOf(some)
      union.forEach(({ from, to }, index) => {
        expect(to).toBeGreaterThan(from)
        expect(from).toBeGreaterThan(union[index - 1]?.to ?? -1)
      })
      expect(unionOf(union)).toEqual(union)
    }),
  )
})
