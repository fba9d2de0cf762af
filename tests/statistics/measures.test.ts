import { expect, test } from 'vitest'
import { isMet, measuresOf, topics } from '#src/statistics/measures.ts'
import { textsIn } from '#views/text/index.ts'
import type { MeasureText } from '#views/text/measures-ja.ts'

const all = topics.flatMap(measuresOf)

test('a share keeps a target of at least 80 % at 80 and misses it just below', () => {
  expect(isMet({ min: 80 }, 80)).toBe(true)
  expect(isMet({ min: 80 }, 79.9)).toBe(false)
})

test('a 90th percentile keeps a target of at most 30 minutes at 30 and misses it just above', () => {
  expect(isMet({ max: 30 }, 30)).toBe(true)
  expect(isMet({ max: 30 }, 30.1)).toBe(false)
})

test('nothing is said of a target where there is no value', () => {
  expect(isMet({ max: 30 }, null)).toBeNull()
})

test('no two measures of a language share a name, so that a column means one thing', () => {
  for (const t of [textsIn.ja, textsIn.en]) {
    const names = all.map(({ set, name }) => {
      const texts: Record<string, MeasureText> = t.measures[set]
      return texts[name]?.name
    })
    expect(names).not.toContain(undefined)
    expect(new Set(names).size).toBe(names.length)
  }
})
