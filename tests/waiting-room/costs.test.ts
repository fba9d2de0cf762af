import { expect, test } from 'vitest'
import { createCosts, type Work } from '#src/waiting-room/costs.ts'
import { randomNumbers } from '../support/random.ts'

type Truth = Record<Work | 'rest', number>

const truth: Truth = { page: 1, deed: 2.5, 'answer in line': 0.1, rest: 4 }
const visitOf = (costs: Truth) => 4 * costs.page + 3 * costs.deed

/** Looks at a server where everything costs what `costs` says, and this many of each begin between two looks. */
function lookAt(
  learner: ReturnType<typeof createCosts>,
  costs: Truth,
  counts: () => Record<Work, number>,
  looks: number,
) {
  for (let look = 0; look < looks; look += 1) {
    const begun = counts()
    let active = costs.rest
    for (const work of ['page', 'deed', 'answer in line'] as const) {
      active += begun[work] * costs[work]
      for (let index = 0; index < begun[work]; index += 1) learner.began(work)
    }
    learner.learn({ activeMilliseconds: active, passedMilliseconds: 250 })
  }
}

test('what a visit costs is learned within seconds of a rush, whatever mix of work it brings', () => {
  const chance = randomNumbers(7)
  const learner = createCosts()
  const mixed = () => ({
    page: 20 + Math.floor(chance() * 60),
    deed: 10 + Math.floor(chance() * 50),
    'answer in line': Math.floor(chance() * 1000),
  })
  lookAt(learner, truth, mixed, 40)
  expect(Math.abs(learner.visitMilliseconds() / visitOf(truth) - 1)).toBeLessThan(0.15)

  const slower = { page: 4, deed: 12, 'answer in line': 0.3, rest: 4 }
  lookAt(learner, slower, mixed, 60)
  expect(Math.abs(learner.visitMilliseconds() / visitOf(slower) - 1)).toBeLessThan(0.15)
})

test('thousands of answers to those in line make a visit neither dearer nor cheaper', () => {
  const learner = createCosts()
  const before = learner.visitMilliseconds()
  lookAt(learner, truth, () => ({ page: 0, deed: 0, 'answer in line': 1200 }), 40)
  expect(learner.visitMilliseconds()).toBe(before)
  expect(learner.othersShare()).toBeGreaterThan(0.4)
  expect(learner.othersShare()).toBeLessThan(0.6)
})

test('what staff do on a quiet morning is not taken for the cost of a visit', () => {
  const learner = createCosts()
  const before = learner.visitMilliseconds()
  lookAt(learner, { ...truth, rest: 60 }, () => ({ page: 1, deed: 0, 'answer in line': 0 }), 400)
  expect(learner.visitMilliseconds()).toBeLessThan(before * 1.5)
})

test('a visit always costs something, even where nothing was seen to cost anything', () => {
  const learner = createCosts()
  const free = { page: 0, deed: 0, 'answer in line': 0, rest: 0 }
  lookAt(learner, free, () => ({ page: 100, deed: 100, 'answer in line': 100 }), 200)
  expect(learner.visitMilliseconds()).toBeGreaterThan(0)
})
