import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { judge, type YearValue } from '#src/indicators/indicator.ts'

const share = { direction: 'at_least', unit: '%' } as const

function year(value: number | null, target: number | null, answers: number | null = null): YearValue {
  return { fiscalYear: 2023, value, target, answers, survey: null, isProvisional: false }
}

test('a value that is exactly the target has met it, one tenth less has not', () => {
  expect(judge(share, year(85, 85)).mark).toBe('○')
  expect(judge(share, year(84.9, 85)).mark).toBe('—')
})

test('where less is better, one tenth more misses the target', () => {
  const wait = { direction: 'at_most', unit: '分' } as const

  expect(judge(wait, year(30, 30)).mark).toBe('○')
  expect(judge(wait, year(30.1, 30)).mark).toBe('—')
})

test('without a value or a target there is no mark', () => {
  expect(judge(share, year(null, 85)).mark).toBeNull()
  expect(judge(share, year(80.2, null)).mark).toBeNull()
})

test.for([
  { value: 82.9, target: 80, mark: '○', certainty: 'unclear', low: 78.9, high: 86.3 },
  { value: 80.5, target: 80, mark: '○', certainty: 'unclear', low: 76.3, high: 84.1 },
  { value: 80.2, target: 85, mark: '—', certainty: 'missed', low: 76, high: 83.8 },
])('with 400 answers, $value % against $target % is $mark and $certainty', wanted => {
  const { mark, certainty, interval } = judge(share, year(wanted.value, wanted.target, 400))

  expect({ mark, certainty }).toEqual({ mark: wanted.mark, certainty: wanted.certainty })
  expect((interval?.low ?? 0) * 100).toBeCloseTo(wanted.low, 1)
  expect((interval?.high ?? 0) * 100).toBeCloseTo(wanted.high, 1)
})

test('nothing is sure of minutes, or of a share without its number of answers', () => {
  expect(judge({ direction: 'at_most', unit: '分' }, year(25, 30, 400)).certainty).toBeNull()
  expect(judge(share, year(99, 85)).certainty).toBeNull()
})

const tenths = fc.integer({ min: 0, max: 1000 }).map(value => value / 10)

test('what is surely met is met, and what is surely missed is missed, in both directions', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('at_least', 'at_most'),
      tenths,
      tenths,
      fc.integer({ min: 1, max: 5000 }),
      (direction, value, target, answers) => {
        const { mark, certainty } = judge({ direction, unit: '%' }, year(value, target, answers))
        expect(certainty).not.toBe(mark === '○' ? 'missed' : 'reached')
      },
    ),
  )
})
