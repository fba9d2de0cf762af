import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type RatingRules,
  sectionPoints,
  type SelfCheck,
  selfCheckPoints,
  starsFor,
  toNextStar,
} from '#src/self-checks/rating.ts'

const rules: RatingRules = { cutOffs: [3, 3.5, 4.5], isConfirmed: false, isBySection: true, version: 1 }

function check(section: string, auditor: string, ...scores: number[]): SelfCheck {
  return { section, auditor, scores: new Map(scores.map((score, criterion) => [criterion, score])) }
}

test.for([
  { points: 2.7, stars: 0 },
  { points: 2.9, stars: 0 },
  { points: 3, stars: 1 },
  { points: 3.4, stars: 1 },
  { points: 3.5, stars: 2 },
  { points: 3.7, stars: 2 },
  { points: 3.8, stars: 2 },
  { points: 4.1, stars: 2 },
  { points: 4.5, stars: 3 },
])('$points points are $stars stars', ({ points, stars }) => {
  expect(starsFor(points, rules)).toBe(stars)
})

test('the next star is as far as its cut-off, and after the third there is none', () => {
  expect(toNextStar(3.8, rules)).toEqual({ stars: 3, points: 0.7 })
  expect(toNextStar(2.9, rules)).toEqual({ stars: 1, points: 0.1 })
  expect(toNextStar(4.5, rules)).toBeNull()
})

test('a section is the mean of its auditors, each of whom is the mean of what they scored', () => {
  const checks = [check('somu', 'a', 5, 5, 5, 5), check('somu', 'b', 3)]

  expect(sectionPoints(checks, 'somu')).toBe(4)
  expect(sectionPoints(checks, 'kyodo')).toBeNull()
})

test('sections weigh the same however many auditors they have, unless auditors are to', () => {
  const checks = [
    check('somu', 'a', 5),
    check('kyodo', 'a', 3),
    check('kyodo', 'b', 3),
    check('kyodo', 'c', 3),
  ]

  expect(selfCheckPoints(checks, rules)).toBe(4)
  expect(selfCheckPoints(checks, { ...rules, isBySection: false })).toBe(3.5)
})

test('points are rounded half up to one decimal', () => {
  const checks = [
    check('somu', 'a', 3, 3, 4, 4),
    check('somu', 'b', 4, 4, 4, 3),
    check('somu', 'c', 3, 4, 4, 4),
  ]

  expect(selfCheckPoints(checks.slice(0, 2), rules)).toBe(3.6)
  expect(selfCheckPoints([check('somu', 'a', 3, 4, 4, 4), check('kyodo', 'a', 3, 4)], rules)).toBe(3.6)
})

test('of no check there are no points', () => {
  expect(selfCheckPoints([], rules)).toBeNull()
})

const score = fc.integer({ min: 1, max: 5 })
const anyCheck = fc
  .record({
    section: fc.constantFrom('somu', 'kyodo', 'hoken'),
    scores: fc.array(score, { minLength: 1, maxLength: 9 }),
  })
  .map(({ section, scores }) => check(section, 'a', ...scores))

test('points lie between the lowest and the highest score, by either rule', () => {
  fc.assert(
    fc.property(fc.array(anyCheck, { minLength: 1, maxLength: 20 }), fc.boolean(), (checks, isBySection) => {
      const scores = checks.flatMap(({ scores }) => [...scores.values()])
      const points = selfCheckPoints(checks, { ...rules, isBySection }) ?? 0
      expect(points).toBeGreaterThanOrEqual(Math.min(...scores))
      expect(points).toBeLessThanOrEqual(Math.max(...scores))
    }),
  )
})
