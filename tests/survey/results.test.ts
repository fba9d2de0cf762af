import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Channel, Scores } from '#src/survey/answer.ts'
import { figuresOf, resultsOf } from '#src/survey/results.ts'
import { answersMissing } from '#src/survey/sample-size.ts'
import { countAnswer, countTally, emptyTally, type Tally } from '#src/survey/tally.ts'

type Counted = { counterId?: number | null; channel?: Channel; scores: Scores }

function tallyOf(answers: readonly Counted[], visits: Record<number, number> = {}): Tally {
  const byCounter = new Map(Object.entries(visits).map(([id, count]) => [Number(id), count]))
  const tally = emptyTally(byCounter)
  for (const { counterId = null, channel = 'kiosk', scores } of answers)
    countAnswer(tally, { counterId, channel, scores })
  return tally
}

const slug = 'q-overall'
const many = (count: number, mark: number | null, counterId: number | null = null): Counted[] =>
  Array.from({ length: count }, () => ({ counterId, scores: { [slug]: mark as Scores[string] & number } }))

describe('the share of good answers', () => {
  test('counts 4 and 5 among marks from 1 to 5; "cannot say" and open questions are no valid answers', () => {
    const answers = [...many(5, 5), ...many(3, 4), ...many(1, 3), ...many(1, 1), ...many(7, null)]
    const { questions, answered } = resultsOf(tallyOf([...answers, { scores: {} }]), [slug], null)

    expect(answered).toBe(18)
    expect(questions[0]?.figures).toMatchObject({ valid: 10, unknown: 7, good: 8, percent: 80 })
    expect(questions[0]?.figures?.byScore).toEqual([5, 3, 1, 0, 1])
  })

  test.each([
    ['802 of 1000 against 85', 802, 1000, 85, '—', 'missed'],
    ['805 of 1000 against 80', 805, 1000, 80, '○', 'unclear'],
    ['829 of 1000 against 80', 829, 1000, 80, '○', 'reached'],
    ['400 answers of which 331 are good, against 80', 331, 400, 80, '○', 'unclear'],
    ['just below a target once rounded', 8494, 10_000, 85, '—', 'unclear'],
    ['rounded half up to the target', 8495, 10_000, 85, '○', 'unclear'],
  ])('is held against the target of the year: %s', (_, good, valid, target, mark, certainty) => {
    const figures = figuresOf([0, valid - good, 0, 0, 0, good], target)

    expect(figures).toMatchObject({ mark, certainty })
  })

  test('without a target there is no mark, without answers no share', () => {
    expect(figuresOf([0, 5, 0, 0, 0, 5], null)).toMatchObject({ mark: null, certainty: null })
    expect(figuresOf([3, 0, 0, 0, 0, 0], 85)).toMatchObject({ percent: null, mark: null, interval: null })
  })
})

test.each([
  [9, false],
  [10, true],
])('of %i answers nothing but their number is told, of 10 all', (valid, isTold) => {
  const { questions } = resultsOf(tallyOf(many(valid, 4)), [slug], 85)

  expect(questions[0]).toMatchObject({ valid })
  expect(questions[0]?.figures !== null).toBe(isTold)
})

describe('counters', () => {
  const shown = (answers: readonly Counted[]) =>
    new Map(
      resultsOf(tallyOf(answers), [slug], null).counters.map(({ counterId, cells }) => [counterId, cells[0]]),
    )

  test('of fewer than 10 answers are not told, nor is the next smallest, which would give it away', () => {
    const counters = shown([...many(40, 5, 1), ...many(12, 5, 2), ...many(3, 1, 3)])

    expect(counters.get(1)).toMatchObject({ valid: 40, percent: 100 })
    expect(counters.get(2)).toBeNull()
    expect(counters.get(3)).toBeNull()
  })

  test('that hide each other need no third', () => {
    const counters = shown([...many(40, 5, 1), ...many(12, 5, 2), ...many(3, 1, 3), ...many(4, 2, null)])

    expect(counters.get(2)).toMatchObject({ valid: 12 })
    expect(counters.get(null)).toBeNull()
  })

  test('are never told so that one hidden number is the total less the others', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 8 })
    const isSafe = (some: readonly number[]) => {
      const counters = [...shown(some.flatMap((size, id) => many(size, 5, id))).values()]
      const told = counters.flatMap(cell => cell?.valid ?? [])
      const total = some.reduce((sum, size) => sum + size, 0)
      return told.every(valid => valid >= 10) && (total < 10 || counters.length - told.length !== 1)
    }

    expect(() => fc.assert(fc.property(sizes, isSafe))).not.toThrow()
    expect(isSafe([12, 3, 4])).toBe(true)
  })
})

test('counters that answer more often do not weigh more than their visits', () => {
  const answers = [...many(90, 5, 1), ...many(10, 5, 2), ...many(10, 1, 2)]
  const { questions } = resultsOf(tallyOf(answers, { 1: 100, 2: 300, 3: 50 }), [slug], null)

  // 1/4 of the visits all good, 3/4 half good.
  expect(questions[0]?.weighted?.share).toBeCloseTo(0.25 + 0.75 * 0.5, 10)
  expect(questions[0]?.weighted?.nEffective).toBeCloseTo(1 / (0.25 ** 2 / 90 + 0.75 ** 2 / 20), 10)
})

test('one counter alone is not weighted', () => {
  expect(resultsOf(tallyOf(many(20, 5, 1), { 1: 20 }), [slug], null).questions[0]?.weighted).toBeNull()
})

test('each way of answering has a base of its own, or none', () => {
  const of = (channel: Channel, count: number) => many(count, 5).map(answer => ({ ...answer, channel }))
  const unknown = many(2, null).map(answer => ({ ...answer, channel: 'ticket' as const }))
  const answers = [...of('ticket', 20), ...unknown, ...of('kiosk', 30), ...of('poster', 5), ...of('paper', 6)]

  const { channels } = resultsOf(tallyOf(answers, { 1: 80, 2: 20 }), [slug], null)

  expect(channels).toEqual([
    { channel: 'ticket', answered: 22, valid: 20, visits: 100, ratePercent: 20 },
    { channel: 'kiosk', answered: 30, valid: 30, visits: 100, ratePercent: 30 },
    { channel: 'poster', answered: 5, valid: 5, visits: null, ratePercent: null },
    { channel: 'paper', answered: 6, valid: 6, visits: null, ratePercent: null },
  ])
})

test('months together are what all their answers are', () => {
  const mark = fc.constantFrom(1, 2, 3, 4, 5, null)
  const answer = fc.record({ mark, counterId: fc.constantFrom(1, 2, null) })
  fc.assert(
    fc.property(fc.array(answer), fc.array(answer), (first, second) => {
      const counted = (some: typeof first) => some.flatMap(one => many(1, one.mark, one.counterId))
      const together = tallyOf(counted(first), { 1: 3 })
      countTally(together, tallyOf(counted(second), { 1: 4, 2: 5 }))
      const whole = tallyOf([...counted(first), ...counted(second)], { 1: 7, 2: 5 })

      expect(resultsOf(together, [slug], 85)).toEqual(resultsOf(whole, [slug], 85))
    }),
  )
})

describe('how many answers are missing', () => {
  test.each([
    ['none yet, near the target', null, 0, 246],
    ['100 of 85 % good', 0.85, 100, 146],
    ['one too few', 0.85, 245, 1],
    ['enough', 0.85, 246, 0],
    ['at a half it takes most', 0.5, 0, 381],
  ])('for ±5 points: %s', (_, share, valid, missing) => {
    expect(answersMissing(share, valid)).toBe(missing)
  })
})
